/* formula.c - Erlang B, C and A as one model, read off integrals over the virtual wait (virtual_wait.h). Infinite patience is the limit theta = 0
 * of the same code. Invariant: every share and mean is made of integrals with a positive weight, never of a difference of nearly equal
 * numbers. */
#include "formula.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "virtual_wait.h"

enum { STEPS_MAX = 2100 }; /* halvings: more than doubles have exponents */

static const double LEAST_RATE = 1e-12, MOST_RATE = 1e9, LEAST_HANDLE_S = 1e-9, MOST_HANDLE_S = 1e12, MOST_LOAD = 1e9;
static const double SEARCH_WIDTH = 1e-12; /* of what is found */
static const double CLEAR = 1e-3;         /* relative distance from a target, a thousandfold the error of rough integrals */

/* A model made ready: the chain's weights and the law of the wait. */
typedef struct {
    ccs_formula_in_t in;
    double at_once;           /* answered at once, of offered */
    double blocked;           /* of offered */
    double balked;            /* of offered */
    double waiting;           /* share of offered per unit of h: multiplies integrals; those willing to wait only */
    bool may_wait;            /* is there a waiting place at all? */
    ccs_wait_law_t law;       /* valid if may_wait */
    ccs_wait_integrals_t all; /* over all V; zero unless may_wait */
    double parted_s;          /* V before and after which has been integrated apart; NAN: none */
    ccs_wait_integrals_t before, after;
} model_t;

/* How a model is made ready. */
typedef struct {
    double tolerance; /* of its integrals */
    double parted_s;  /* the answer time that it will be asked for, so that no integral is made twice; NAN: any */
} care_t;

static const care_t EXACT = {CCS_WAIT_EXACT, NAN};

/* --- Erlang B ---------------------------------------------------------------------------------------------------------- */

/* The odds that a line is free, 1/B - 1, with one line more. All terms are positive: exact for B near 0 and near 1. */
static double next_odds(double odds, double load, double lines)
{
    return lines / load * (1 + odds);
}

static double free_odds(double load, uint32_t lines)
{
    double odds = 0;

    for (uint32_t k = 1; k <= lines && isfinite(odds); k++) odds = next_odds(odds, load, k);
    return odds;
}

/* --- The chain --------------------------------------------------------------------------------------------------------- */

/* Weights of the chain relative to h: below (some agent free), all of V (places 0 .. m-1), full. */
static void weigh(model_t *self, uint32_t servers)
{
    const double odds = free_odds(self->in.rate_per_s * self->in.handle_s, servers);
    const double log_peak = self->may_wait ? self->law.log_peak : 0;
    const double log_below = log(odds) - log_peak;
    const double log_last = self->may_wait ? ccs_wait_log_full(&self->law) - log_peak : 0;

    if (isinf(odds)) { /* all agents busy: less often than doubles can say */
        self->at_once = 1;
        return;
    }
    /* whichever is largest gets weight of order one: neither 1/B nor the full state may overflow */
    const double shift = fmax(0, fmax(log_below, log_last));
    const double below = exp(log_below - shift), last = exp(log_last - shift), scale = exp(-shift);
    const double all = self->all.of[CCS_WAIT_ALL] * scale;
    const double total = below + all + last;

    self->at_once = below / total;
    self->blocked = last / total;
    self->balked = self->in.balk_frac * (all / total);
    self->waiting = (1 - self->in.balk_frac) * (scale / total);
}

static int bad(ccs_err_t *err, const char *field, const char *expected, double found)
{
    return ccs_err_set(err, CCS_ERR_USAGE, "", field, "must be %s, found %.10g", expected, found);
}

static bool outside(double x, double low, double high)
{
    return !(x >= low && x <= high); /* true for NaN */
}

