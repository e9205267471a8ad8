/* optimise_choose.c - which candidate it is. Invariant: nothing that was simulated to find candidates counts here, and nothing that was simulated to choose counts when it is checked: what looked
 * best by luck alone has no other luck. */
#include <math.h>
#include <string.h>

#include "optimise_parts.h"
#include "ranking.h"

enum {
    ROUNDS = 20 /* of as many replications as the search had, before the choice is made as it stands */,
    CHECKED = 5 /* times as many check what is chosen, at least */,
    TRIES = 5 /* choices that may fail when they are checked */
};
static const double HARDLY = 0.05, SURELY = CCS_OPTIMISE_SURELY; /* that bounds hold */

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static ccs_optimise_point_t *left(const ccs_optimise_t *self, uint32_t i)
{
    return &self->candidates[self->left[i]];
}

/* ---- candidates ------------------------------------------------------------------------------------------------------------------------------- */

/* Whether a point may be the one: bounds may hold, and it is not among these yet. */
static bool may_be(const ccs_optimise_t *self, uint32_t candidate)
{
    for (uint32_t i = 0; i < self->n_left; i++)
        if (self->left[i] == candidate) return false;
    return self->candidates[candidate].judged.probability >= HARDLY;
}

static double worth(const ccs_optimise_t *self, const ccs_optimise_point_t *c)
{
    const double x = self->aims[0].sense * c->judged.aims[0].mean;

    return isnan(x) ? -(double) INFINITY : x;
}

/* The best by the aim among those whose bounds hold at least so surely. @return CCS_NONE: there is none more */
static uint32_t next_of(const ccs_optimise_t *self, double least)
{
    uint32_t next = CCS_NONE;

    for (uint32_t i = 0; i < self->n_candidates; i++) {
        if (!may_be(self, i) || self->candidates[i].judged.probability < least) continue;
        if (next == CCS_NONE || worth(self, &self->candidates[i]) > worth(self, &self->candidates[next])) next = i;
    }
    return next;
}

/* Half of them surely hold, as far as there are such: without one there may be nothing to choose. */
static void take_candidates(ccs_optimise_t *self)
{
    for (uint32_t i = 0; i < CCS_OPTIMISE_CANDIDATES; i++) {
        const uint32_t next = next_of(self, i < CCS_OPTIMISE_CANDIDATES / 2 ? SURELY : HARDLY);

        if (next != CCS_NONE) self->left[self->n_left++] = next;
    }
}

/* Of a front: what no other one beats, spread over the first aim where there are too many. */
static void take_front(ccs_optimise_t *self)
{
    uint32_t n = 0;

    for (uint32_t pass = 0; pass < 2; pass++) {
        const uint32_t stride = n / CCS_OPTIMISE_FRONT + 1;

        n = 0;
        for (uint32_t i = 0; i < self->n_candidates; i++) {
            bool beaten = self->candidates[i].judged.probability < HARDLY;

            for (uint32_t k = 0; !beaten && k < self->n_candidates; k++)
                beaten = self->candidates[k].judged.probability >= CCS_OPTIMISE_LIKELY &&
                    ccs_optimise_beats(self, &self->candidates[k], &self->candidates[i]);
            if (beaten) continue;
            if (pass == 1 && n % stride == 0 && self->n_left < CCS_OPTIMISE_FRONT) self->left[self->n_left++] = i;
            n++;
        }
    }
}

void ccs_optimise_take_known(ccs_optimise_t *self)
{
    if (self->n_left > 0) return;
    if (self->n_aims > 1) take_front(self);
    else take_candidates(self);
}

/* ---- the choice --------------------------------------------------------------------------------------------------------------------------------- */

