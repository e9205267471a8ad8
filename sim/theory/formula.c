/* formula.c - Erlang B, C and A as one model, by integrals over the virtual wait.
 *
 * An arrival that may wait and finds j contacts waiting would be served after V = sum of exponentials with rates n mu + i theta,
 * i = 0..j: completions, and the departures of the impatient ahead of it (a pure-death chain). Summed over j with the weights of
 * the birth-death chain, and relative to the state `all busy, none waiting`, V has the density
 *     h(t) = n mu exp(-n mu t) F(y),  F(y) = sum_{j < m} y^j / j!,  y = lambda' (1 - exp(-theta t)) / theta,
 * lambda' being the rate of those willing to wait and m the waiting places; F = exp(y) when they are unlimited (Baccelli and
 * Hebuterne 1981; Zeltyn and Mandelbaum 2005). Every share and mean is made of integrals of h times a positive weight, never of a
 * difference of nearly equal numbers, and infinite patience is the limit theta = 0 of the same code.
 * Invariant: h is kept relative to its peak (log-concave, hence one peak), so that nothing overflows at any load. */
#include "formula.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    HALF_NODES = 10,   /* of a Gauss-Legendre panel of 20 nodes */
    SPLITS_MAX = 4000, /* panels of one integral, a bound for the worst rounding noise only */
    STEPS_MAX = 2100   /* halvings: more than doubles have exponents */
};

/* Gauss-Legendre, 20 nodes on [-1, 1]: the positive abscissas and their weights (Abramowitz and Stegun 25.4.30). A table, so
 * that the integrals need no memory and no error handler of a library. */
static const struct {
    double x, weight;
} nodes[HALF_NODES] = {
    {0.0765265211334973338, 0.152753387130725851},
    {0.227785851141645078, 0.149172986472603747},
    {0.373706088715419561, 0.142096109318382051},
    {0.510867001950827098, 0.131688638449176627},
    {0.636053680726515025, 0.118194531961518417},
    {0.746331906460150793, 0.101930119817240435},
    {0.839116971822218823, 0.0832767415767047487},
    {0.912234428251325906, 0.0626720483341090636},
    {0.963971927277913791, 0.0406014298003869413},
    {0.993128599185094925, 0.0176140071391521183},
};

static const double log_negligible = 60; /* exp(-60) of the peak is nothing beside a relative error of 1e-13 */

/* The law of the virtual wait V, see above. */
typedef struct {
    double lambda;   /* arrivals willing to wait, per second */
    double n_mu;     /* completions while all agents are busy, per second */
    double theta;    /* 1 / mean patience; 0 = nobody abandons */
    double places;   /* m, infinite = unlimited; never 0 here */
    double peak_s;   /* where h is largest */
    double log_peak; /* log F(y) - n mu t there */
    double noise;    /* relative rounding error of h to be expected */
} law_t;

/* Integrals of h (relative to its peak) over an interval of V: of 1, of the wait min(V, patience), of the share exp(-theta V)
 * still there to be served, of its wait V and (V - peak)^2, and of the wait of those lost. */
enum { I_ALL, I_WAIT, I_SERVED, I_SERVED_WAIT, I_SERVED_SPREAD, I_LOST_WAIT, N_INTEGRALS };
typedef struct {
    double of[N_INTEGRALS];
} integrals_t;

/* A model made ready: the chain's weights and the law of the wait. */
typedef struct {
    ccs_formula_in_t in;
    double at_once;  /* answered at once, of offered */
    double blocked;  /* of offered */
    double balked;   /* of offered */
    double waiting;  /* share of offered per unit of h: multiplies integrals; those willing to wait only */
    bool may_wait;   /* is there a waiting place at all? */
    law_t law;       /* valid if may_wait */
    integrals_t all; /* over all V; zero unless may_wait */
} model_t;

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

/* --- The law of the virtual wait --------------------------------------------------------------------------------------- */