/* All but agents, which a search for agents chooses itself. */
static int check_demand(const ccs_formula_in_t *in, ccs_err_t *err)
{
    if (outside(in->rate_per_s, LEAST_RATE, MOST_RATE))
        return bad(err, "rate_per_s", "from 1e-12 to 1e9 per second", in->rate_per_s);
    if (outside(in->handle_s, LEAST_HANDLE_S, MOST_HANDLE_S))
        return bad(err, "handle_s", "from 1e-9 to 1e12 seconds", in->handle_s);
    if (outside(in->patience_s, 1e-9, 1e12) && !(in->patience_s > 0 && isinf(in->patience_s)))
        return bad(err, "patience_s", "from 1e-9 to 1e12 seconds, or infinite", in->patience_s);
    if (outside(in->balk_frac, 0, 1)) return bad(err, "balk_frac", "a share from 0 to 1", in->balk_frac);
    if (in->places > CCS_FORMULA_MAX_PLACES && in->places != CCS_FORMULA_UNLIMITED)
        return bad(err, "places", "at most 1000000, or unlimited", in->places);
    if (in->lines < 1) return bad(err, "lines", "at least 1", in->lines);
    return CCS_ERR_OK;
}

static int check_agents(const ccs_formula_in_t *in, ccs_err_t *err)
{
    if (in->agents < 1 || in->agents > CCS_FORMULA_MAX_AGENTS) return bad(err, "agents", "from 1 to 1000000", in->agents);
    return CCS_ERR_OK;
}

static uint32_t waiting_places(const ccs_formula_in_t *in)
{
    if (in->lines == CCS_FORMULA_UNLIMITED) return in->places;
    const uint32_t spare = in->lines > in->agents ? in->lines - in->agents : 0;

    return spare < in->places ? spare : in->places;
}

/* Without limit and without impatience the queue settles only when the agents can do the work. */
static int check_settles(const ccs_formula_in_t *in, ccs_err_t *err)
{
    const double willing = in->rate_per_s * (1 - in->balk_frac) * in->handle_s;

    if (isfinite(in->patience_s) || waiting_places(in) != CCS_FORMULA_UNLIMITED || willing < in->agents) return CCS_ERR_OK;
    return ccs_err_set(err, CCS_ERR_USAGE, "", "agents",
        "%u cannot do a load of %.6g Erlang when nobody abandons: the queue grows without end; at least %.0f are needed",
        (unsigned) in->agents, willing, floor(willing) + 1);
}

/* All of V in two parts. */
static void integrate_parted(model_t *self, double parted_s)
{
    self->parted_s = parted_s;
    self->before = ccs_wait_integrate(&self->law, 0, parted_s);
    self->after = ccs_wait_integrate(&self->law, parted_s, HUGE_VAL);
    for (size_t i = 0; i < CCS_N_WAIT_INTEGRALS; i++) self->all.of[i] = self->before.of[i] + self->after.of[i];
}

static int model_init(model_t *self, const ccs_formula_in_t *in, const care_t *care, ccs_err_t *err)
{
    int ret = 0;

    *self = (model_t){.in = *in, .parted_s = NAN};
    CCS_TRY(check_demand(in, err));
    CCS_TRY(check_agents(in, err));
    const uint32_t servers = in->lines < in->agents ? in->lines : in->agents;
    const uint32_t places = waiting_places(in);

    if (places > CCS_FORMULA_MAX_PLACES && places != CCS_FORMULA_UNLIMITED)
        CCS_TRY(bad(err, "lines", "at most 1000000 above the agents, or unlimited", in->lines));
    CCS_TRY(check_settles(in, err));
    self->may_wait = places > 0;
    if (self->may_wait) {
        self->law = ccs_wait_law(in, servers, places, care->tolerance);
        if (isnan(care->parted_s)) self->all = ccs_wait_integrate(&self->law, 0, HUGE_VAL);
        else integrate_parted(self, care->parted_s);
    }
    weigh(self, servers);
out:
    return ret;
}

/* --- Figures ----------------------------------------------------------------------------------------------------------- */

