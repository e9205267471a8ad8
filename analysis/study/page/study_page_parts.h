/** @file study_page_parts.h  What the sections of a study's page share, also where the page is of more than a study. */
#ifndef CCS_STUDY_PAGE_PARTS_H
#define CCS_STUDY_PAGE_PARTS_H

#include "report_frame.h"
#include "study_fit.h"
#include "study_front.h"

/** The page that is being written. */
typedef struct {
    ccs_page_t page;
    const ccs_study_t *study;
    const ccs_asked_t *asked;
    uint32_t target_of; /* the response that the target is of; UINT32_MAX: there is no target */
    double target;
    ccs_study_fit_t *fits; /* [response asked] quadratic polynomials; n_points 0: there is none */
    ccs_answer_t scratch;  /* whose arena the fits are, and texts */
    uint32_t chosen;       /* number of the point that pictures call so; 0: none */
    const char *drawn;     /* sentence below the picture of the front, about where its points come from; NULL: the usual one */
} ccs_study_page_t;

/** A section: it begins with its id, or writes nothing. */
typedef struct {
    const char *id;
    void (*write)(ccs_study_page_t *self);
} ccs_study_section_t;

enum { CCS_STUDY_SECTIONS_MAX = 12 };

/** What makes a page of sections. */
typedef struct {
    const char *title;
    const ccs_brand_t *brand; /* NULL: ccsim's own */
    void (*subtitle)(ccs_study_page_t *self);
    const ccs_study_section_t *sections; /* n of them, at most CCS_STUDY_SECTIONS_MAX */
    uint32_t n;
} ccs_study_frame_t;

/** The page, with a way through the sections that there are. @return 0 or CCS_ERR_NOMEM */
int ccs_study_page_frame(ccs_study_page_t *self, const ccs_study_frame_t *frame);

enum { CCS_STUDY_TEXT_MAX = 160 };

/** "Service level of desk": what people call the response. @return text */
const char *ccs_study_page_label(const ccs_study_page_t *self, uint32_t response, char text[CCS_STUDY_TEXT_MAX]);
/** Whether there is a polynomial of a response, and points to judge it by. @param asked  which of those that are asked for */
bool ccs_study_page_has_fit(const ccs_study_page_t *self, uint32_t asked);
/** What a factor does to a response from its least to its greatest level. @param half_width  NAN: one replication @return NAN: the points do not tell it */
double ccs_study_page_swing(const ccs_study_page_t *self, uint32_t asked, uint32_t factor, double *half_width);
/** The value of "share", "time" or "number" that a chart calls a unit. */
const char *ccs_study_page_unit(const ccs_study_page_t *self, uint32_t response);

/** A term and what it is, of a list of facts. */
void ccs_study_page_fact(ccs_study_page_t *self, const char *name, const char *value);
/** The rows of an analysis as a table, between its sentences. */
void ccs_study_page_rows(ccs_study_page_t *self, const ccs_answer_t *answer, const char *label);
/** An analysis as a table with its sentences, in a section of its own; nothing where the study has not what it takes. */
void ccs_study_page_told(ccs_study_page_t *self, enum ccs_analysis analysis, const char *id, const char *heading);
/** Heat maps of two factors; nothing where the points do not tell two at a time. */
void ccs_study_page_fields(ccs_study_page_t *self);
/** What each factor does, drawn and as a table. */
void ccs_study_page_factors(ccs_study_page_t *self);
/** The front, drawn and as a table. */
void ccs_study_page_front(ccs_study_page_t *self);

#endif