/* u - (1 - exp(-u)), without cancellation for small u of either sign. */
static double psi(double u)
{
    if (fabs(u) > 0.5) return u + expm1(-u);
    double term = u * u / 2, sum = term;

    for (int k = 3; fabs(term) > DBL_EPSILON * fabs(sum) / 4; k++) {
        term *= -u / k;
        sum += term;
    }
    return sum;
}

/* (1 - exp(-theta t)) / theta, the mean of min(t, patience). */
static double mean_stay(const law_t *law, double t)
{
    return law->theta > 0 ? -expm1(-law->theta * t) / law->theta : t;
}

/* 1 - exp(-u) - u exp(-u): theta times the wait of those lost before V, relative to theta V = u. */
static double lost_share(double u)
{
    if (u > 0.5) return -expm1(-u) - u * exp(-u);
    double term = u * u / 2, sum = term; /* exp(-u) times the sum of u^k / k! from 2 on */

    for (int k = 3; term > DBL_EPSILON * sum / 4; k++) {
        term *= u / k;
        sum += term;
    }
    return sum * exp(-u);
}

/* log of k! minus Stirling's formula (Loader 2000, Fast and accurate computation of binomial probabilities). */
static double stirling_error(double k)
{
    if (k > 15) return (1 - (1.0 / 30 - (1.0 / 105 - 1.0 / 140 / (k * k)) / (k * k)) / (k * k)) / (12 * k);
    double factorial = 1;

    for (double i = 2; i <= k; i++) factorial *= i;
    return log(factorial) - (k * log(k) - k + log(2 * M_PI * k) / 2);
}

/* log of the probability that a Poisson number of mean y is k >= 1. */
static double log_poisson(double k, double y)
{
    return -log(2 * M_PI * k) / 2 - stirling_error(k) - k * psi(-log1p((y - k) / k));
}

/* log of F(y) exp(-y): of the probability that a Poisson number of mean y is below m. */
static double log_poisson_below(double m, double y)
{
    if (isinf(m) || y <= 0) return 0;
    const double log_at_m = log_poisson(m, y);
    double term = 1, sum = 1;

    if (y <= m) { /* 1 - (m and above): at least one half, no cancellation */
        for (double k = m + 1; term > DBL_EPSILON * sum / 16; k++) {
            term *= y / k;
            sum += term;
        }
        return log1p(-sum * exp(log_at_m));
    }
    for (double k = m - 1; k > 0 && term > DBL_EPSILON * sum / 16; k--) { /* m - 1 and below, which only fall */
        term *= k / y;
        sum += term;
    }
    return log_at_m + log(m / y) + log(sum);
}

/* log of F(y) exp(-n mu t), not yet relative to the peak. */
static double log_weight(const law_t *law, double t)
{
    const double drift = (law->lambda - law->n_mu) * t;
    const double bend = law->theta > 0 ? law->lambda / law->theta * psi(law->theta * t) : 0;

    return drift - bend + log_poisson_below(law->places, law->lambda * mean_stay(law, t));
}

/* The derivative of log_weight. */
static double slope(const law_t *law, double t)
{
    const double m = law->places, y = law->lambda * mean_stay(law, t);
    double growth = 1; /* F'(y) / F(y) */

    if (isfinite(m) && y > 0) {
        const double log_last = log_poisson(m, y) + log(m / y); /* of the last term of F, times exp(-y) */

        growth = -expm1(fmin(0, log_last - log_poisson_below(m, y)));
    } else if (isfinite(m) && m < 2) {
        growth = 0;
    }
    return law->lambda * exp(-law->theta * t) * growth - law->n_mu;
}

/* log of h at t = peak + d, relative to the peak. With unlimited places the peak's own value never enters: it may be 1e12. */
static double log_relative(const law_t *law, double d)
{
    if (isfinite(law->places)) return log_weight(law, law->peak_s + d) - law->log_peak;
    if (law->peak_s <= 0) return log_weight(law, d);
    return -law->n_mu / law->theta * psi(law->theta * d); /* the peak is inside: lambda exp(-theta peak) = n mu */
}