static double served_later(const model_t *self)
{
    return self->waiting * self->all.of[CCS_WAIT_SERVED];
}

/* Variance of the wait of answered contacts, by way of those that waited: about their mean, which is no difference of large
 * squares even where everyone waits for about a year. */
static double wait_variance(const model_t *self, double answered)
{
    const double *const of = self->all.of;
    const double waited = served_later(self) / answered;

    if (!(of[CCS_WAIT_SERVED] > 0)) return 0;
    const double mean = of[CCS_WAIT_SERVED_WAIT] / of[CCS_WAIT_SERVED], off_peak = mean - self->law.peak_s;
    const double spread = fmax(0, of[CCS_WAIT_SERVED_SPREAD] / of[CCS_WAIT_SERVED] - off_peak * off_peak);

    return waited * (spread + fmax(0, 1 - waited) * mean * mean);
}

/* Rounding may lift a share that is 1 by some 1e-16. */
static double share(double x)
{
    return x > 1 ? 1 : x;
}

static void read_off(const model_t *self, ccs_formula_out_t *out)
{
    const ccs_formula_in_t *const in = &self->in;
    const double *const of = self->all.of;
    const double answered = self->at_once + served_later(self);
    const double lost = self->law.theta * of[CCS_WAIT_WAIT]; /* relative, as the other integrals */
    const double load = in->rate_per_s * in->handle_s;

    *out = (ccs_formula_out_t){
        .load_erlang = load,
        .p_wait = share(self->waiting * of[CCS_WAIT_ALL]),
        .p_blocked = self->blocked,
        .p_balked = self->balked,
        .p_abandoned = share(self->waiting * lost),
        .p_answered = share(answered),
        .mean_wait_s = self->waiting * of[CCS_WAIT_WAIT] / (self->at_once + self->waiting * of[CCS_WAIT_ALL]),
        .asa_s = self->waiting * of[CCS_WAIT_SERVED_WAIT] / answered,
        .asa_of_waiting_s = of[CCS_WAIT_SERVED] > 0 ? of[CCS_WAIT_SERVED_WAIT] / of[CCS_WAIT_SERVED] : (double) NAN,
        .wait_sd_s = sqrt(wait_variance(self, answered)),
        .mean_time_to_abandon_s = lost > 0 ? of[CCS_WAIT_LOST_WAIT] / lost : (double) NAN,
        .queue_length = in->rate_per_s * self->waiting * of[CCS_WAIT_WAIT],
        .busy_agents = fmin(in->agents, load * answered),
        .occupancy = share(load * answered / in->agents),
    };
}

/* What has become of the offered contacts within a time, as shares of them. */
typedef struct {
    double answered, abandoned, longer;
} early_t;

static early_t read_off_early(const model_t *self, double within_s)
{
    early_t e = {self->at_once, 0, 0};

    if (self->may_wait) {
        const bool known = within_s == self->parted_s;
        const ccs_wait_integrals_t before = known ? self->before : ccs_wait_integrate(&self->law, 0, within_s),
                                   after = known ? self->after : ccs_wait_integrate(&self->law, within_s, HUGE_VAL);
        const double u = self->law.theta * within_s;

        e.answered += self->waiting * before.of[CCS_WAIT_SERVED];
        e.longer = self->waiting * exp(-u) * after.of[CCS_WAIT_ALL];
        /* patience ended before V, or before T though V is later */
        e.abandoned = self->waiting * (self->law.theta * before.of[CCS_WAIT_WAIT] - expm1(-u) * after.of[CCS_WAIT_ALL]);
    }
    return e;
}

/* Those who have not abandoned by then: 1 - abandoned, were it not near 1. */
static double but_abandoned(const model_t *self, const early_t *e)
{
    return e->answered + e->longer + self->blocked + self->balked;
}

