/** @file vary.h  What a study varies: a key of the scenario or a quantity of what-ifs, and the values that it takes. */
#ifndef CCS_VARY_H
#define CCS_VARY_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "design.h"
#include "err.h"

/** What a level does to what the scenario says. */
enum ccs_vary_by { CCS_VARY_VALUE, CCS_VARY_TIMES, CCS_VARY_PLUS };
#define CCS_VARY_BYS                                                                                                             \
    {                                                                                                                            \
        "value", "times", "plus"                                                                                                 \
    }

typedef struct {
    const char *name;  /* in results: what is varied, unless it is given another name */
    const char *what;  /* "types.*.talk.mean", "volume of sales" */
    const char *where; /* it is written: "study.cfg:12", or "--vary" */
    bool is_quantity;  /* of what-ifs; else a path */
    enum ccs_vary_by by;
    double *levels; /* [n_levels]; of texts 0, 1, 2, … */
    const char **
        words; /* [n_levels] the texts of levels that are no numbers, of a quantity what is said behind it, "" that nothing is; NULL: all are numbers */
    uint32_t n_levels; /* 0: a range, or what points say */
    double low, high;  /* ends of the range or of the levels; NAN: points say */
} ccs_vary_t;

enum { CCS_VARY_MAX_LEVELS = 100000 };

/** "volume=0.8..1.2 by 0.1", "aht=0.9,1,1.1", "agents: groups.desk.staff=10..20", "staff of desk+=0,1,2", "types.*.talk.mean*=0.9..1.1",
 * "volume=-10%..+10% by 5%": a name, what is varied, and levels, a range, or a range in steps.
 * @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_vary_read(const char *text, ccs_arena_t *arena, ccs_vary_t *out, ccs_err_t *err);
/** What is varied alone, as in front of the sign: fills what, is_quantity and what a bare "=" means of it. */
void ccs_vary_of(const char *what, ccs_vary_t *out);
/** The levels, as behind the sign. Fills them, and the ends. @return as _read */
int ccs_vary_read_levels(const char *text, ccs_arena_t *arena, ccs_vary_t *out, ccs_err_t *err);
/** The number of a level: "1.1", "110 %", "+10 %" (of times), "-2" (of plus). @return false: it is none */
bool ccs_vary_number(enum ccs_vary_by by, const char *text, double *x);
/** A range in steps as levels. @param step  0: none, it stays a range @return 0 or a code */
int ccs_vary_step(ccs_vary_t *self, double low, double high, double step, ccs_arena_t *arena, ccs_err_t *err);
/** The ends of the levels, where there are any, and the ranges that a design is made of. */
void ccs_vary_ends(ccs_vary_t *self);
/** What can be no factor: what is the study's own, such as run.seed, and levels that are written twice. @return 0 or CCS_ERR_USAGE */
int ccs_vary_check(const ccs_vary_t *self, ccs_err_t *err);
ccs_extent_t ccs_vary_extent(const ccs_vary_t *self);

/** A level as a change that a what-if takes: "volume of sales *1.1", "groups.desk.staff=12"; "" where it changes nothing.
 * In the arena; NULL when out of memory. */
const char *ccs_vary_change(const ccs_vary_t *self, double level, ccs_arena_t *arena);
/** A level for people: "1.1", "+2", "4 min". @return text */
const char *ccs_vary_show(const ccs_vary_t *self, double level, char *text, size_t size);

#endif
