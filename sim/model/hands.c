/* hands.c - the states of what agents have in hand, found from nothing by taking one contact more and putting one down, and put in order by how many there are. */
#include "hands.h"

#include <math.h>
#include <string.h>

#include "err.h"

static const double SLIP = 1e-9; /* three thirds are no more than one */

/* States as they are found. */
typedef struct {
    const ccs_hands_rule_t *rule;
    uint16_t *n_of; /* [CCS_MAX_HANDS][n_kinds] */
    uint32_t n;
    bool too_many;
} search_t;

static const uint16_t *state_of(const search_t *self, uint32_t state)
{
    return &self->n_of[(size_t) state * self->rule->n_kinds];
}

static bool lies_in(const ccs_hands_rule_t *rule, const uint16_t *n_of, const ccs_mix_t *mix)
{
    for (uint32_t kind = 0; kind < rule->n_kinds; kind++)
        if (n_of[kind] > mix->most[kind]) return false;
    return true;
}

static double shares_of(const ccs_hands_rule_t *rule, const uint16_t *n_of)
{
    double sum = 0;

    for (uint32_t kind = 0; kind < rule->n_kinds; kind++) sum += n_of[kind] * rule->share[kind];
    return sum;
}

static bool stand_together(const ccs_hands_rule_t *rule, const uint16_t *n_of)
{
    for (uint32_t i = 0; rule->beside && i < rule->n_kinds; i++)
        for (uint32_t k = 0; k < i; k++)
            if (n_of[i] > 0 && n_of[k] > 0 && !rule->beside[i * rule->n_kinds + k]) return false;
    return true;
}

static bool is_allowed(const ccs_hands_rule_t *rule, const uint16_t *n_of)
{
    for (uint32_t i = 0; i < rule->n_mixes; i++)
        if (lies_in(rule, n_of, &rule->mixes[i])) return true;
    return rule->n_mixes == 0 && shares_of(rule, n_of) <= 1 + SLIP && stand_together(rule, n_of);
}

/* Whether one more of a kind may be taken, with what yields to it set aside. @param after  receives what is in hand then */
static bool may_take(const ccs_hands_rule_t *rule, const uint16_t *n_of, uint32_t kind, uint16_t *after, uint16_t *active)
{
    memcpy(after, n_of, rule->n_kinds * sizeof *after);
    after[kind]++;
    for (uint32_t i = 0; i < rule->n_kinds; i++) active[i] = rule->yields[i] && rule->rank[i] < rule->rank[kind] ? 0 : after[i];
    return is_allowed(rule, active);
}

/* @return its number, CCS_HANDS_FULL if there is no such state yet */
static uint32_t find(const search_t *self, const uint16_t *n_of)
{
    for (uint32_t state = 0; state < self->n; state++)
        if (!memcmp(state_of(self, state), n_of, self->rule->n_kinds * sizeof *n_of)) return state;
    return CCS_HANDS_FULL;
}

static void add(search_t *self, const uint16_t *n_of)
{
    if (find(self, n_of) != CCS_HANDS_FULL) return;
    if (self->n == CCS_MAX_HANDS) {
        self->too_many = true;
        return;
    }
    memcpy(&self->n_of[(size_t) self->n++ * self->rule->n_kinds], n_of, self->rule->n_kinds * sizeof *n_of);
}

/* All that can be reached from nothing. */
static void explore(search_t *self, uint16_t *after, uint16_t *active)
{
    self->n = 1; /* nothing in hand */
    for (uint32_t state = 0; state < self->n && !self->too_many; state++)
        for (uint32_t kind = 0; kind < self->rule->n_kinds; kind++) {
            if (may_take(self->rule, state_of(self, state), kind, after, active)) add(self, after);
            if (state_of(self, state)[kind] == 0) continue;
            memcpy(after, state_of(self, state), self->rule->n_kinds * sizeof *after);
            after[kind]--;
            add(self, after);
        }
}

static uint32_t n_in_hand(const search_t *self, uint32_t state)
{
    uint32_t n = 0;

    for (uint32_t kind = 0; kind < self->rule->n_kinds; kind++) n += state_of(self, state)[kind];
    return n;
}

/* Whether a state stands before another: fewer in hand, then more of the kinds that come first. */
static bool is_before(const search_t *self, uint32_t a, uint32_t b)
{
    const uint32_t n_a = n_in_hand(self, a), n_b = n_in_hand(self, b);

    if (n_a != n_b) return n_a < n_b;
    for (uint32_t kind = 0; kind < self->rule->n_kinds; kind++)
        if (state_of(self, a)[kind] != state_of(self, b)[kind]) return state_of(self, a)[kind] > state_of(self, b)[kind];
    return false;
}