#define DUE                  1.0 /* the formulas' time never ends */
#define ANSWERED             (self->at_once + served_later(self))
#define BLOCKED              self->blocked
#define ANSWERED_WITHIN      e.answered
#define ABANDONED_WITHIN     e.abandoned
#define ABANDONED_SHORT      brief.abandoned
#define BUT_ABANDONED_WITHIN but_abandoned(self, &e)
#define BUT_ABANDONED_SHORT  but_abandoned(self, &brief)

static ccs_formula_within_t read_off_within(const model_t *self, double within_s, double short_s)
{
    const early_t none = {NAN, NAN, NAN}, e = read_off_early(self, within_s);
    const early_t brief = isnan(short_s) ? none : read_off_early(self, short_s);

    return (ccs_formula_within_t){
        .answered_frac = share(e.answered),
        .abandoned_frac = share(e.abandoned),
        .longer_frac = share(e.longer),
        .short_frac = share(brief.abandoned),
        .level =
            {
#define L(X, name, numerator, denominator, needs, formula, noun, verb, aside) share((numerator) / (denominator)),
                CCS_SERVICE_LEVEL_LIST(L, )
#undef L
            },
    };
}

ccs_formula_in_t ccs_formula_in(double rate_per_s, double handle_s, uint32_t agents)
{
    return (ccs_formula_in_t){
        .rate_per_s = rate_per_s,
        .handle_s = handle_s,
        .agents = agents,
        .patience_s = HUGE_VAL,
        .places = CCS_FORMULA_UNLIMITED,
        .lines = CCS_FORMULA_UNLIMITED,
    };
}

static int check_times(double within_s, double short_s, ccs_err_t *err)
{
    if (outside(within_s, 0, DBL_MAX)) return bad(err, "within_s", "a time from 0 on", within_s);
    return isnan(short_s) || !outside(short_s, 0, DBL_MAX) ? CCS_ERR_OK : bad(err, "short_s", "a time from 0 on", short_s);
}

int ccs_formula_figures(const ccs_formula_in_t *in, const ccs_formula_times_t *times, ccs_formula_out_t *out,
    ccs_formula_within_t *within, ccs_err_t *err)
{
    model_t model;
    int ret = 0;

    CCS_TRY(model_init(&model, in, &EXACT, err));
    for (size_t i = 0; i < times->n; i++) CCS_TRY(check_times(times->within_s[i], times->short_s, err));
    read_off(&model, out);
    for (size_t i = 0; i < times->n; i++) within[i] = read_off_within(&model, times->within_s[i], times->short_s);
out:
    return ret;
}

int ccs_formula_queue(const ccs_formula_in_t *in, ccs_formula_out_t *out, ccs_err_t *err)
{
    return ccs_formula_figures(in, &(ccs_formula_times_t){.n = 0}, out, NULL, err);
}

int ccs_formula_within(const ccs_formula_in_t *in, double within_s, double short_s, ccs_formula_within_t *out, ccs_err_t *err)
{
    ccs_formula_out_t unused;

    return ccs_formula_figures(in, &(ccs_formula_times_t){&within_s, 1, short_s}, &unused, out, err);
}

/* Answered contacts that waited longer, relative to the integrals of the model. */
static double served_after(const model_t *self, double wait_s)
{
    const ccs_wait_integrals_t after = ccs_wait_integrate(&self->law, wait_s, HUGE_VAL);

    return after.of[CCS_WAIT_SERVED];
}

int ccs_formula_wait_quantile(const ccs_formula_in_t *in, double quantile, double *wait_s, ccs_err_t *err)
{
    model_t model;
    double low = 0, high = in->handle_s / fmax(1, in->agents);
    int ret = 0;

    CCS_TRY(model_init(&model, in, &EXACT, err));
    if (!(quantile >= 0 && quantile < 1)) CCS_TRY(bad(err, "quantile", "from 0 to below 1", quantile));
    const double answered = model.at_once + served_later(&model);
    const double longer = (1 - quantile) * answered; /* may wait longer */

    if (served_later(&model) <= longer) {
        *wait_s = 0;
        goto out;
    }
    while (model.waiting * served_after(&model, high) > longer) high *= 2;
    for (int i = 0; i < STEPS_MAX && high - low > 4 * DBL_EPSILON * high; i++) {
        const double middle = low + (high - low) / 2;

        if (model.waiting * served_after(&model, middle) > longer) low = middle;
        else high = middle;
    }
    *wait_s = high;
out:
    return ret;
}

