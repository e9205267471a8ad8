/* explain_career.c - the people of a group over months: the sentences say which effects are on and what they come to, and which loops they close. */
#include "explain_career.h"

#include <math.h>

#include "explain_parts.h"
#include "units.h"

enum { LAW = 512 /* bytes of a law in words */ };
static const double USUAL = 0.8, BUSY = 0.9; /* occupancies of which people speak */

static const char *show_round(double x, char text[60])
{
    return ccs_units_write_number(round(1000 * x) / 1000, text, 60);
}

/* Such times are told in days. */
static const char *show_days(double time_s, char text[64])
{
    char number[60];

    snprintf(text, 64, "%s d", show_round(time_s / 86400, number));
    return text;
}

/* Of how many hours of a week that is. */
static const char *show_week(double week_s, char text[64])
{
    char number[60];

    snprintf(text, 64, " of %s h a week", show_round(week_s / 3600, number));
    return text;
}

static void explain_tenure(const ccs_plan_t *plan, const ccs_career_t *c, FILE *to)
{
    char law[LAW], time[64], more[CCS_UNITS_TEXT_MAX], number[64];

    fprintf(to, "  Its people have been on the phones for a time when the run begins: %s.\n",
        ccs_show_law(plan, &c->tenure, true, law, sizeof law));
    if (c->learning.work != 0)
        fprintf(to, "  Contacts of a beginner take %s longer than those of an old hand; 37 %% of that is left after %s.\n",
            ccs_units_show_share(c->learning.work, more, sizeof more), show_days(c->learning.work_time_s, time));
    if (c->learning.quality != 0)
        fprintf(to, "  A beginner lacks %s log-odds of resolution; 37 %% of that is left after %s.\n",
            show_round(c->learning.quality, number), show_days(c->learning.quality_time_s, time));
    if (c->learning.practice_frac > 0)
        fprintf(to,
            "  Of learning %s is practice: agents who are less busy than %s of the time%s learn more slowly, busier ones faster.\n",
            ccs_units_show_share(c->learning.practice_frac, more, sizeof more),
            ccs_units_show_share(c->at.occupancy, time, sizeof time), c->at.week_s > 0 ? show_week(c->at.week_s, number) : "");
    if (c->learning.assist > 0)
        fprintf(to, "  Software assists: a time on the phones is worth %s times as much.\n",
            show_round(1 + c->learning.assist, number));
}

/* Most types that one of the group's people serves. */
static uint32_t n_served_by(const ccs_plan_t *plan, const ccs_group_t *team)
{
    uint32_t most = 0;

    for (uint32_t group = team->first_class; group < team->first_class + team->n_classes; group++) {
        const uint32_t n = ccs_plan_n_served_by(plan, group);

        if (n > most) most = n;
    }
    return most;
}

static void explain_differences(const ccs_plan_t *plan, const ccs_group_t *team, const ccs_career_t *c, FILE *to)
{
    const uint32_t n_types = n_served_by(plan, team);
    char speed[64], quality[64];

    if (c->people.speed != 0 || c->people.quality != 0)
        fprintf(to,
            "  They differ for good: standard deviations are %s in the logarithm of handle times and %s in log-odds of resolution.\n",
            show_round(c->people.speed, speed), show_round(c->people.quality, quality));
    if (c->people.by_skill != 0 && n_types > 1)
        fprintf(to, "  Contacts take %s longer for each type beyond the first that they serve: with all %lu of them %s.\n",
            ccs_units_show_share(c->people.by_skill, speed, sizeof speed), (unsigned long) n_types,
            ccs_units_show_share(c->people.by_skill * (n_types - 1), quality, sizeof quality));
    if (c->fatigue.work != 0 || c->fatigue.quality != 0)
        fprintf(to,
            "  Each hour of fatigue makes contacts %s longer and takes away %s log-odds; idle time and breaks give it back.\n",
            ccs_units_show_share(c->fatigue.work, speed, sizeof speed), show_round(c->fatigue.quality, quality));
}

