/* staff_exchange.c - neighbours of the best staffing, a batch of them simulated side by side. */
#include "staff_exchange.h"

#include <math.h>
#include <string.h>

enum { BATCH = 32 };

/* Neighbours that wait to be simulated. */
typedef struct {
    ccs_staff_search_t *search;
    uint32_t *staffings; /* [BATCH][size] */
    ccs_staff_outcome_t *outcomes;
    uint32_t n;
    bool better;
} batch_t;

/* Numbers of a staffing that may change. @return how many */
static uint32_t free_numbers(const ccs_requirement_t *asked, uint32_t numbers[CCS_STAFF_EXCHANGE_MAX])
{
    uint32_t n = 0;

    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++) {
        if (!asked->changes[j % asked->n_groups]) continue;
        if (n < CCS_STAFF_EXCHANGE_MAX) numbers[n] = j;
        n++;
    }
    return n;
}

/* The best becomes the cheapest of the batch that holds. */
static int simulate(batch_t *self)
{
    ccs_staff_search_t *const s = self->search;
    const ccs_requirement_t *const asked = s->asked;
    const uint32_t size = ccs_requirement_size(asked);
    const int ret = self->n > 0 ? ccs_staff_simulate(&s->engine, self->staffings, self->n, 0, self->outcomes) : 0;

    for (uint32_t i = 0; ret == 0 && i < self->n; i++) {
        const uint32_t *const x = &self->staffings[(size_t) i * size];
        const ccs_staff_outcome_t *const o = &self->outcomes[i];

        if (!ccs_staff_holds(asked, o) || ccs_requirement_cost(asked, x) >= s->best_cost - 1e-9) continue;
        s->best_cost = ccs_requirement_cost(asked, x);
        memcpy(s->best, x, size * sizeof *x);
        ccs_staff_outcome_copy(asked, s->outcome, o);
        self->better = true;
    }
    s->n_simulated += self->n;
    if (s->tell && self->n > 0) s->tell(s->listener, s);
    self->n = 0;
    return ret;
}

/* The best with some less and some more, each as often as it is named; CCS_NONE names nobody. Simulated with others when there are enough. */
static int offer(batch_t *self, const uint32_t *less, uint32_t n_less, const uint32_t *more, uint32_t n_more)
{
    const ccs_staff_search_t *const s = self->search;
    const ccs_requirement_t *const asked = s->asked;
    const uint32_t size = ccs_requirement_size(asked), n = asked->n_groups;
    uint32_t *const x = &self->staffings[(size_t) self->n * size];

    memcpy(x, s->best, size * sizeof *x);
    for (uint32_t i = 0; i < n_less; i++) {
        if (less[i] == CCS_NONE) continue;
        if (x[less[i]] <= asked->least[less[i] % n]) return 0;
        x[less[i]]--;
    }
    for (uint32_t i = 0; i < n_more; i++) {
        if (more[i] == CCS_NONE) continue;
        if (x[more[i]] >= asked->most[more[i] % n]) return 0;
        x[more[i]]++;
    }
    if (ccs_requirement_cost(asked, x) >= s->best_cost - 1e-9) return 0;
    return ++self->n < BATCH ? 0 : simulate(self);
}

static bool is_late(const batch_t *self)
{
    return self->search->is_late && self->search->is_late(self->search->listener);
}

/* One less; one less and another one more; two less and one more. It ends with the first batch in which one is better. */
static int try_few(batch_t *self, const uint32_t *numbers, uint32_t n)
{
    static const uint32_t NOBODY = CCS_NONE;
    int ret = 0;

    for (uint32_t a = 0; a < n && ret == 0 && !self->better && !is_late(self); a++) {
        ret = offer(self, &numbers[a], 1, &NOBODY, 1);
        for (uint32_t c = 0; c < n && ret == 0 && !self->better; c++) {
            if (c != a) ret = offer(self, &numbers[a], 1, &numbers[c], 1);
            for (uint32_t b = a; b < n && c != a && ret == 0 && !self->better; b++)
                if (b != c) ret = offer(self, (uint32_t[]){numbers[a], numbers[b]}, 2, &numbers[c], 1);
        }
    }
    return ret;
}

/* Whether any type is served by both. */
static bool share_a_type(const ccs_plan_t *plan, uint32_t group, uint32_t other)
{
    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_routing_t *const r = &plan->types[i].routing;
        bool one = false, two = false;

        for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++) {
            one = one || ccs_requirement_team(plan, p) == group;
            two = two || ccs_requirement_team(plan, p) == other;
        }
        if (one && two) return true;
    }
    return false;
}

/* Three of a group for two of another one that serves a type of theirs, in the same slot: who serves one type alone for those who serve more, where the
 * first of them saves nobody yet. */
static int try_many(batch_t *self, const uint32_t *numbers, uint32_t n)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t n_groups = asked->n_groups;
    int ret = 0;

    for (uint32_t a = 0; a < n && ret == 0 && !self->better && !is_late(self); a++) {
        for (uint32_t c = 0; c < n && ret == 0 && !self->better; c++) {
            if (c == a || numbers[a] / n_groups != numbers[c] / n_groups ||
                !share_a_type(asked->plan, numbers[a] % n_groups, numbers[c] % n_groups))
                continue;
            ret = offer(self, (uint32_t[]){numbers[a], numbers[a], numbers[a]}, 3, (uint32_t[]){numbers[c], numbers[c]}, 2);
        }
    }
    return ret;
}

static int try_all(batch_t *self, const uint32_t *numbers, uint32_t n)
{
    int ret = try_few(self, numbers, n);

    if (ret == 0 && !self->better) ret = try_many(self, numbers, n);
    return ret == 0 && !self->better ? simulate(self) : ret;
}

int ccs_staff_exchange(ccs_staff_search_t *self, bool *better)
{
    const ccs_requirement_t *const asked = self->asked;
    ccs_arena_t arena = {0};
    uint32_t numbers[CCS_STAFF_EXCHANGE_MAX];
    const uint32_t n = free_numbers(asked, numbers);
    batch_t batch = {.search = self};
    int ret = 0;

    *better = false;
    if (n > CCS_STAFF_EXCHANGE_MAX || !isfinite(self->best_cost)) return 0;
    batch.staffings = ccs_arena_array(&arena, (size_t) BATCH * ccs_requirement_size(asked), sizeof *batch.staffings);
    batch.outcomes = ccs_staff_outcomes(asked, BATCH, &arena);
    CCS_REQUIRE(batch.staffings && batch.outcomes, CCS_ERR_NOMEM);
    CCS_TRY(try_all(&batch, numbers, n));
    *better = batch.better;
out:
    ccs_arena_free(&arena);
    return ret;
}