static void sort(search_t *self, uint16_t *spare)
{
    const size_t bytes = self->rule->n_kinds * sizeof *spare;

    for (uint32_t i = 1; i < self->n; i++)
        for (uint32_t k = i; k > 0 && is_before(self, k, k - 1); k--) {
            uint16_t *const upper = &self->n_of[(size_t) k * self->rule->n_kinds], *const lower = upper - self->rule->n_kinds;

            memcpy(spare, upper, bytes);
            memcpy(upper, lower, bytes);
            memcpy(lower, spare, bytes);
        }
}

/* How full the hands are: by shares, or by the mix that has most to spare. */
static double load_of(const ccs_hands_rule_t *rule, const uint16_t *n_of)
{
    double least = INFINITY;

    if (rule->n_mixes == 0) return fmin(shares_of(rule, n_of), 1);
    for (uint32_t i = 0; i < rule->n_mixes; i++) {
        double load = 0;

        for (uint32_t kind = 0; kind < rule->n_kinds; kind++)
            if (n_of[kind] > 0) load = fmax(load, (double) n_of[kind] / fmax(rule->mixes[i].most[kind], 1));
        if (lies_in(rule, n_of, &rule->mixes[i])) least = fmin(least, load);
    }
    return fmin(least, 1);
}

/* The rows of what has been found. */
static int tabulate(const search_t *self, ccs_arena_t *arena, ccs_hands_t *made, uint16_t *after, uint16_t *active)
{
    const uint32_t n_kinds = self->rule->n_kinds, most = n_in_hand(self, self->n - 1);
    uint16_t *const first_of = ccs_arena_array(arena, most + 2, sizeof *first_of),
                    *const n = ccs_arena_array(arena, self->n, sizeof *n),
                    *const n_of = ccs_arena_array(arena, (size_t) self->n * n_kinds, sizeof *n_of),
                    *const with = ccs_arena_array(arena, (size_t) self->n * n_kinds, sizeof *with),
                    *const without = ccs_arena_array(arena, (size_t) self->n * n_kinds, sizeof *without);
    bool *const has_room = ccs_arena_array(arena, self->n, sizeof *has_room);
    double *const load_frac = ccs_arena_array(arena, self->n, sizeof *load_frac);
    uint32_t widest = 0;

    if (!first_of || !n || !n_of || !with || !without || !has_room || !load_frac) return CCS_ERR_NOMEM;
    for (uint32_t state = 0; state < self->n; state++) {
        n[state] = (uint16_t) n_in_hand(self, state);
        load_frac[state] = load_of(self->rule, state_of(self, state));
        for (uint32_t above = n[state] + 1; above <= most + 1; above++) first_of[above] = (uint16_t) (state + 1);
        for (uint32_t kind = 0; kind < n_kinds; kind++) {
            const size_t at = (size_t) state * n_kinds + kind;

            n_of[at] = state_of(self, state)[kind];
            with[at] = may_take(self->rule, state_of(self, state), kind, after, active) ? (uint16_t) find(self, after)
                                                                                        : (uint16_t) CCS_HANDS_FULL;
            has_room[state] = has_room[state] || with[at] != CCS_HANDS_FULL;
            without[at] = CCS_HANDS_FULL;
            if (n_of[at] == 0) continue;
            memcpy(after, state_of(self, state), n_kinds * sizeof *after);
            after[kind]--;
            without[at] = (uint16_t) find(self, after);
        }
    }
    for (uint32_t in_hand = 0; in_hand <= most; in_hand++)
        if (first_of[in_hand + 1] - first_of[in_hand] > (int) widest) widest = first_of[in_hand + 1] - first_of[in_hand];
    *made = (ccs_hands_t){n_kinds, self->n, most, widest, first_of, n, n_of, with, without, has_room, load_frac};
    return 0;
}

int ccs_hands_make(const ccs_hands_rule_t *rule, ccs_arena_t *arena, ccs_hands_t *made)
{
    ccs_arena_t scratch = {0};
    search_t search = {.rule = rule, .n_of = ccs_arena_array(&scratch, (size_t) CCS_MAX_HANDS * rule->n_kinds, sizeof(uint16_t))};
    uint16_t *const after = ccs_arena_array(&scratch, rule->n_kinds, sizeof *after),
                    *const active = ccs_arena_array(&scratch, rule->n_kinds, sizeof *active);
    int ret = CCS_ERR_NOMEM;

    if (search.n_of && after && active) {
        explore(&search, after, active);
        if (!search.too_many) sort(&search, after);
        ret = search.too_many ? CCS_ERR_SCENARIO : tabulate(&search, arena, made, after, active);
    }
    ccs_arena_free(&scratch);
    return ret;
}