static double find_peak(const law_t *law)
{
    double low = 0, high = 1 / law->n_mu;

    if (slope(law, 0) <= 0) return 0;
    if (isinf(law->places)) return log(law->lambda / law->n_mu) / law->theta;
    while (slope(law, high) > 0) high *= 2;
    for (int i = 0; i < STEPS_MAX && high - low > 1e-9 * high; i++) { /* any point near the peak will do */
        const double middle = low + (high - low) / 2;

        if (slope(law, middle) > 0) low = middle;
        else high = middle;
    }
    return low;
}

static law_t make_law(const ccs_formula_in_t *in, uint32_t servers, uint32_t places)
{
    law_t law = {
        .lambda = in->rate_per_s * (1 - in->balk_frac),
        .n_mu = servers / in->handle_s,
        .theta = 1 / in->patience_s,
        .places = places == CCS_FORMULA_UNLIMITED ? HUGE_VAL : places,
    };

    law.peak_s = find_peak(&law);
    law.log_peak = log_weight(&law, law.peak_s);
    law.noise = isfinite(law.places) ? DBL_EPSILON * law.places : 0;
    return law;
}

/* --- Integration ------------------------------------------------------------------------------------------------------- */

static void add_node(const law_t *law, double d, double weight, integrals_t *sum)
{
    const double t = law->peak_s + d, u = law->theta * t;
    const double h = weight * law->n_mu * exp(log_relative(law, d));
    const double served = h * exp(-u);

    sum->of[I_ALL] += h;
    sum->of[I_WAIT] += h * mean_stay(law, t);
    sum->of[I_SERVED] += served;
    sum->of[I_SERVED_WAIT] += served * t;
    sum->of[I_SERVED_SPREAD] += served * d * d;
    sum->of[I_LOST_WAIT] += law->theta > 0 ? h * lost_share(u) / law->theta : 0;
}

static integrals_t panel(const law_t *law, double from, double to)
{
    const double middle = from + (to - from) / 2, half = (to - from) / 2;
    integrals_t sum = {{0}};

    for (size_t i = 0; i < HALF_NODES; i++) {
        add_node(law, middle - half * nodes[i].x, half * nodes[i].weight, &sum);
        add_node(law, middle + half * nodes[i].x, half * nodes[i].weight, &sum);
    }
    return sum;
}

/* Halves and whole of a panel agree, relative to all that is summed so far: all integrands are positive. */
static bool agree(const integrals_t *whole, const integrals_t *halves, const integrals_t *sum, double tolerance)
{
    for (size_t i = 0; i < N_INTEGRALS; i++)
        if (fabs(whole->of[i] - halves->of[i]) > tolerance * (halves->of[i] + sum->of[i]) + DBL_MIN) return false;
    return true;
}

static void add(integrals_t *sum, const integrals_t *part)
{
    for (size_t i = 0; i < N_INTEGRALS; i++) sum->of[i] += part->of[i];
}

/* Halve [from, to] until whole and halves agree; what they disagree by is far more than the error of the halves. */
static void refine(const law_t *law, double from, double to, int *splits_left, integrals_t *sum)
{
    const double middle = from + (to - from) / 2;
    const integrals_t whole = panel(law, from, to), right = panel(law, middle, to);
    integrals_t halves = panel(law, from, middle);

    add(&halves, &right);
    if (agree(&whole, &halves, sum, 1e-11 + 16 * law->noise) || --*splits_left <= 0 || middle <= from || middle >= to) {
        add(sum, &halves);
        return;
    }
    refine(law, from, middle, splits_left, sum);
    refine(law, middle, to, splits_left, sum);
}

