/** @file erlang_request.h  A question to the closed formulas as people put it, by options in their units, and its answer: of the command line, or of a row of a
 * table. Prints nothing. */
#ifndef CCS_ERLANG_REQUEST_H
#define CCS_ERLANG_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "erlang_options.h"
#include "err.h"
#include "formula.h"

enum { CCS_ERLANG_WITHIN_MAX = 32, CCS_ERLANG_TARGETS_MAX = 8, CCS_ERLANG_MAPS_MAX = 32 };

/** What is not given and therefore found. */
enum ccs_erlang_sought { CCS_ERLANG_SERVICE, CCS_ERLANG_STAFF, CCS_ERLANG_VOLUME, CCS_ERLANG_HANDLE };

/** What was asked. Zeroed but for the model it asks for nothing yet. Texts belong to the caller. */
typedef struct {
    char model;                              /* b, c or a */
    const char *given[CCS_N_ERLANG_OPTIONS]; /* text of each option, NULL = not given; "" for flags */
    double value[CCS_N_ERLANG_OPTIONS];      /* of options that are numbers */
    double within_s[CCS_ERLANG_WITHIN_MAX];
    size_t n_within;
    const char *targets[CCS_ERLANG_TARGETS_MAX]; /* all that were given; CCS_ERLANG_OPTION_target is the last */
    size_t n_targets;
    const char *maps[CCS_ERLANG_MAPS_MAX]; /* OPTION=COLUMN, of a table */
    size_t n_maps;
    /* what follows from them, and what was found, once solved */
    enum ccs_erlang_sought sought;
    ccs_formula_in_t in;
    double load_erlang;
    ccs_formula_target_t target[CCS_ERLANG_TARGETS_MAX]; /* of c and a */
    enum ccs_service_level counted_as;
    double short_s; /* NAN = no short abandons */
} ccs_erlang_request_t;

typedef struct {
    ccs_formula_out_t queue; /* of c and a */
    ccs_formula_within_t within[CCS_ERLANG_WITHIN_MAX];
    double blocking_frac; /* of b */
} ccs_erlang_answer_t;

/** Give an option its text. @return 0 or CCS_ERR_USAGE: no such option of the model, given twice, or no such value */
int ccs_erlang_give(ccs_erlang_request_t *self, enum ccs_erlang_option option, const char *text, ccs_err_t *err);
/** Take the option at argv[*i]; moves *i over a value that stands apart. @return 0 or CCS_ERR_USAGE */
int ccs_erlang_take(ccs_erlang_request_t *self, int argc, char **argv, int *i, ccs_err_t *err);
/** Find out what is sought, and check the rest, without any formula. @return 0 or CCS_ERR_USAGE */
int ccs_erlang_understand(ccs_erlang_request_t *self, ccs_err_t *err);
/** Find what is sought, and the steady state. Fills in what follows of self: the rate, handle time or agents that were found stand in self->in
 * (of b lines and load_erlang; rate and handle time are 0 where only the load is known). @return 0 or CCS_ERR_USAGE with err->path naming the option */
int ccs_erlang_solve(ccs_erlang_request_t *self, ccs_erlang_answer_t *answer, ccs_err_t *err);

/** Of a request that is solved, people on the roster, of whom the shrinkage is not there. */
double ccs_erlang_gross(const ccs_erlang_request_t *self);
/** Its contacts as the options contacts (in its interval), per_hour or load (Erlang) say them. */
double ccs_erlang_volume(const ccs_erlang_request_t *self, enum ccs_erlang_option as);
/** Whether only the product of rate and handle time is known. */
bool ccs_erlang_by_load(const ccs_erlang_request_t *self);
/** Of b: the time average. */
double ccs_erlang_busy_lines(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer);

enum { CCS_ERLANG_DOUBTS = 3 };
/** Option that is in doubt where it is unlikely, i below CCS_ERLANG_DOUBTS. */
enum ccs_erlang_option ccs_erlang_doubtful(size_t i);
/** What is allowed in it and hardly ever meant. @return false if nothing is */
bool ccs_erlang_doubt(const ccs_erlang_request_t *self, size_t i, char *text, size_t size);

#endif
