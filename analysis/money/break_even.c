/* break_even.c - where two variants cost the same. Invariant: at a factor that is told, what both cost differs by nothing in the mean over the replications. */
#include "break_even.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "currency.h"
#include "estimate.h"
#include "stat.h"

const char *const CCS_BREAK_EVEN_NAMES[CCS_N_BREAK_EVEN] = {
#define X(NAME, name, text) #name,
    CCS_BREAK_EVEN_LIST(X)
#undef X
};
const char *const CCS_BREAK_EVEN_TEXTS[CCS_N_BREAK_EVEN] = {
#define X(NAME, name, text) text,
    CCS_BREAK_EVEN_LIST(X)
#undef X
};

/* Whether a unit begins as one of these does. */
static bool is_unit_of(const char *unit, const char *const *of)
{
    while (*of && strncmp(unit, *of, strlen(*of)) != 0) of++;
    return *of != NULL;
}

static bool is_price(const ccs_statement_line_t *line)
{
    return !strcmp(line->role, "invoice") && !strcmp(line->kind, "price");
}

static bool moves(const ccs_statement_line_t *line, enum ccs_break_even_kind kind)
{
    static const char *const pay[] = {"wages", "overtime_pay", "benefits", NULL};
    static const char *const by_contact[] = {"telephony", "line_hours", "self_service", "refunds", "dispatches", NULL};
    static const char *const of_contacts[] = {"contacts", "resolutions", "sales", "handle min", NULL};
    const bool own = !strcmp(line->role, "cost");

    switch (kind) {
    case CCS_BREAK_EVEN_BILLS:
        return !strcmp(line->role, "invoice") && strcmp(line->kind, "transition") != 0; /* billed once, whatever the price */
    case CCS_BREAK_EVEN_PAY: return own && ccs_statement_is_of(line, pay);
    case CCS_BREAK_EVEN_VOLUME:
        return (own && ccs_statement_is_of(line, by_contact)) || (is_price(line) && is_unit_of(line->unit, of_contacts));
    case CCS_N_BREAK_EVEN: break;
    }
    return false;
}

/* Of a replication: what is paid, by whether it moves. */
typedef struct {
    double rest, moved;
} paid_t;

static paid_t paid_in(const ccs_statement_t *self, uint32_t replication, enum ccs_break_even_kind kind)
{
    paid_t paid = {0};

    for (uint32_t i = 0; i < self->n_bills * self->n_lines; i++) {
        const ccs_statement_line_t *const line = &self->lines[i % self->n_lines];
        const double amount = self->amounts[(size_t) replication * self->n_bills * self->n_lines + i];

        if (isnan(amount) || (strcmp(line->role, "cost") != 0 && strcmp(line->role, "invoice") != 0)) continue;
        if (moves(line, kind)) paid.moved += amount;
        else paid.rest += amount;
    }
    return paid;
}

static paid_t mean_of(const ccs_statement_t *self, enum ccs_break_even_kind kind)
{
    paid_t sum = {0};

    for (uint32_t i = 0; i < self->n_replications; i++) {
        const paid_t paid = paid_in(self, i, kind);

        sum.rest += paid.rest / self->n_replications;
        sum.moved += paid.moved / self->n_replications;
    }
    return sum;
}

/* Two statements, and how they are looked at together. */
typedef struct {
    const ccs_statement_t *base, *other;
    enum ccs_break_even_kind kind;
    bool paired;
    uint32_t n; /* replications; of the shorter one */
} pair_t;

/* So many times of the rest, and so many times of what moves. */
typedef struct {
    double of_rest, of_moved;
} weighed_t;

static double weigh(const ccs_statement_t *self, uint32_t replication, enum ccs_break_even_kind kind, weighed_t by)
{
    const paid_t paid = paid_in(self, replication, kind);

    return by.of_rest * paid.rest + by.of_moved * paid.moved;
}

/* Variance of the mean over the replications of what other pays more, without base: of what other pays. Replications that were drawn together count as one. */
static double variance_of_mean(const pair_t *pair, const ccs_statement_t *base, const ccs_statement_t *other, weighed_t by)
{
    const uint32_t n = base ? pair->n : other->n_replications;
    ccs_tally_t sets;
    double sum = 0;

    ccs_tally_reset(&sets);
    for (uint32_t i = 0; i < n; i++) {
        sum += weigh(other, i, pair->kind, by) - (base ? weigh(base, i, pair->kind, by) : 0);
        if ((i + 1) % other->set != 0 && i + 1 < n) continue;
        ccs_tally_add(&sets, sum / (i % other->set + 1.0));
        sum = 0;
    }
    return ccs_tally_variance(&sets) / (double) sets.n;
}

