/* ranking.c - ranking and selection over observations that are there. */
#include "ranking.h"

#include <math.h>

#include "err.h"
#include "estimate.h"

static double mean_of(const ccs_systems_t *of, uint32_t system, uint32_t n)
{
    double sum = 0;

    for (uint32_t i = 0; i < n; i++) sum += of->y[(size_t) system * of->n + i];
    return sum / n;
}

/* Mean and variance of the differences of two systems over their first n observations. */
static double variance_of(const ccs_systems_t *of, uint32_t a, uint32_t b, uint32_t n, double *mean)
{
    const double *const x = &of->y[(size_t) a * of->n], *const z = &of->y[(size_t) b * of->n];
    double sum = 0, squares = 0;

    for (uint32_t i = 0; i < n; i++) sum += x[i] - z[i];
    for (uint32_t i = 0; i < n; i++) squares += (x[i] - z[i] - sum / n) * (x[i] - z[i] - sum / n);
    *mean = sum / n;
    return n > 1 ? squares / (n - 1) : (double) NAN;
}

/* ---- KN ---------------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_systems_t *of;
    double h2, delta;
    double *variance; /* [system][system], of the first observations */
    double *sum;      /* [system], of the observations looked at */
    ccs_choice_t *out;
} kn_t;

static double *variance_at(const kn_t *self, uint32_t a, uint32_t b)
{
    return &self->variance[(size_t) a * self->of->n_systems + b];
}

static void begin(kn_t *self, uint32_t n_first)
{
    double lost;

    self->out->n_wanted = n_first;
    for (uint32_t a = 0; a < self->of->n_systems; a++) {
        self->out->survives[a] = true;
        self->sum[a] = n_first * mean_of(self->of, a, n_first);
        for (uint32_t b = 0; b < a; b++) {
            *variance_at(self, a, b) = *variance_at(self, b, a) = variance_of(self->of, a, b, n_first, &lost);
            self->out->n_wanted =
                fmax(self->out->n_wanted, floor(self->h2 * *variance_at(self, a, b) / (self->delta * self->delta)) + 1);
        }
    }
    self->out->n_survivors = self->of->n_systems;
}

/* Whether a is worse than b beyond doubt after n observations. */
static bool is_beaten(const kn_t *self, uint32_t a, uint32_t b, uint32_t n)
{
    const double slack =
        fmax(0, self->delta / (2.0 * n) * (self->h2 * *variance_at(self, a, b) / (self->delta * self->delta) - n));

    return self->sum[a] / n < self->sum[b] / n - slack;
}

static void screen(kn_t *self, uint32_t n, bool *goes)
{
    const uint32_t k = self->of->n_systems;

    for (uint32_t a = 0; a < k; a++) {
        goes[a] = false;
        for (uint32_t b = 0; b < k && self->out->survives[a] && !goes[a]; b++)
            goes[a] = b != a && self->out->survives[b] && is_beaten(self, a, b, n);
    }
    for (uint32_t a = 0; a < k; a++) {
        self->out->n_survivors -= goes[a];
        self->out->survives[a] = self->out->survives[a] && !goes[a];
    }
}

static uint32_t best_of(const kn_t *self)
{
    uint32_t best = CCS_CHOICE_MAX;

    for (uint32_t a = 0; a < self->of->n_systems; a++)
        if (self->out->survives[a] && (best == CCS_CHOICE_MAX || self->sum[a] > self->sum[best])) best = a;
    return best;
}

int ccs_choose_kn(const ccs_systems_t *of, uint32_t n_first, double delta, double probability, ccs_arena_t *arena,
    ccs_choice_t *out)
{
    const uint32_t k = of->n_systems;
    const double eta = 0.5 * (pow(2 * (1 - probability) / (k > 1 ? k - 1 : 1), -2.0 / (n_first - 1)) - 1);
    kn_t self = {.of = of,
        .h2 = 2 * eta * (n_first - 1),
        .delta = delta,
        .variance = ccs_arena_array(arena, (size_t) k * k, sizeof(double)),
        .sum = ccs_arena_array(arena, k, sizeof(double)),
        .out = out};
    bool *const goes = ccs_arena_array(arena, k, sizeof *goes);

    *out = (ccs_choice_t){.survives = ccs_arena_array(arena, k, sizeof *out->survives)};
    if (!self.variance || !self.sum || !goes || !out->survives) return CCS_ERR_NOMEM;
    begin(&self, n_first);
    for (uint32_t n = n_first;; n++) {
        screen(&self, n, goes);
        out->n_used = n;
        out->is_decided = out->n_survivors == 1 || n >= out->n_wanted;
        if (out->is_decided || n == of->n) break;
        for (uint32_t a = 0; a < k; a++) self.sum[a] += of->y[(size_t) a * of->n + n];
    }
    out->best = best_of(&self);
    return 0;
}