/* The point between inside and outside where h has become negligible beside its value at inside; outside if it never does. */
static double negligible_from(const law_t *law, double inside, double outside)
{
    const double floor_at = log_relative(law, inside) - log_negligible;
    const double sign = outside > inside ? 1 : -1;
    double step = 1 / law->n_mu, near = 0, far = fabs(outside - inside);

    while (step < far && log_relative(law, inside + sign * step) > floor_at) step *= 2;
    if (step >= far && (isinf(far) || log_relative(law, outside) > floor_at)) return outside;
    far = fmin(step, far);
    for (int i = 0; i < 60 && far - near > 1e-3 * far; i++) {
        const double middle = near + (far - near) / 2;

        if (log_relative(law, inside + sign * middle) > floor_at) near = middle;
        else far = middle;
    }
    return inside + sign * far;
}

/* Integrals over from_s <= V <= to_s (which may be infinite). Works in d = t - peak, cut where h is negligible, and starts with
 * panels around the peak and, since exp(-theta t) may be much narrower than h, around a multiple of the patience. */
static integrals_t integrate(const law_t *law, double from_s, double to_s)
{
    const double from = from_s - law->peak_s, to = to_s - law->peak_s;
    const double top = fmin(fmax(0, from), to); /* where h is largest in the interval */
    const double low = from < top ? negligible_from(law, top, from) : top;
    const double high = to > top ? negligible_from(law, top, to) : top;
    const double impatient = law->theta > 0 ? (50 + log1p(law->lambda / law->theta)) / law->theta - law->peak_s : high;
    const double cuts[] = {low, top, fmin(fmax(impatient, top), high), high};
    integrals_t sum = {{0}};

    for (size_t i = 0; i + 1 < sizeof cuts / sizeof *cuts; i++) {
        int splits_left = SPLITS_MAX;

        if (cuts[i + 1] > cuts[i]) refine(law, cuts[i], cuts[i + 1], &splits_left, &sum);
    }
    return sum;
}

/* --- The chain --------------------------------------------------------------------------------------------------------- */

/* log of the weight of the full state, relative to `all busy, none waiting`: the product of lambda' / (n mu + i theta). */
static double log_full(const law_t *law)
{
    double mantissa = 1;
    long exponent = 0;

    if (isinf(law->places) || law->lambda <= 0) return -HUGE_VAL;
    for (double i = 1; i <= law->places; i++) {
        int e = 0;

        mantissa = frexp(mantissa * law->lambda / (law->n_mu + i * law->theta), &e);
        exponent += e;
        if (exponent < -100000) return -HUGE_VAL;
    }
    return log(mantissa) + (double) exponent * log(2);
}

