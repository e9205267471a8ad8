/* staff_ceiling.c - the most agents, and words for what even they miss. */
#include "staff_ceiling.h"

#include <math.h>
#include <stdio.h>

enum { TEXT = 240 };

/* Agents beside those of the start, and times of it, by which nobody need wait. */
enum { ENOUGH_MORE = 20, ENOUGH_TIMES = 4 };

/* --- the most agents --------------------------------------------------------------------------------------------------------- */

/* Steps of a group, anywhere, by which nobody need wait: some times what the fullest slot of the start has, and one for everybody who waits
 * at the beginning. */
static uint32_t enough(const ccs_requirement_t *asked, const uint32_t *start)
{
    double waiting = 0, fullest = 0;

    for (uint32_t i = 0; i < asked->plan->n_types; i++)
        waiting += asked->plan->types[i].arrivals.backlog.n + asked->plan->types[i].arrivals.initial_waiting;
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        double sum = 0;

        for (uint32_t g = 0; g < asked->n_groups; g++) sum += asked->changes[g] ? start[slot * asked->n_groups + g] : 0;
        fullest = fmax(fullest, sum);
    }
    return (uint32_t) fmin(CCS_MAX_AGENTS, ENOUGH_TIMES * fullest + ceil((ENOUGH_MORE + waiting) / asked->wish.step));
}

int ccs_staff_ceiling(ccs_staff_search_t *search, const uint32_t *start, ccs_err_t *err)
{
    const ccs_requirement_t *const asked = search->asked;
    const uint32_t size = ccs_requirement_size(asked), most = enough(asked, start);
    ccs_arena_t arena = {0};
    uint32_t *const x = ccs_arena_array(&arena, size, sizeof *x);
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(asked, 1, &arena);
    int ret;

    CCS_REQUIRE(x && outcome, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t j = 0; j < size; j++) {
        const uint32_t allowed = asked->most[j % asked->n_groups], least = asked->least[j % asked->n_groups];

        x[j] = most > allowed ? allowed : most < least ? least : most;
    }
    CCS_TRY(ccs_staff_simulate(&search->engine, x, 1, 0, outcome));
    search->n_simulated++;
    if (!ccs_staff_holds(asked, outcome) && search->engine.caution > 0) {
        search->engine.caution = 0;
        search->n_simulated++;
        CCS_TRY(ccs_staff_simulate(&search->engine, x, 1, 0, outcome));
    }
    if (!ccs_staff_holds(asked, outcome)) ret = ccs_staff_refuse(asked, outcome, err);
out:
    ccs_arena_free(&arena);
    return ret;
}

/* --- in words ------------------------------------------------------------------------------------------------------------------ */

/* "desk 2, sales 3": the groups of a type that --most binds; empty: none. */
static void bounds_text(const ccs_requirement_t *asked, const ccs_type_t *type, char text[TEXT])
{
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++) {
        const uint32_t g = ccs_requirement_team(asked->plan, p);
        const bool told = p > type->routing.first_pair && g == ccs_requirement_team(asked->plan, p - 1);

        if (told || n >= TEXT || !isfinite(asked->wish.most[g])) continue;
        n += (size_t) snprintf(&text[n], TEXT - n, "%s%s %g", n > 0 ? ", " : "", asked->plan->teams[g].name, asked->wish.most[g]);
    }
}

/* What keeps contacts waiting that agents cannot change. */
static void cause_text(const ccs_requirement_t *asked, const ccs_type_t *type, uint32_t period, char text[TEXT])
{
    if (type->arrivals.backlog.n > 0 && asked->period_of[0] == period)
        snprintf(text, TEXT,
            "%u contacts that wait when the run begins count there, with what they have waited already%s (types.%s.backlog)",
            type->arrivals.backlog.n, type->arrivals.backlog.n_due > 0 ? ", or by their due dates" : "", type->name);
    else if (type->arrivals.outside == CCS_OUTSIDE_WAIT)
        snprintf(text, TEXT,
            "who comes while it is closed waits until it opens, whoever is there then (types.%s.arrivals.outside)", type->name);
    else snprintf(text, TEXT, "what keeps them is not a want of agents (ccsim explain says what a contact goes through)");
}

/* The row that misses the largest part of what comes. */
static uint32_t worst_row(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome)
{
    double most = -1;
    uint32_t worst = 0;

    for (uint32_t i = 0; i < asked->n_targets * asked->n_periods; i++) {
        const double den = outcome->sums[i].den, part = outcome->slack[i] < 0 && den > 0 ? -outcome->slack[i] / den : -1;

        if (part <= most) continue;
        most = part;
        worst = i;
    }
    return worst;
}

int ccs_staff_refuse(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, ccs_err_t *err)
{
    const uint32_t row = worst_row(asked, outcome), period = row % asked->n_periods;
    const ccs_staff_target_t *const target = &asked->targets[row / asked->n_periods];
    const ccs_type_t *const type = &asked->plan->types[target->type];
    const ccs_staff_estimate_t e = ccs_staff_estimate(asked, outcome, row / asked->n_periods, period);
    char bounds[TEXT], cause[TEXT], agents[TEXT + 64], wanted[TEXT];

    bounds_text(asked, type, bounds);
    cause_text(asked, type, period, cause);
    if (bounds[0]) snprintf(agents, sizeof agents, "with the most agents allowed (%s)", bounds);
    else snprintf(agents, sizeof agents, "with any number of agents");
    if (isnan(asked->wish.probability) && target->of_abandonment)
        snprintf(wanted, sizeof wanted, "%.1f %% abandon where at most %.4g %% may", 100 * (1 - e.level),
            100 * type->target.abandoned_frac);
    else if (isnan(asked->wish.probability))
        snprintf(wanted, sizeof wanted, "its service level is %.1f %% where %.4g %% are asked for", 100 * e.level,
            100 * target->frac);
    else
        snprintf(wanted, sizeof wanted,
            "%s%.4g %% are reached in %.0f %% of the replications where %.4g %% of them are asked for",
            target->of_abandonment ? "at most " : "", 100 * (target->of_abandonment ? type->target.abandoned_frac : target->frac),
            100 * e.days_frac, 100 * asked->wish.probability);
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
        "types.%s.target: cannot be reached in %s: %s %s%s%s: %slower the target, or let it be met over more time (--by)",
        type->name, asked->plan->cells[asked->first_cell_of[period]].label, agents, wanted, bounds[0] ? "" : "; ",
        bounds[0] ? "" : cause, bounds[0] ? "raise --most, " : "");
}
