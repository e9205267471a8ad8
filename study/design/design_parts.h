/** @file design_parts.h  What the files design*.c share. Private to them. */
#ifndef CCS_DESIGN_PARTS_H
#define CCS_DESIGN_PARTS_H

#include "design.h"
#include "stream.h"

/** A design that is being made: its room is there, its points are not. */
typedef struct {
    const ccs_design_options_t *options;
    const ccs_extent_t *factors;
    ccs_design_t *out;
    ccs_stream_t stream; /* for what is drawn */
    ccs_arena_t *arena;
    ccs_err_t *err;
} ccs_designing_t;

/** The room of a point. */
static inline double *ccs_design_point(const ccs_designing_t *self, uint32_t point)
{
    return &self->out->at[(size_t) point * self->out->n_factors];
}

/** A uniform of [0, 1). @param number, purpose  each pair once */
static inline double ccs_design_draw(const ccs_designing_t *self, uint32_t number, uint32_t purpose)
{
    return ccs_stream_draw(&self->stream, number, 0, purpose);
}

/** Fill the points. @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_design_fraction(ccs_designing_t *self);
int ccs_design_latin(ccs_designing_t *self);
int ccs_design_sobol(ccs_designing_t *self);
int ccs_design_morris(ccs_designing_t *self);
int ccs_design_sensitivity(ccs_designing_t *self);

#endif