/* --- Searches ---------------------------------------------------------------------------------------------------------- */

static double figure_of(const model_t *self, const ccs_formula_target_t *target)
{
    ccs_formula_out_t out;

    if (target->aim == CCS_FORMULA_LEVEL) return read_off_within(self, target->within_s, target->short_s).level[target->level];
    read_off(self, &out);
    return target->aim == CCS_FORMULA_ASA ? out.asa_s : target->aim == CCS_FORMULA_ABANDONED ? out.p_abandoned : out.occupancy;
}

/* What decides: by rough integrals, unless the figure comes so near to the target that their error might tell.
 * @param rough, exact  the models; exact is made when it is first needed: in.agents is 0 before */
static int decide(const model_t *rough, model_t *exact, const ccs_formula_target_t *target, bool *yes, ccs_err_t *err)
{
    double figure = figure_of(rough, target);
    int ret = 0;

    if (!(fabs(figure - target->value) > CLEAR * fmax(figure, target->value))) {
        if (exact->in.agents == 0) CCS_TRY(model_init(exact, &rough->in, &EXACT, err));
        figure = figure_of(exact, target);
    }
    *yes = target->aim == CCS_FORMULA_LEVEL ? figure >= target->value : figure <= target->value;
out:
    return ret;
}

/* Where the law of the wait is parted for a target. */
static double parting_of(const ccs_formula_target_t *target)
{
    return target->aim == CCS_FORMULA_LEVEL ? target->within_s : (double) NAN;
}

static int reaches(const ccs_formula_in_t *in, uint32_t agents, const ccs_formula_target_t *target, bool *yes, ccs_err_t *err)
{
    ccs_formula_in_t with = *in;
    model_t rough, exact = {.in.agents = 0};
    int ret = 0;

    with.agents = agents;
    CCS_TRY(model_init(&rough, &with, &(care_t){CCS_WAIT_ROUGH, parting_of(target)}, err));
    CCS_TRY(decide(&rough, &exact, target, yes, err));
out:
    return ret;
}

static int check_target(const ccs_formula_target_t *target, ccs_err_t *err)
{
    const bool is_time = target->aim == CCS_FORMULA_ASA;

    if (outside(target->value, 0, is_time ? DBL_MAX : 1))
        return bad(err, "target", is_time ? "a time from 0 on" : "a share from 0 to 1", target->value);
    if (target->aim == CCS_FORMULA_LEVEL && outside(target->within_s, 0, DBL_MAX))
        return bad(err, "within_s", "a time from 0 on", target->within_s);
    return CCS_ERR_OK;
}

/* Fewest agents with which the queue settles; 1 where it always does. */
static double fewest_agents(const ccs_formula_in_t *in)
{
    const bool limited = in->places != CCS_FORMULA_UNLIMITED || in->lines != CCS_FORMULA_UNLIMITED;

    return limited || isfinite(in->patience_s) ? 1 : floor(in->rate_per_s * (1 - in->balk_frac) * in->handle_s) + 1;
}

/* Where the search begins: at the least that settles, or where impatience settles any queue and nothing else turns contacts away, so that every
 * target gains by every agent, at as many as there is work for. */
static double first_guess(const ccs_formula_in_t *in)
{
    const bool plain = isfinite(in->patience_s) && in->balk_frac <= 0 && in->places == CCS_FORMULA_UNLIMITED &&
        in->lines == CCS_FORMULA_UNLIMITED;

    return plain ? fmin(fmax(1, floor(in->rate_per_s * in->handle_s)), CCS_FORMULA_MAX_AGENTS) : fewest_agents(in);
}

