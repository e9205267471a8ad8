/** @file actual.h  What happened, by interval and queue, read from records and laid on the time axis of a plan. Knows of no simulation. */
#ifndef CCS_ACTUAL_H
#define CCS_ACTUAL_H

#include "import.h"
#include "plan.h"
#include "validation.def"

#define X(name, label, kind) CCS_MEASURED_##name,
enum ccs_measured { CCS_MEASURED_LIST(X) CCS_N_MEASURED };
#undef X

enum ccs_measured_kind { CCS_MEASURED_AMOUNT, CCS_MEASURED_SHARE, CCS_MEASURED_TIME };

/** What is known of a row of CCS_MEASURED_LIST. */
typedef struct {
    const char *name, *label;
    enum ccs_measured_kind kind;
} ccs_measured_about_t;
extern const ccs_measured_about_t CCS_MEASURED[CCS_N_MEASURED];

/** A figure that adds up. Not known: num is NAN. Of an amount den is 1. */
typedef struct {
    double num, den;
} ccs_summand_t;

/** The figure: the sum of an amount, else the ratio; NAN where it is not known or 0/0. */
double ccs_part_value(ccs_summand_t part, enum ccs_measured measured);
/** Add what is known; nothing where part is not. */
void ccs_part_add(ccs_summand_t *to, ccs_summand_t part);

/** Whom rows are about: a queue, which is a contact type, and the teams that serve it alone; or the teams that serve several queues. */
typedef struct {
    const char *name, *label; /* "sales", "sales+support" */
    uint32_t n_types, n_teams;
    const uint32_t *types, *teams; /* teams: into plan.teams */
} ccs_subject_t;

/** Cells are the plan's periods that count, from the first. Zero-initialised storage can be freed. */
typedef struct {
    const ccs_plan_t *plan; /* outlives it */
    const char *name;       /* of the file */
    ccs_subject_t *subjects;
    uint32_t n_subjects, n_cells;
    ccs_summand_t *parts;     /* [subject][cell][measured] */
    bool has[CCS_N_MEASURED]; /* known somewhere */
    bool is_present;          /* agent-hours are of agents who were there, not of those scheduled */
    size_t n_rows, n_outside; /* rows taken; rows of days or hours that the plan has not */
    const char **said;        /* n_said sentences: how the file was understood, and what of it is left out */
    size_t n_said, cap_said;
    ccs_import_t import;
    ccs_arena_t arena;
} ccs_actual_t;

/** Read what `ccsim import` reads, and of records the service level reached, occupancy and agents who were there.
 * @param self  zero-initialised @param plan  mode day; outlives it
 * @return 0, or the code of the first error, all of them in @p errors: no row of the plan's days, queues that are none of its types, rows that are longer than
 *         its intervals */
int ccs_actual_read(ccs_actual_t *self, const ccs_plan_t *plan, const void *bytes, size_t n, const ccs_import_options_t *options,
    ccs_err_list_t *errors);
void ccs_actual_free(ccs_actual_t *self);

/** A part of a subject in a cell. */
static inline const ccs_summand_t *ccs_actual_part(const ccs_actual_t *self, uint32_t subject, uint32_t cell,
    enum ccs_measured measured)
{
    return &self->parts[((size_t) subject * self->n_cells + cell) * CCS_N_MEASURED + measured];
}
/** The period of a cell. */
static inline const ccs_cell_t *ccs_actual_cell(const ccs_actual_t *self, uint32_t cell)
{
    return &self->plan->periods.at[self->plan->periods.first_counted + cell];
}

#endif
