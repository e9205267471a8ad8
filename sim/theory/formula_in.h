/** @file formula_in.h  What goes into the closed formulas. */
#ifndef CCS_FORMULA_IN_H
#define CCS_FORMULA_IN_H

#include <stdint.h>

#define CCS_FORMULA_UNLIMITED  UINT32_MAX
#define CCS_FORMULA_MAX_AGENTS 1000000u
#define CCS_FORMULA_MAX_PLACES 1000000u

/** What goes in. Fill it by ccs_formula_in(), then change what differs. */
typedef struct {
    double rate_per_s; /* offered contacts, in [1e-12, 1e9] */
    double handle_s;   /* mean time an agent is busy with one contact, in [1e-9, 1e12] */
    uint32_t agents;   /* 1 .. CCS_FORMULA_MAX_AGENTS */
    double patience_s; /* mean, in [1e-9, 1e12], or INFINITY: nobody abandons */
    double balk_frac;  /* of those who would have to wait, in [0, 1] */
    uint32_t places;   /* contacts that may wait, 0 .. CCS_FORMULA_MAX_PLACES, or CCS_FORMULA_UNLIMITED */
    uint32_t lines;    /* trunks: contacts waiting and in service together, 1 .., or CCS_FORMULA_UNLIMITED; fewer lines than
                          agents leave the other agents idle */
} ccs_formula_in_t;

#endif