/* Two numbers of agents between which the target begins to hold: by steps that double, the first of some standard deviations of the load.
 * @param too_few  one below the least that settles where that is enough */
static int bracket_agents(const ccs_formula_in_t *in, const ccs_formula_target_t *target, int64_t *too_few, int64_t *enough,
    ccs_err_t *err)
{
    const int64_t least = (int64_t) fewest_agents(in), most = CCS_FORMULA_MAX_AGENTS;
    const int64_t first = (int64_t) fmax(1, ceil(sqrt(in->rate_per_s * in->handle_s)));
    bool yes = false;
    int ret = 0;

    *too_few = least - 1;
    *enough = (int64_t) first_guess(in);
    CCS_TRY(reaches(in, (uint32_t) *enough, target, &yes, err));
    for (int64_t step = first; yes && *enough > least; step *= 2) { /* down */
        const int64_t fewer = *enough - step > least ? *enough - step : least;

        CCS_TRY(reaches(in, (uint32_t) fewer, target, &yes, err));
        if (yes) *enough = fewer;
        else *too_few = fewer;
    }
    if (yes || *too_few >= least) goto out;
    for (int64_t step = first; !yes; step = step > 2 * (*enough - *too_few) ? step : 2 * (*enough - *too_few)) { /* up */
        if (*enough == most)
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "target", "is missed even with %u agents", CCS_FORMULA_MAX_AGENTS));
        *too_few = *enough;
        *enough = *enough + step < most ? *enough + step : most;
        CCS_TRY(reaches(in, (uint32_t) *enough, target, &yes, err));
    }
out:
    return ret;
}

int ccs_formula_least_agents(const ccs_formula_in_t *in, const ccs_formula_target_t *target, uint32_t *agents, ccs_err_t *err)
{
    int64_t too_few = 0, enough = 0;
    bool yes = false;
    int ret = 0;

    CCS_TRY(check_demand(in, err));
    CCS_TRY(check_target(target, err));
    if (fewest_agents(in) > CCS_FORMULA_MAX_AGENTS)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "target", "needs more than %u agents", CCS_FORMULA_MAX_AGENTS));
    CCS_TRY(bracket_agents(in, target, &too_few, &enough, err));
    while (enough - too_few > 1) {
        const int64_t middle = too_few + (enough - too_few) / 2;

        CCS_TRY(reaches(in, (uint32_t) middle, target, &yes, err));
        if (yes) enough = middle;
        else too_few = middle;
    }
    *agents = (uint32_t) enough;
out:
    return ret;
}

/* Whether all targets are met with this rate, or this handle time. A queue that never settles meets none. */
static int meets_with(ccs_formula_in_t *in, double x, const ccs_formula_search_t *search, bool *yes, ccs_err_t *err)
{
    model_t rough, exact = {.in.agents = 0};
    int ret = 0;

    *(search->unknown == CCS_FORMULA_RATE ? &in->rate_per_s : &in->handle_s) = x;
    *yes = check_settles(in, NULL) == CCS_ERR_OK;
    if (!*yes) goto out;
    CCS_TRY(model_init(&rough, in, &(care_t){CCS_WAIT_ROUGH, parting_of(search->targets)}, err));
    for (size_t i = 0; *yes && i < search->n_targets; i++) CCS_TRY(decide(&rough, &exact, &search->targets[i], yes, err));
out:
    return ret;
}

/* From a load of one Erlang for each agent by twos to where the answer changes. @param in  holds on return the last value tried */
static int bracket(ccs_formula_in_t *in, const ccs_formula_search_t *search, double *met, double *missed, ccs_err_t *err)
{
    const bool rate = search->unknown == CCS_FORMULA_RATE;
    const double least = rate ? LEAST_RATE : LEAST_HANDLE_S, most = rate ? MOST_RATE : MOST_HANDLE_S;
    double x = fmin(fmax(in->agents / (rate ? in->handle_s : in->rate_per_s), least), most), last;
    bool first = false, now = false;
    int ret = 0;

    CCS_TRY(meets_with(in, x, search, &first, err));
    do {
        last = x;
        x = first ? fmin(2 * x, most) : fmax(x / 2, least);
        if (x == last)
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "target",
                first ? "is reached however much there is to do" : "is missed however little there is to do"));
        CCS_TRY(meets_with(in, x, search, &now, err));
    } while (now == first);
    *met = first ? last : x;
    *missed = first ? x : last;
