/** @file optimise.h  Values of a scenario that are best: the least cost, the most profit, at which targets hold. What `ccsim optimise` does.
 *
 * Factors are those of studies (ccs_vary_t): keys and quantities of what-ifs, each with its levels. All points meet the same customers. A search with few replications finds candidates: every point of a
 * small grid, of a large one a Latin hypercube and the neighbours of the best. The candidates are simulated again on other random numbers until the procedure KN tells them apart (a "clean-up": Boesel,
 * Nelson and Kim 2003, Operations Research 51), so that what looked best by luck is found out. What is chosen is simulated once more on random numbers that no choice has seen. */
#ifndef CCS_OPTIMISE_H
#define CCS_OPTIMISE_H

#include "sweep.h"

enum {
    CCS_OPTIMISE_AIMS = 4,
    CCS_OPTIMISE_STATES = 64,  /* points of what has to be withstood */
    CCS_OPTIMISE_POINTS = 200, /* of the search, unless something else is asked for */
    CCS_OPTIMISE_MOST_POINTS = 2000,
    CCS_OPTIMISE_REPLICATIONS = 20, /* of a point in the search, unless something else is asked for */
    CCS_OPTIMISE_FEWEST = 5,
    CCS_OPTIMISE_CANDIDATES = 12,
    CCS_OPTIMISE_FRONT = 40 /* points of a front that are looked at again */
};

#define CCS_OPTIMISE_SURELY 0.95 /* the probability with which bounds hold where they are taken to hold */
#define CCS_OPTIMISE_LIKELY 0.5  /* with which they must hold, when they are checked, at a point that is told as an answer */

/** What is to be least or most. */
typedef struct {
    uint32_t response; /* of the study */
    int sense;         /* 1: most, -1: least */
} ccs_aim_t;

/** What must hold. */
typedef struct {
    uint32_t response;
    int sense; /* 1: at least, -1: at most */
    double value;
} ccs_bound_t;

/** Replications of a point, in every state that has to be withstood. */
typedef struct {
    uint32_t n;           /* of each state */
    const double *values; /* [state][replication][response][2]: value, and weight in sums over sums */
} ccs_sampled_t;

/** What a sample says. */
typedef struct {
    ccs_estimate_t aims[CCS_OPTIMISE_AIMS]; /* each in the state in which it is worst, */
    uint32_t worst[CCS_OPTIMISE_AIMS];      /* and which one that is */
    double
        probability; /* that all bounds hold in all states, at least: by the normal law of the estimates and Bonferroni's inequality */
    double missing; /* by how much bounds are missed, as shares of them, summed; 0: all are met */
} ccs_judged_t;

/** A point. */
typedef struct {
    uint32_t *at; /* [factor] number of its level, from 0 */
    ccs_sampled_t searched, chosen,
        checked;         /* in the search; to choose by; on random numbers that no choice has seen. n 0: not looked at */
    ccs_judged_t judged; /* by what was simulated last */
    bool is_out;         /* of the choice */
} ccs_optimise_point_t;

typedef struct {
    const char *path;        /* of the scenario */
    const char *const *sets; /* n_sets changes of it */
    size_t n_sets;
    const char *const *varies,
        *const *withstand; /* "groups.desk.staff=10..20 by 1"; what is not chosen and has to be withstood, "volume=0.9,1,1.1" */
    size_t n_varies, n_withstand;
    const char *aims;    /* "least cost_total, most csat_top2" */
    const char *targets; /* "service_level@type/cards=80 %,asa_s=20 s"; NULL: those of the types; "none" */
    uint32_t learners;   /* agents of a group who learn a type: who should learn what; 0: not asked */
    double share;        /* of replications in which a target holds; NAN: it holds on average */
    double margin;       /* of the aim: what makes no difference; NAN: the figure's own, but at least a five hundredth of it */
    uint64_t seed;
    bool has_seed;
    uint32_t replications, points, threads;
    const ccs_stop_t *stop; /* may be NULL */
} ccs_optimise_options_t;

