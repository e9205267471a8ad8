/** @file cli_progress.h  The progress bar: one line on a terminal, drawn anew a few times a second, gone at the end. */
#ifndef CCS_CLI_PROGRESS_H
#define CCS_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool on;        /* nothing is drawn otherwise */
    bool drawn;     /* the line is there */
    double start_s; /* of a monotonic clock */
    double next_s;  /* not drawn again before */
    double wanted;  /* precision, relative; 0 = none */
    double reached; /* so far; not finite = not known */
} ccs_progress_t;

/** Of a monotonic clock. */
double ccs_progress_now_s(void);
/** @param on  whether stderr is a terminal that shall have it @param wanted  precision wanted, 0 = none */
ccs_progress_t ccs_progress_start(bool on, double wanted);
/** A ccs_progress_fn; listener is the progress. */
void ccs_progress_tell(void *listener, uint32_t done, uint32_t end, double precision);
/** Wipe the line. */
void ccs_progress_end(ccs_progress_t *self);

#endif