/* ---- Rinott's procedure ------------------------------------------------------------------------------------------------------------------------ */

/* Steps of an integral over the root of a chi-square variable, whose density ends softly on both sides: the trapezoid rule has no error that counts. */
enum { STEPS = 100 };

typedef struct {
    double degrees;
    double at[STEPS], share[STEPS]; /* the root, and its probability */
} chi_t;

static chi_t chi_of(double degrees)
{
    const double far = sqrt(degrees) + 8;
    chi_t chi = {.degrees = degrees};
    double sum = 0;

    for (int i = 0; i < STEPS; i++) {
        chi.at[i] = far * (i + 1) / STEPS;
        chi.share[i] = exp((degrees - 1) * log(chi.at[i] / sqrt(degrees)) - 0.5 * (chi.at[i] * chi.at[i] - degrees));
        sum += chi.share[i];
    }
    for (int i = 0; i < STEPS; i++) chi.share[i] /= sum;
    return chi;
}

/* That the best of n is selected where it is better than each of the others by just delta (Rinott 1978). */
static double probability_of(const chi_t *chi, double h, uint32_t n)
{
    double all = 0;

    for (int i = 0; i < STEPS; i++) {
        double one = 0;

        for (int k = 0; k < STEPS; k++) {
            const double x = chi->at[i], z = chi->at[k];

            one += chi->share[k] * 0.5 * erfc(-h * x * z / sqrt(2 * chi->degrees * (x * x + z * z)));
        }
        all += chi->share[i] * pow(one, n - 1.0);
    }
    return all;
}

double ccs_rinott_constant(uint32_t n_systems, uint32_t n_first, double probability)
{
    const chi_t chi = chi_of(n_first - 1.0);
    double low = 0, high = 1;

    while (probability_of(&chi, high, n_systems) < probability && high < 1e6) high *= 2;
    while (high - low > 1e-9 * high) {
        const double middle = 0.5 * (low + high);

        if (probability_of(&chi, middle, n_systems) < probability) low = middle;
        else high = middle;
    }
    return high;
}

/* What the first observations of a system say that it needs. */
static double wanted_of(const ccs_systems_t *of, uint32_t system, uint32_t n_first, double times)
{
    const double *const y = &of->y[(size_t) system * of->n], mean = mean_of(of, system, n_first);
    double squares = 0;

    for (uint32_t i = 0; i < n_first; i++) squares += (y[i] - mean) * (y[i] - mean);
    return fmax(n_first, ceil(times * times * squares / (n_first - 1)));
}

int ccs_choose_rinott(const ccs_systems_t *of, uint32_t n_first, double times, ccs_arena_t *arena, ccs_choice_t *out)
{
    double best = -(double) INFINITY;

    *out = (ccs_choice_t){.survives = ccs_arena_array(arena, of->n_systems, sizeof *out->survives)};
    if (!out->survives) return CCS_ERR_NOMEM;
    for (uint32_t a = 0; a < of->n_systems; a++) {
        const double wanted = wanted_of(of, a, n_first, times);
        const uint32_t n = wanted < of->n ? (uint32_t) wanted : of->n;
        const double mean = mean_of(of, a, n);

        out->n_wanted = fmax(out->n_wanted, wanted);
        if (n > out->n_used) out->n_used = n;
        if (!(mean > best)) continue;
        best = mean;
        out->best = a;
    }
    out->is_decided = out->n_wanted <= of->n;
    for (uint32_t a = 0; a < of->n_systems; a++) out->survives[a] = !out->is_decided || a == out->best;
    out->n_survivors = out->is_decided ? 1 : of->n_systems;
    return 0;
}

/* ---- with the best ---------------------------------------------------------------------------------------------------------------------------- */

void ccs_choose_against_best(const ccs_systems_t *of, uint32_t system, double confidence, double *low, double *high)
{
    const uint32_t others = of->n_systems - 1;
    const double t = ccs_estimate_t_quantile(1 - 2 * (1 - confidence) / (others > 1 ? others : 1), of->n - 1);

    *low = *high = (double) INFINITY;
    for (uint32_t b = 0; b < of->n_systems; b++) {
        double difference;

        if (b == system) continue;
        const double half = t * sqrt(variance_of(of, system, b, of->n, &difference) / of->n);

        *low = fmin(*low, difference - half);
        *high = fmin(*high, difference + half);
    }
    *low = fmin(*low, 0);
    *high = fmax(*high, 0);
}