/** Zero-initialised storage can be freed. Texts are the arena's, or those of who gave them. */
typedef struct {
    ccs_optimise_options_t options;
    ccs_sweep_t study; /* factors that are chosen, behind them those that are withstood; responses */
    uint32_t n_chosen; /* of the factors */
    double *states;    /* [state][factor that is withstood] */
    uint32_t n_states;
    ccs_aim_t aims[CCS_OPTIMISE_AIMS];
    uint32_t n_aims;
    ccs_bound_t *bounds;
    uint32_t n_bounds;
    double margin;                    /* of the first aim */
    ccs_optimise_point_t *candidates; /* all that the search has seen */
    uint32_t n_candidates, cap_candidates;
    uint32_t left
        [CCS_OPTIMISE_FRONT]; /* of these: what the choice was made of, best first; of a front, those that were looked at again */
    uint32_t n_left, n_still; /* how many; how many of them may still be the best */
    uint32_t chosen;          /* CCS_NONE: at no point the targets hold; with several aims, never one */
    uint32_t n_checked;       /* replications of the check */
    uint32_t n_rejected;      /* that were chosen, and did not hold on the last random numbers */
    bool is_decided;          /* by KN */
    bool is_grid;             /* the search has seen every point */
    bool is_stopped;          /* on the way: candidates are those that were looked at until then, and nothing is chosen */
    uint32_t unlearned;       /* of the candidates: where nobody learns, beside which lessons are told; CCS_NONE: there is none */
    ccs_optimise_point_t plain; /* the scenario as it is: checked alone */
    ccs_arena_t arena;
} ccs_optimise_t;

/** Read what is asked, and search, choose, check.
 * @param errors  gets what is wrong with the scenario, at the ends of factors too, and warnings of the scenario
 * @return 0, also where targets hold at no point; CCS_ERR_USAGE (in @p err or @p errors), a code of the scenario, CCS_ERR_NOMEM, or CCS_ERR_STOPPED: what was looked at until
 * then can be told */
int ccs_optimise(ccs_optimise_t *self, const ccs_optimise_options_t *options, ccs_err_list_t *errors, ccs_err_t *err);
void ccs_optimise_free(ccs_optimise_t *self);
/** Whether a point that was looked at again is one of the front: its bounds rather hold there than not. */
static inline bool ccs_optimise_is_front(const ccs_optimise_point_t *of)
{
    return of->checked.n > 0 && of->judged.probability >= CCS_OPTIMISE_LIKELY;
}
/** How many aims a text names. */
uint32_t ccs_optimise_count_aims(const char *aims);
/** Which of the factors is who learns what, if that is asked. */
static inline uint32_t ccs_optimise_lessons(const ccs_optimise_t *self)
{
    return (uint32_t) self->options.n_varies;
}
/** Whether there is an answer: a choice, or a front. */
bool ccs_optimise_is_found(const ccs_optimise_t *self);

/** What the last sample of a point says of one of its responses, in the state in which it is worst by @p sense. */
ccs_estimate_t ccs_optimise_estimate(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t response, int sense);
/** How two points differ in a response, a minus b, in the state in which a is worst: over the same replications.
 * @param half_width  gets that of the interval, at the confidence of the scenario */
double ccs_optimise_difference(const ccs_optimise_t *self, const ccs_sampled_t *a, const ccs_sampled_t *b, uint32_t response,
    int sense, double *half_width);
/** Probability that a bound holds in every state, by Bonferroni's inequality at least. */
double ccs_optimise_holds(const ccs_optimise_t *self, const ccs_sampled_t *sampled, const ccs_bound_t *bound);
/** The changes that make a point, behind those of the options. In the arena. @return 0 or a code */
int ccs_optimise_changes(ccs_optimise_t *self, const ccs_optimise_point_t *of, const char ***sets, size_t *n_sets,
    ccs_err_t *err);
/** Which points a study is of: those of the front, as they were looked at again; all that the search has seen, as it saw them. */
enum ccs_optimise_of { CCS_OPTIMISE_OF_FRONT, CCS_OPTIMISE_OF_SEARCH };

/** Points as a study that can be analysed and written. @param out  zero-initialised, freed by the caller @return 0 or CCS_ERR_NOMEM */
int ccs_optimise_data(ccs_optimise_t *self, enum ccs_optimise_of of, ccs_dataset_t *out, ccs_err_t *err);

#endif