/* KN among some of the candidates. @param with  one more; CCS_NONE: none @return 0 or CCS_ERR_NOMEM */
static int rank(ccs_optimise_t *self, uint32_t with, bool survives[CCS_OPTIMISE_CANDIDATES], bool *is_decided)
{
    uint32_t which[CCS_OPTIMISE_CANDIDATES], n = 0;
    ccs_choice_t choice;

    memset(survives, 0, CCS_OPTIMISE_CANDIDATES * sizeof *survives);
    for (uint32_t i = 0; i < self->n_left; i++)
        if (!left(self, i)->is_out && (i == with || left(self, i)->judged.probability >= SURELY)) which[n++] = i;
    *is_decided = n == 1;
    if (n == 1) survives[which[0]] = true;
    if (n < 2) return 0;
    ccs_systems_t systems = {n, left(self, which[0])->chosen.n, NULL};
    double *const y = ccs_arena_array(&self->arena, (size_t) n * systems.n, sizeof *y);

    if (!y) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const double *const of = ccs_optimise_observations(self, &left(self, which[i])->chosen, 0);

        if (!of) return CCS_ERR_NOMEM;
        memcpy(&y[(size_t) i * systems.n], of, systems.n * sizeof *y);
    }
    systems.y = y;
    const uint32_t first = systems.n < CCS_CHOICE_FIRST ? systems.n : CCS_CHOICE_FIRST;
    const int ret = ccs_choose_kn(&systems, first, self->margin, self->study.confidence, &self->arena, &choice);

    for (uint32_t i = 0; ret == 0 && i < n; i++) survives[which[i]] = choice.survives[i];
    *is_decided = ret == 0 && choice.is_decided;
    return ret;
}

/* Who is worse than one that surely holds goes, and who hardly holds. @return 0 or CCS_ERR_NOMEM */
static int eliminate(ccs_optimise_t *self)
{
    bool survives[CCS_OPTIMISE_CANDIDATES], with[CCS_OPTIMISE_CANDIDATES], is_decided, alone;
    uint32_t n_unsure = 0;
    int ret = 0;

    for (uint32_t i = 0; i < self->n_left; i++)
        left(self, i)->is_out = left(self, i)->is_out || left(self, i)->judged.probability < HARDLY;
    CCS_TRY(rank(self, CCS_NONE, survives, &is_decided));
    for (uint32_t i = 0; i < self->n_left; i++) {
        ccs_optimise_point_t *const c = left(self, i);

        if (c->is_out || c->judged.probability >= SURELY) continue;
        CCS_TRY(rank(self, i, with, &alone));
        c->is_out = !with[i];
        n_unsure += with[i];
    }
    for (uint32_t i = 0; i < self->n_left; i++) {
        ccs_optimise_point_t *const c = left(self, i);

        if (c->judged.probability >= SURELY && !survives[i]) c->is_out = true;
    }
    self->is_decided = is_decided && n_unsure == 0;
out:
    return ret;
}

/* Those that are left, simulated by some replications more. */
static int simulate_more(ccs_optimise_t *self, uint32_t round, ccs_err_t *err)
{
    uint32_t which[CCS_OPTIMISE_CANDIDATES], n = 0;
    ccs_sampled_t samples[CCS_OPTIMISE_CANDIDATES];
    int ret;

    for (uint32_t i = 0; i < self->n_left; i++)
        if (!left(self, i)->is_out) which[n++] = self->left[i];
    CCS_TRY(ccs_optimise_simulate(self, which, n, self->options.replications, round, samples, err));
    for (uint32_t i = 0; i < n; i++) {
        ccs_optimise_point_t *const c = &self->candidates[which[i]];

        CCS_REQUIRE(ccs_optimise_join(self, &c->chosen, &samples[i]) == 0, no_memory(err));
        c->judged = ccs_optimise_judge(self, &c->chosen);
    }
out:
    return ret;
}

/* What makes no difference: as asked, the figure's own, or a five hundredth of it, whatever is more. */
static void find_margin(ccs_optimise_t *self)
{
    const double own = self->study.responses[self->aims[0].response].margin;
    double usual = 0;

    for (uint32_t i = 0; i < self->n_left; i++) usual = fmax(usual, fabs(left(self, i)->judged.aims[0].mean));
    self->margin = self->options.margin;
    if (isnan(self->margin)) self->margin = fmax(own, usual / 500);
    if (!(self->margin > 0)) self->margin = 1e-9;
}

/* Who is not out comes before who is, whose mean is that of fewer days; then who surely holds, the best of them first; of the others the one that holds most surely. */
static bool comes_before(const ccs_optimise_t *self, const ccs_optimise_point_t *a, const ccs_optimise_point_t *b)
{
    const bool sure = a->judged.probability >= SURELY;

    if (a->is_out != b->is_out) return !a->is_out;
    if (sure != (b->judged.probability >= SURELY)) return sure;
    return sure ? worth(self, a) > worth(self, b) : a->judged.probability > b->judged.probability;
}

