/* verdict.c - the judge of targets. */
#include "verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "units.h"
#include "words.h"

enum ccs_verdict ccs_verdict_of(double wanted, ccs_point_t found)
{
    if (isnan(wanted)) return CCS_VERDICT_NONE;
    if (found.low >= wanted) return CCS_VERDICT_MET;
    if (found.high < wanted) return CCS_VERDICT_MISSED;
    return CCS_VERDICT_UNDECIDED;
}

enum ccs_verdict ccs_verdict_at_most(double wanted, ccs_point_t found)
{
    return ccs_verdict_of(-wanted, (ccs_point_t){-found.mean, found.half_width, -found.high, -found.low});
}

uint32_t ccs_verdict_badness(enum ccs_verdict verdict)
{
    static const uint32_t of[] = {0, 1, 3, 2}; /* none, met, missed, undecided */

    return of[verdict];
}

const char *ccs_verdict_name(enum ccs_verdict verdict)
{
    static const char *const names[] = {"", "met", "missed", "undecided"};

    return names[verdict];
}

ccs_point_t ccs_verdict_service(const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "service_level");

    return metric == CCS_DATA_NONE ? ccs_point_around(NAN, NAN) : ccs_view_point(view, metric, entity);
}

ccs_judgement_t ccs_verdict_judge(const ccs_view_t *view, uint32_t type, enum ccs_aim aim)
{
    const char *const metric = aim == CCS_AIM_SERVICE ? "service_level" : "abandonment_rate";
    const uint32_t id = ccs_view_metric(view, metric);
    const ccs_point_t found =
        id == CCS_DATA_NONE ? ccs_point_around(NAN, NAN) : ccs_view_point(view, id, view->type_entity[type]);
    const ccs_target_t *const target = &view->targets[type];

    return aim == CCS_AIM_SERVICE
        ? (ccs_judgement_t){metric, target->wanted_frac, found, ccs_verdict_of(target->wanted_frac, found)}
        : (ccs_judgement_t){metric, target->abandoned_frac, found, ccs_verdict_at_most(target->abandoned_frac, found)};
}

const char *ccs_verdict_wanted(const ccs_view_t *view, uint32_t type, enum ccs_aim aim, char text[CCS_WANTED_MAX])
{
    const ccs_target_t *const target = &view->targets[type];
    char share[CCS_UNITS_TEXT_MAX], time[CCS_UNITS_TEXT_MAX];

    if (aim == CCS_AIM_ABANDONMENT)
        snprintf(text, CCS_WANTED_MAX, ccs_word("at most %s"), ccs_units_show_share(target->abandoned_frac, share, sizeof share));
    else
        snprintf(text, CCS_WANTED_MAX, ccs_word("%s in %s"), ccs_units_show_share(target->wanted_frac, share, sizeof share),
            ccs_units_show_duration(target->within_s, time, sizeof time));
    return ccs_word_figures(text);
}

bool ccs_verdict_bounds(const ccs_view_t *view)
{
    for (uint32_t i = 0; i < view->n_types; i++)
        if (!isnan(view->targets[i].abandoned_frac)) return true;
    return false;
}

enum ccs_verdict ccs_verdict_on(const ccs_view_t *view, uint32_t type)
{
    const ccs_judgement_t one = ccs_verdict_judge(view, type, CCS_AIM_SERVICE),
                          other = ccs_verdict_judge(view, type, CCS_AIM_ABANDONMENT);

    return ccs_verdict_badness(other.verdict) > ccs_verdict_badness(one.verdict) ? other.verdict : one.verdict;
}

bool ccs_verdict_changes(const ccs_view_t *const views[2], uint32_t type, enum ccs_aim aim, enum ccs_verdict verdicts[2])
{
    const ccs_view_t *const base = views[0], *const other = views[1];
    const char *const name = base->entities[base->type_entity[type]];

    verdicts[0] = ccs_verdict_judge(base, type, aim).verdict;
    verdicts[1] = CCS_VERDICT_NONE;
    for (uint32_t i = 0; i < other->n_types; i++)
        if (!strcmp(other->entities[other->type_entity[i]], name)) verdicts[1] = ccs_verdict_judge(other, i, aim).verdict;
    return verdicts[0] != verdicts[1] && verdicts[0] != CCS_VERDICT_NONE && verdicts[1] != CCS_VERDICT_NONE;
}

uint32_t ccs_verdict_unmet(const ccs_view_t *view)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < CCS_N_AIMS * view->n_types; i++) {
        const enum ccs_verdict verdict = ccs_verdict_judge(view, i / CCS_N_AIMS, i % CCS_N_AIMS).verdict;

        n += verdict == CCS_VERDICT_MISSED || verdict == CCS_VERDICT_UNDECIDED;
    }
    return n;
}
