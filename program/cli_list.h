/** @file cli_list.h  The vocabulary as tables, from sim/def/. */
#ifndef CCS_CLI_LIST_H
#define CCS_CLI_LIST_H

#include <stdio.h>

#include "table.h"

/** A table of the vocabulary. */
typedef struct {
    const char *list;  /* the word after `ccsim list` that shows it */
    const char *name;  /* of its rows in JSON */
    const char *title; /* above it in the documentation */
    void (*fill)(ccs_table_t *table);
} ccs_vocabulary_t;

enum { CCS_N_VOCABULARIES = 10 };
extern const ccs_vocabulary_t CCS_VOCABULARIES[CCS_N_VOCABULARIES]; /* tables of one list stand together */

/** What `ccsim list` prints besides tables of the vocabulary. */
typedef struct {
    const char *list;
    int (*print)(FILE *to); /* 0 or CCS_ERR_NOMEM */
} ccs_paper_t;

enum { CCS_N_PAPERS = 4 };
extern const ccs_paper_t CCS_PAPERS[CCS_N_PAPERS];

/** A list as a page of the documentation, with what must be said before and between the tables. @return 0 or CCS_ERR_NOMEM */
int ccs_list_markdown(const char *list, FILE *to);

#endif