/* The best that has not been rejected and whose aim is known. */
static uint32_t best_left(const ccs_optimise_t *self, const bool *rejected)
{
    uint32_t best = CCS_NONE;

    for (uint32_t i = 0; i < self->n_left; i++) {
        const ccs_optimise_point_t *const c = left(self, i);

        if (rejected[i] || c->judged.probability < CCS_OPTIMISE_LIKELY || isnan(c->judged.aims[0].mean)) continue;
        if (best == CCS_NONE || comes_before(self, c, left(self, best))) best = i;
    }
    return best;
}

/* Each check has random numbers of its own: those that rejected a choice have been seen. */
static uint32_t stage_of_check(const ccs_optimise_t *self)
{
    return ROUNDS + 1 + self->n_rejected;
}

/* By no fewer replications than it was chosen by. */
static int check(ccs_optimise_t *self, uint32_t candidate, ccs_err_t *err)
{
    ccs_optimise_point_t *const c = &self->candidates[candidate];
    const uint32_t usual = CHECKED * self->options.replications;

    self->n_checked = c->chosen.n > usual ? c->chosen.n : usual;
    const int ret = ccs_optimise_simulate(self, &candidate, 1, self->n_checked, stage_of_check(self), &c->checked, err);

    if (ret == 0) c->judged = ccs_optimise_judge(self, &c->checked);
    return ret;
}

/* What fails when it is checked is not chosen. */
static int choose_checked(ccs_optimise_t *self, ccs_err_t *err)
{
    bool rejected[CCS_OPTIMISE_CANDIDATES] = {false};
    int ret = 0;

    while (self->n_rejected < TRIES) {
        const uint32_t best = best_left(self, rejected);

        if (best == CCS_NONE) break;
        const double before = left(self, best)->judged.probability;

        CCS_TRY(check(self, self->left[best], err));
        if (left(self, best)->judged.probability >= CCS_OPTIMISE_LIKELY) {
            self->chosen = self->left[best];
            if (before < SURELY || left(self, best)->is_out) self->is_decided = false;
            break;
        }
        rejected[best] = true;
        self->n_rejected++;
        self->is_decided = false;
    }
out:
    return ret;
}

static int choose_one(ccs_optimise_t *self, ccs_err_t *err)
{
    int ret = 0;

    take_candidates(self);
    find_margin(self);
    for (uint32_t round = 1; round <= ROUNDS && self->n_left > 0 && !self->is_decided; round++) {
        CCS_TRY(simulate_more(self, round, err));
        CCS_REQUIRE(eliminate(self) == 0, no_memory(err));
        self->n_still = 0;
        for (uint32_t i = 0; i < self->n_left; i++) self->n_still += !left(self, i)->is_out;
        if (self->n_still == 0) break;
    }
    CCS_TRY(choose_checked(self, err));
out:
    return ret;
}

static int check_front(ccs_optimise_t *self, ccs_err_t *err)
{
    ccs_sampled_t samples[CCS_OPTIMISE_FRONT];
    int ret;

    take_front(self);
    if (self->n_left == 0) return 0;
    CCS_TRY(ccs_optimise_simulate(self, self->left, self->n_left, self->n_checked, stage_of_check(self), samples, err));
    for (uint32_t i = 0; i < self->n_left; i++) {
        left(self, i)->checked = samples[i];
        left(self, i)->judged = ccs_optimise_judge(self, &samples[i]);
    }
out:
    return ret;
}

int ccs_optimise_choose(ccs_optimise_t *self, ccs_err_t *err)
{
    int ret;

    self->chosen = CCS_NONE;
    self->n_checked = CHECKED * self->options.replications;
    CCS_TRY(self->n_aims > 1 ? check_front(self, err) : choose_one(self, err));
    CCS_TRY(ccs_optimise_simulate_plain(self, self->n_checked, stage_of_check(self), &self->plain.checked, err));
    self->plain.judged = ccs_optimise_judge(self, &self->plain.checked);
out:
    return ret;
}