static double variance_of(const pair_t *pair, double of_rest, double of_moved)
{
    const weighed_t by = {of_rest, of_moved};

    if (pair->paired) return variance_of_mean(pair, pair->base, pair->other, by);
    return variance_of_mean(pair, NULL, pair->base, by) + variance_of_mean(pair, NULL, pair->other, by);
}

/* Of what intervals rest on. */
static uint32_t independent(const pair_t *pair)
{
    const uint32_t set = pair->base->set > pair->other->set ? pair->base->set : pair->other->set;

    return (pair->n + set - 1) / set;
}

/* What a unit costs, of the lines of a kind, of both statements; NAN unless they are of one unit. */
static double unit_price(const pair_t *pair, const char *kind, const char *role, const char **unit)
{
    double amount = 0, quantity = 0;

    *unit = "";
    for (int k = 0; k < 2; k++) {
        const ccs_statement_t *const s = k ? pair->other : pair->base;

        for (uint32_t i = 0; i < s->n_lines; i++) {
            const ccs_statement_line_t *const line = &s->lines[i];

            if (strcmp(line->role, role) != 0 || strcmp(line->kind, kind) != 0 || line->quantity == 0) continue;
            if ((*unit)[0] && strcmp(*unit, line->unit) != 0) return (double) NAN;
            *unit = line->unit;
            amount += line->amount.mean;
            quantity += line->quantity;
        }
    }
    return quantity > 0 ? amount / quantity : (double) NAN;
}

static void add_price(const pair_t *pair, ccs_break_even_t *to)
{
    if (pair->kind == CCS_BREAK_EVEN_VOLUME) return;
    to->from = pair->kind == CCS_BREAK_EVEN_BILLS ? unit_price(pair, "price", "invoice", &to->unit)
                                                  : unit_price(pair, "wages", "cost", &to->unit);
    to->to = to->from * to->times;
}

ccs_break_even_t ccs_break_even(const ccs_statement_t *base, const ccs_statement_t *other, enum ccs_break_even_kind kind,
    bool paired, double confidence)
{
    ccs_break_even_t at = {(double) NAN, (double) NAN, (double) NAN, (double) NAN, ""};
    const pair_t pair = {base, other, kind, paired && base->n_replications == other->n_replications,
        base->n_replications < other->n_replications ? base->n_replications : other->n_replications};
    const paid_t a = mean_of(base, kind), b = mean_of(other, kind);
    const double more = b.moved - a.moved, less = a.rest - b.rest;
    char because[CCS_CURRENCY_BECAUSE_MAX];

    if (independent(&pair) < 2 || *ccs_currency_because(base->currency, other->currency, because)) return at;
    const double t = ccs_estimate_t_quantile(confidence, independent(&pair) - 1);

    const double times = less / more;

    /* Where what moves may be the same in both, nothing is known of where they meet; where the rest may be, they meet where nothing is
     * paid of what moves, which tells nobody anything. Sums of the same amounts differ in their last digits at most. */
    if (!(fabs(more) > t * sqrt(variance_of(&pair, 0, 1)))) return at;
    if (!(fabs(less) > t * sqrt(variance_of(&pair, 1, 0)) + 1e-9 * fabs(a.rest))) return at;
    if (!(times >= 0 && times <= CCS_BREAK_EVEN_MOST)) return at;
    at.times = times;
    at.half_width = t * sqrt(variance_of(&pair, 1, at.times)) / fabs(more);
    add_price(&pair, &at);
    return at;
}

const char *ccs_break_even_per(const ccs_break_even_t *self, const char *currency, char text[CCS_BREAK_EVEN_PER_MAX])
{
    const size_t n = strlen(self->unit), many = n > 1 && self->unit[n - 1] == 's';

    snprintf(text, CCS_BREAK_EVEN_PER_MAX, "%.24s/%.*s", currency, (int) fmin((double) (n - many), 32), self->unit);
    return text;
}