out:
    return ret;
}

int ccs_formula_most(const ccs_formula_in_t *in, const ccs_formula_search_t *search, double *most, ccs_err_t *err)
{
    ccs_formula_in_t with = *in;
    double met = 0, missed = 0;
    bool yes = false;
    int ret = 0;

    *(search->unknown == CCS_FORMULA_RATE ? &with.rate_per_s : &with.handle_s) = 1;
    CCS_TRY(check_demand(&with, err));
    CCS_TRY(check_agents(&with, err));
    for (size_t i = 0; i < search->n_targets; i++) CCS_TRY(check_target(&search->targets[i], err));
    CCS_TRY(bracket(&with, search, &met, &missed, err));
    while (missed - met > SEARCH_WIDTH * missed) {
        const double middle = met + (missed - met) / 2;

        CCS_TRY(meets_with(&with, middle, search, &yes, err));
        if (yes) met = middle;
        else missed = middle;
    }
    *most = met;
out:
    return ret;
}

int ccs_formula_blocking(double load_erlang, uint32_t lines, double *blocked_frac, ccs_err_t *err)
{
    if (outside(load_erlang, 0, MOST_LOAD)) return bad(err, "load_erlang", "from 0 to 1e9", load_erlang);
    if (lines > CCS_FORMULA_MAX_AGENTS) return bad(err, "lines", "at most 1000000", lines);
    *blocked_frac = 1 / (1 + free_odds(load_erlang, lines));
    return CCS_ERR_OK;
}

int ccs_formula_least_lines(double load_erlang, double blocked_frac, uint32_t *lines, ccs_err_t *err)
{
    double odds = 0;
    uint32_t n = 0;

    if (outside(load_erlang, 0, MOST_LOAD)) return bad(err, "load_erlang", "from 0 to 1e9", load_erlang);
    if (outside(blocked_frac, DBL_MIN, 1)) return bad(err, "blocked_frac", "a share above 0, at most 1", blocked_frac);
    while (1 / (1 + odds) > blocked_frac) {
        if (n == CCS_FORMULA_MAX_AGENTS)
            return ccs_err_set(err, CCS_ERR_USAGE, "", "blocked_frac", "needs more than %u lines", CCS_FORMULA_MAX_AGENTS);
        n++;
        odds = next_odds(odds, load_erlang, n);
    }
    *lines = n;
    return CCS_ERR_OK;
}

int ccs_formula_most_load(uint32_t lines, double blocked_frac, double *load_erlang, ccs_err_t *err)
{
    double met = 0, missed = 1;

    if (lines < 1 || lines > CCS_FORMULA_MAX_AGENTS) return bad(err, "lines", "from 1 to 1000000", lines);
    if (outside(blocked_frac, DBL_MIN, 1)) return bad(err, "blocked_frac", "a share above 0, at most 1", blocked_frac);
    while (missed < MOST_LOAD && 1 / (1 + free_odds(missed, lines)) <= blocked_frac) missed *= 2;
    if (missed >= MOST_LOAD) return ccs_err_set(err, CCS_ERR_USAGE, "", "target", "is reached however much there is to do");
    while (missed - met > SEARCH_WIDTH * missed) {
        const double middle = met + (missed - met) / 2;

        if (1 / (1 + free_odds(middle, lines)) <= blocked_frac) met = middle;
        else missed = middle;
    }
    *load_erlang = met;
    return CCS_ERR_OK;
}