/* Weights of the chain relative to h: below (some agent free), all of V (places 0 .. m-1), full. */
static void weigh(model_t *self, uint32_t servers)
{
    const double odds = free_odds(self->in.rate_per_s * self->in.handle_s, servers);
    const double log_peak = self->may_wait ? self->law.log_peak : 0;
    const double log_below = log(odds) - log_peak;
    const double log_last = self->may_wait ? log_full(&self->law) - log_peak : 0;

    if (isinf(odds)) { /* all agents busy: less often than doubles can say */
        self->at_once = 1;
        return;
    }
    /* whichever is largest gets weight of order one: neither 1/B nor the full state may overflow */
    const double shift = fmax(0, fmax(log_below, log_last));
    const double below = exp(log_below - shift), last = exp(log_last - shift), scale = exp(-shift);
    const double all = self->all.of[I_ALL] * scale;
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
    if (outside(in->rate_per_s, 1e-12, 1e9)) return bad(err, "rate_per_s", "from 1e-12 to 1e9 per second", in->rate_per_s);
    if (outside(in->handle_s, 1e-9, 1e12)) return bad(err, "handle_s", "from 1e-9 to 1e12 seconds", in->handle_s);
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

static int model_init(model_t *self, const ccs_formula_in_t *in, ccs_err_t *err)
{
    int ret = 0;

    *self = (model_t){.in = *in};
    CCS_TRY(check_demand(in, err));
    CCS_TRY(check_agents(in, err));
    const uint32_t servers = in->lines < in->agents ? in->lines : in->agents;
    const uint32_t places = waiting_places(in);

    if (places > CCS_FORMULA_MAX_PLACES && places != CCS_FORMULA_UNLIMITED)
        CCS_TRY(bad(err, "lines", "at most 1000000 above the agents, or unlimited", in->lines));
    CCS_TRY(check_settles(in, err));
    self->may_wait = places > 0;
    if (self->may_wait) {
        self->law = make_law(in, servers, places);
        self->all = integrate(&self->law, 0, HUGE_VAL);
    }
    weigh(self, servers);
out:
    return ret;
}

/* --- Figures ----------------------------------------------------------------------------------------------------------- */

static double served_later(const model_t *self)
{
    return self->waiting * self->all.of[I_SERVED];
}

/* Variance of the wait of answered contacts, by way of those that waited: about their mean, which is no difference of large
 * squares even where everyone waits for about a year. */
static double wait_variance(const model_t *self, double answered)
{
    const double *const of = self->all.of;
    const double waited = served_later(self) / answered;

    if (!(of[I_SERVED] > 0)) return 0;
    const double mean = of[I_SERVED_WAIT] / of[I_SERVED], off_peak = mean - self->law.peak_s;
    const double spread = fmax(0, of[I_SERVED_SPREAD] / of[I_SERVED] - off_peak * off_peak);

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
    const double lost = self->law.theta * of[I_WAIT]; /* relative, as the other integrals */
    const double load = in->rate_per_s * in->handle_s;

    *out = (ccs_formula_out_t){
        .load_erlang = load,
        .p_wait = share(self->waiting * of[I_ALL]),
        .p_blocked = self->blocked,
        .p_balked = self->balked,
        .p_abandoned = share(self->waiting * lost),
        .p_answered = share(answered),
        .mean_wait_s = self->waiting * of[I_WAIT] / (self->at_once + self->waiting * of[I_ALL]),
        .asa_s = self->waiting * of[I_SERVED_WAIT] / answered,
        .asa_of_waiting_s = of[I_SERVED] > 0 ? of[I_SERVED_WAIT] / of[I_SERVED] : (double) NAN,
        .wait_sd_s = sqrt(wait_variance(self, answered)),
        .mean_time_to_abandon_s = lost > 0 ? of[I_LOST_WAIT] / lost : (double) NAN,
        .queue_length = in->rate_per_s * self->waiting * of[I_WAIT],
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
        const integrals_t before = integrate(&self->law, 0, within_s), after = integrate(&self->law, within_s, HUGE_VAL);
        const double u = self->law.theta * within_s;

        e.answered += self->waiting * before.of[I_SERVED];
        e.longer = self->waiting * exp(-u) * after.of[I_ALL];
        /* patience ended before V, or before T though V is later */
        e.abandoned = self->waiting * (self->law.theta * before.of[I_WAIT] - expm1(-u) * after.of[I_ALL]);
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

int ccs_formula_queue(const ccs_formula_in_t *in, ccs_formula_out_t *out, ccs_err_t *err)
{
    model_t model;
    int ret = 0;

    CCS_TRY(model_init(&model, in, err));
    read_off(&model, out);
out:
    return ret;
}

int ccs_formula_within(const ccs_formula_in_t *in, double within_s, double short_s, ccs_formula_within_t *out, ccs_err_t *err)
{
    model_t model;
    int ret = 0;

    CCS_TRY(model_init(&model, in, err));
    if (outside(within_s, 0, DBL_MAX)) CCS_TRY(bad(err, "within_s", "a time from 0 on", within_s));
    if (!isnan(short_s) && outside(short_s, 0, DBL_MAX)) CCS_TRY(bad(err, "short_s", "a time from 0 on", short_s));
    *out = read_off_within(&model, within_s, short_s);
out:
    return ret;
}

/* Answered contacts that waited longer, relative to the integrals of the model. */
static double served_after(const model_t *self, double wait_s)
{
    const integrals_t after = integrate(&self->law, wait_s, HUGE_VAL);

    return after.of[I_SERVED];
}

int ccs_formula_wait_quantile(const ccs_formula_in_t *in, double quantile, double *wait_s, ccs_err_t *err)
{
    model_t model;
    double low = 0, high = in->handle_s / fmax(1, in->agents);
    int ret = 0;

    CCS_TRY(model_init(&model, in, err));
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

/* Does the model meet the target? */
static bool meets(const model_t *self, const ccs_formula_target_t *target)
{
    ccs_formula_out_t out;

    read_off(self, &out);
    switch (target->aim) {
    case CCS_FORMULA_LEVEL: return read_off_within(self, target->within_s, target->short_s).level[target->level] >= target->value;
    case CCS_FORMULA_ASA: return out.asa_s <= target->value;
    case CCS_FORMULA_ABANDONED: return out.p_abandoned <= target->value;
    case CCS_FORMULA_OCCUPANCY: return out.occupancy <= target->value;
    }
    return false;
}

static int reaches(const ccs_formula_in_t *in, uint32_t agents, const ccs_formula_target_t *target, bool *yes, ccs_err_t *err)
{
    ccs_formula_in_t with = *in;
    model_t model;
    int ret = 0;

    with.agents = agents;
    CCS_TRY(model_init(&model, &with, err));
    *yes = meets(&model, target);
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

int ccs_formula_least_agents(const ccs_formula_in_t *in, const ccs_formula_target_t *target, uint32_t *agents, ccs_err_t *err)
{
    bool yes = false;
    int ret = 0;

    CCS_TRY(check_demand(in, err));
    CCS_TRY(check_target(target, err));
    const double fewest = fewest_agents(in), load = in->rate_per_s * in->handle_s;

    if (fewest > CCS_FORMULA_MAX_AGENTS)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "target", "needs more than %u agents", CCS_FORMULA_MAX_AGENTS));
    uint32_t too_few = (uint32_t) fewest - 1, enough = (uint32_t) fewest;

    for (;;) { /* steps that double, the first of some standard deviations of the load */
        CCS_TRY(reaches(in, enough, target, &yes, err));
        if (yes) break;
        if (enough == CCS_FORMULA_MAX_AGENTS)
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "target", "is missed even with %u agents", CCS_FORMULA_MAX_AGENTS));
        const double step = fmax(fmax(1, ceil(sqrt(load))), 2.0 * (enough - too_few));

        too_few = enough;
        enough = enough + step < CCS_FORMULA_MAX_AGENTS ? enough + (uint32_t) step : CCS_FORMULA_MAX_AGENTS;
    }
    while (enough - too_few > 1) {
        const uint32_t middle = too_few + (enough - too_few) / 2;

        CCS_TRY(reaches(in, middle, target, &yes, err));
        if (yes) enough = middle;
        else too_few = middle;
    }
    *agents = enough;
out:
    return ret;
}

int ccs_formula_blocking(double load_erlang, uint32_t lines, double *blocked_frac, ccs_err_t *err)
{
    if (outside(load_erlang, 0, 1e9)) return bad(err, "load_erlang", "from 0 to 1e9", load_erlang);
    if (lines > CCS_FORMULA_MAX_AGENTS) return bad(err, "lines", "at most 1000000", lines);
    *blocked_frac = 1 / (1 + free_odds(load_erlang, lines));
    return CCS_ERR_OK;
}

int ccs_formula_least_lines(double load_erlang, double blocked_frac, uint32_t *lines, ccs_err_t *err)
{
    double odds = 0;
    uint32_t n = 0;

    if (outside(load_erlang, 0, 1e9)) return bad(err, "load_erlang", "from 0 to 1e9", load_erlang);
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