static double rests_at(const ccs_career_t *c, double occupancy)
{
    const ccs_career_week_t week = {.busy_s = occupancy, .stay_s = 1};

    return ccs_burnout_rests_at(&c->burnout, ccs_burnout_demand(&c->burnout, &week), ccs_career_recovery(c, false));
}

static void explain_burnout(const ccs_career_t *c, FILE *to)
{
    char usual[64], busy[64], from[CCS_UNITS_TEXT_MAX];

    if (!(c->burnout.rises > 0)) return;
    fprintf(to,
        "  Burnout moves with the weeks: it comes to rest at %s where agents are busy 80 %% of the time and at %s where they are 90 %%",
        show_round(rests_at(c, USUAL), usual), show_round(rests_at(c, BUSY), busy));
    if (c->burnout.by_occupancy > 0)
        fprintf(to, "; up to %s it makes no difference", ccs_units_show_share(c->burnout.occupancy, from, sizeof from));
    fprintf(to, ".\n");
}

static double yearly_of(const ccs_career_t *c, double tenure_s, double burnout)
{
    const ccs_career_agent_t agent = {.tenure_s = tenure_s, .burnout = burnout};

    return ccs_career_hazard(c, &agent) * CCS_YEAR_S / CCS_WEEK_S;
}

static void explain_classes(const ccs_career_t *c, FILE *to)
{
    char time[64], share[CCS_UNITS_TEXT_MAX], size[64], trainers[64];

    if (!(c->training.time_s > 0)) return;
    fprintf(to, "  New ones are in a class for %s", show_days(c->training.time_s, time));
    if (c->training.class_size > 0) fprintf(to, ", of %s at most", show_round(c->training.class_size, size));
    if (c->training.trainers > 0)
        fprintf(to, "; there are %s at a time at most",
            ccs_show_count(c->training.trainers, "class", "classes", trainers, sizeof trainers));
    if (c->training.passes_frac < 1)
        fprintf(to, "; %s of them come to the phones", ccs_units_show_share(c->training.passes_frac, share, sizeof share));
    fprintf(to, ".\n");
}

static void explain_quits(const ccs_career_t *c, FILE *to)
{
    char old[64], young[64], time[64], share[CCS_UNITS_TEXT_MAX];

    if (!ccs_career_quits(c)) return;
    fprintf(to, "  They quit: of old hands %s a year for each, of beginners %s",
        show_round(yearly_of(c, (double) INFINITY, c->at.burnout), old), show_round(yearly_of(c, 0, c->at.burnout), young));
    if (c->attrition.by_burnout != 0)
        fprintf(to, "; at a burnout of 0.1 more %s times as many", show_round(exp(0.1 * c->attrition.by_burnout), old));
    if (ccs_attrition_jobs(&c->attrition) != 0)
        fprintf(to, "; unemployment of %s makes them %s times as many as 5 %% would, which is in these figures",
            ccs_units_show_share(c->attrition.unemployment_frac, share, sizeof share),
            show_round(exp(ccs_attrition_jobs(&c->attrition)), old));
    fprintf(to, ". Somebody new is found after %s.\n", show_days(c->lead_s, time));
    explain_classes(c, to);
    if (c->nesting.present_frac < 1 && c->nesting.time_s > 0)
        fprintf(to, "  For the first %s they are on the phones on %s of the days.\n", show_days(c->nesting.time_s, time),
            ccs_units_show_share(c->nesting.present_frac, share, sizeof share));
}

/* What the span of control makes of supervisors, and they of agents. */
static void explain_support(const ccs_career_t *c, FILE *to)
{
    const double better = ccs_career_supervisor(c);
    char span[64], sd[64];

    if (better == c->support.supervisor || (c->support.by_supervisor == 0 && c->attrition.by_supervisor == 0)) return;
    fprintf(to, "  A supervisor leads %s agents: to them supervisors are %s standard deviations %s than with %s.\n",
        show_round(c->support.span, span), show_round(fabs(better - c->support.supervisor), sd),
        better < c->support.supervisor ? "worse" : "better", show_round(c->at.span, (char[60]){""}));
}

