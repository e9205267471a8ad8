/** @file sample.h  Replications of a plan, seen as records are: the same figures of the same queues and intervals. */
#ifndef CCS_SAMPLE_H
#define CCS_SAMPLE_H

#include "actual.h"
#include "metric.h"
#include "stop.h"
#include "team.h"

/** How to simulate. */
typedef struct {
    uint64_t seed;
    uint32_t n; /* replications of each plan, 0 .. n - 1 */
    ccs_team_t *team;
    const ccs_stop_t *stop; /* may be NULL */
} ccs_sample_options_t;

/** What turns facts into parts. Zero-initialised storage can be freed. */
typedef struct {
    const ccs_actual_t *actual;
    ccs_metrics_t metrics;       /* of actual->plan; variants of it that have the same nouns are seen with them too */
    uint32_t *of_type, *of_team; /* entities */
    double *num, *den;           /* [metric] scratch */
    ccs_arena_t arena;
} ccs_sight_t;

int ccs_sight_init(ccs_sight_t *self, const ccs_actual_t *actual);
/** The parts of a subject in a cell of a replication. */
void ccs_sight_parts(const ccs_sight_t *self, const ccs_facts_t *facts, uint32_t subject, uint32_t cell,
    ccs_summand_t of[CCS_N_MEASURED]);
void ccs_sight_free(ccs_sight_t *self);

/** Replications with all their parts. */
typedef struct {
    uint32_t n;
    ccs_summand_t *parts; /* [replication][subject][cell][measured] */
} ccs_replicas_t;

enum { CCS_SAMPLE_MAX_MB = 1024 };
/** Bytes that a sample takes. */
double ccs_sample_bytes(const ccs_actual_t *actual, uint32_t n);
/** @return 0, CCS_ERR_USAGE (more than CCS_SAMPLE_MAX_MB), CCS_ERR_STOPPED or CCS_ERR_NOMEM; _free is legal then */
int ccs_sample_run(ccs_replicas_t *self, ccs_sight_t *sight, const ccs_sample_options_t *options, ccs_err_t *err);
/** Doubles ascending, for qsort. */
int ccs_sample_by_size(const void *a, const void *b);
void ccs_sample_free(ccs_replicas_t *self);
static inline const ccs_summand_t *ccs_sample_part(const ccs_replicas_t *self, const ccs_actual_t *actual, uint32_t replication,
    uint32_t subject, uint32_t cell)
{
    return &self->parts[(((size_t) replication * actual->n_subjects + subject) * actual->n_cells + cell) * CCS_N_MEASURED];
}

#endif
