/** @file weigh_print.h  A front and a tornado for people and for programs. */
#ifndef CCS_WEIGH_PRINT_H
#define CCS_WEIGH_PRINT_H

#include <stdio.h>

#include "front.h"
#include "table.h"
#include "tornado.h"

/** A variant for certain on the front, for certain beaten: at this probability or more. */
#define CCS_FRONT_SURE 0.95

/** "on the front", "beaten by tools", "undecided" as a word: what is known of a variant. */
enum ccs_front_verdict { CCS_FRONT_ON, CCS_FRONT_BEATEN, CCS_FRONT_UNDECIDED };
enum ccs_front_verdict ccs_front_verdict(const ccs_front_t *self, uint32_t variant);

/** A row for each variant: each figure, its difference from the base, the probability of being on the front, who beats it; then in words. @return 0 or CCS_ERR_NOMEM */
int ccs_front_print(const ccs_front_t *self, ccs_table_form_t form, FILE *to);
/** A row for each factor, the largest swing first, with a bar. @return 0 or CCS_ERR_NOMEM */
int ccs_tornado_print(const ccs_tornado_t *self, const ccs_front_of_t *of, ccs_table_form_t form, FILE *to);

/** Both as one JSON object. @param tornado  NULL: none was asked for */
void ccs_weigh_json(const ccs_front_t *front, const ccs_tornado_t *tornado, FILE *to);
/** A line for each variant and figure, with a head. */
void ccs_front_csv(const ccs_front_t *self, FILE *to);

#endif