static void explain_usability(const ccs_career_t *c, FILE *to)
{
    const double more = c->support.by_tools * (c->tools.usability - 0.5);
    char usability[60], share[CCS_UNITS_TEXT_MAX];

    if (more == 0 || !(c->burnout.rises > 0)) return;
    fprintf(to, "  Their tools, %s of 1 in ease of use, %s %s %s recovery from burnout beside tools of 0.5.\n",
        show_round(c->tools.usability, usability), more > 0 ? "add" : "take",
        ccs_units_show_share(fabs(more), share, sizeof share), more > 0 ? "to" : "from");
}

static void explain_scores(const ccs_career_t *c, FILE *to)
{
    char n[60], share[CCS_UNITS_TEXT_MAX], felt[CCS_UNITS_TEXT_MAX];

    if (!ccs_career_scores(c)) return;
    if (c->quality.coverage_frac > 0)
        fprintf(to, "  Each four weeks software scores %s of their contacts",
            ccs_units_show_share(c->quality.coverage_frac, share, sizeof share));
    else fprintf(to, "  Each four weeks evaluators score %s contacts of each", show_round(c->quality.sample, n));
    fprintf(to, "; customers feel %s of what is scored.\n", ccs_units_show_share(c->quality.alignment_frac, felt, sizeof felt));
    if (c->coaching.bottom_frac > 0 && c->coaching.time_s > 0)
        fprintf(to, "  Those with the lowest scores, %s, are coached for %s h in the four weeks that follow.\n",
            ccs_units_show_share(c->coaching.bottom_frac, share, sizeof share), show_round(c->coaching.time_s / 3600, n));
}

static void explain_tools(const ccs_career_t *c, FILE *to)
{
    char now[60], rest[60];

    if (!(c->tools.work != 0 || c->tools.quality != 0)) return;
    fprintf(to, "  What is known of what customers ask is %s when the run begins and comes to rest at %s.\n",
        show_round(c->tools.knowledge, now), show_round(ccs_tools_knowledge(&c->tools, c->tools.knowledge, 1e6), rest));
}

/* What comes back to how busy agents are. */
static void explain_loops(const ccs_plan_t *plan, const ccs_group_t *team, const ccs_career_t *c, FILE *to)
{
    const bool burns = c->burnout.rises > 0 && c->burnout.by_occupancy > 0;
    const bool absent = burns && c->burnout.absence > 0 && team->shrinks,
               quits = burns && c->attrition.by_burnout > 0 && ccs_career_quits(c), slower = burns && c->burnout.work > 0,
               repeats = burns && c->burnout.quality > 0 && plan->outcomes, greener = ccs_career_quits(c) && c->learning.work > 0,
               tires = c->fatigue.work > 0;

    if (absent || quits || slower || repeats)
        fprintf(to, "  Loop: agents busier, more burnout%s%s%s%s, agents busier.\n", absent ? ", more absent" : "",
            quits ? greener ? ", more quit, those who come are slower" : ", more quit" : "", slower ? ", contacts longer" : "",
            repeats ? ", fewer issues resolved, more contact again" : "");
    if (c->coaching.cancel_above < 1 && c->coaching.time_s > 0)
        fprintf(to, "  Loop: agents busier, no coaching, fewer issues resolved%s.\n",
            plan->outcomes ? ", more contact again, agents busier" : "");
    if (tires) fprintf(to, "  Loop: agents busier, less idle time to recover in, contacts longer, agents busier.\n");
}

void ccs_explain_career(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to)
{
    const ccs_career_t *const c = plan->careers ? &plan->careers[team->first_class] : NULL;

    if (!c || !c->is_on) return;
    explain_tenure(plan, c, to);
    explain_differences(plan, team, c, to);
    explain_support(c, to);
    explain_usability(c, to);
    explain_burnout(c, to);
    explain_quits(c, to);
    explain_scores(c, to);
    explain_tools(c, to);
    explain_loops(plan, team, c, to);
}
