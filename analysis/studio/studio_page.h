/** @file studio_page.h  The studio: one page with the engine and scenarios in it. */
#ifndef CCS_STUDIO_PAGE_H
#define CCS_STUDIO_PAGE_H

#include <stddef.h>
#include <stdio.h>

/** A file that the page's engine can read. */
typedef struct {
    const char *name; /* with its folder: "scenarios/bank_day.cfg" */
    const char *text; /* UTF-8 */
} ccs_studio_file_t;

/** What a page holds. All of it is the caller's. */
typedef struct {
    const unsigned char *engine;    /* a module of WebAssembly, or its gzip, */
    size_t n_engine;                /* so many bytes */
    const ccs_studio_file_t *files; /* beside the gallery; one of the same name stands in the gallery's place */
    size_t n_files;
    const char *start; /* the scenario on which it opens, a name among all files; NULL: the gallery */
} ccs_studio_page_t;

/** Write the page. Its bytes follow from what it holds. Errors of the stream are the caller's to ask for. */
void ccs_studio_page_write(const ccs_studio_page_t *self, FILE *to);

#endif
