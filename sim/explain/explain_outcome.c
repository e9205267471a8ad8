/* explain_outcome.c - what comes of contacts: the sentences say which effects are on, and what they come to at the pace of the scenario. */
#include "explain_outcome.h"

#include <math.h>

#include "units.h"

static void explain_pace(const ccs_type_t *type, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX], number[64];

    if (type->pace == 1) return;
    if (type->pace < 1)
        fprintf(to, "  Agents hurry: they take %s of the time that contacts need; the times above hold that.\n",
            ccs_units_show_share(type->pace, share, sizeof share));
    else
        fprintf(to, "  Agents take their time: %s times what contacts need; the times above hold that.\n",
            ccs_units_write_number(type->pace, number, sizeof number));
}

static void explain_condition(const ccs_outcome_t *o, FILE *to)
{
    char busy[CCS_UNITS_TEXT_MAX], wait[CCS_UNITS_TEXT_MAX], number[64];

    fprintf(to, ", as measured at pace %s, agents busy %s of the time and a wait of %s",
        ccs_units_write_number(o->at.pace, number, sizeof number), ccs_units_show_share(o->at.occupancy, busy, sizeof busy),
        ccs_units_show_duration(o->at.wait_s, wait, sizeof wait));
}

static void explain_resolution(const ccs_outcome_t *o, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX], other[CCS_UNITS_TEXT_MAX];
    const double p = ccs_outcome_resolution_by(o, 1, o->pace, 0, 0);

    fprintf(to, "  Of first contacts %s resolve the issue", ccs_units_show_share(o->resolved_frac, share, sizeof share));
    explain_condition(o, to);
    if (fabs(p - o->resolved_frac) > 1e-9)
        fprintf(to, "; at the pace of this scenario %s do", ccs_units_show_share(p, share, sizeof share));
    fprintf(to, ".\n  Of customers whose issue is not resolved %s contact again; the others keep silent.\n",
        ccs_units_show_share(o->returns_frac, share, sizeof share));
    if (o->time.half > 0)
        fprintf(to, "  Resolution depends on time: with 10 %% less of it %s would be resolved, with 10 %% more %s.\n",
            ccs_units_show_share(ccs_outcome_resolution(o, 1, 0.9 * o->pace, 0), share, sizeof share),
            ccs_units_show_share(ccs_outcome_resolution(o, 1, 1.1 * o->pace, 0), other, sizeof other));
}

/* What is seen of it by who counts who comes again, where that is nothing. */
static void explain_window(const ccs_plan_t *plan, const ccs_outcome_t *o, FILE *to)
{
    char window[CCS_UNITS_TEXT_MAX];

    if (o->window_s < plan->end_s) return;
    fprintf(to, "  No window of %s after a first contact closes within the run: no first contact counts in fcr_observed.\n",
        ccs_units_show_duration(o->window_s, window, sizeof window));
}

static void explain_difficulty(const ccs_outcome_t *o, FILE *to)
{
    char kept[CCS_UNITS_TEXT_MAX], all[CCS_UNITS_TEXT_MAX], most[CCS_UNITS_TEXT_MAX], number[64];

    if (!(o->difficulty > 0)) return;
    fprintf(to,
        "  Contacts are not equally hard: the hardest lacks %s log-odds beside the easiest, and the hardest go up. Of all contacts %s would be resolved, of the easier half %s",
        ccs_units_write_number(o->difficulty, number, sizeof number),
        ccs_units_show_share(ccs_outcome_kept(o, o->pace, 1), all, sizeof all),
        ccs_units_show_share(ccs_outcome_kept(o, o->pace, 0.5), most, sizeof most));
    if (o->at.kept_frac < 1)
        fprintf(to, "; those above are of the easiest %s", ccs_units_show_share(o->at.kept_frac, kept, sizeof kept));
    fprintf(to, ".\n");
}

static void explain_visits(const ccs_outcome_t *o, FILE *to)
{
    char sent[CCS_UNITS_TEXT_MAX], fail[CCS_UNITS_TEXT_MAX], again[CCS_UNITS_TEXT_MAX], after[CCS_UNITS_TEXT_MAX];
    const double frac = o->recorded[CCS_SENT];

    if (!(frac > 0) || !(o->visit.fails_frac > 0 || o->visit.after_s > 0)) return;
    fprintf(to, "  Of resolved contacts %s send somebody, who comes after %s; %s of the visits fail",
        ccs_units_show_share(frac, sent, sizeof sent), ccs_units_show_duration(o->visit.after_s, after, sizeof after),
        ccs_units_show_share(o->visit.fails_frac, fail, sizeof fail));
    if (o->visit.fails_frac > 0 && o->visit.again_frac > 0)
        fprintf(to, ", after %s of these somebody is sent again at once",
            ccs_units_show_share(o->visit.again_frac, again, sizeof again));
    fprintf(to, ".\n");
    if (o->visit.fails_frac > 0)
        fprintf(to, "  So %s of first contacts resolve the issue in the end.\n",
            ccs_units_show_share(ccs_outcome_resolution(o, 1, o->pace, 0), sent, sizeof sent));
}

static void explain_work(const ccs_outcome_t *o, FILE *to)
{
    char from[CCS_UNITS_TEXT_MAX], above[CCS_UNITS_TEXT_MAX], number[64];

    if (o->repeat_work != 1)
        fprintf(to, "  Contacts after the first take %s times as long.\n",
            ccs_units_write_number(o->repeat_work, number, sizeof number));
    if (o->late_work != 0)
        fprintf(to, "  Contacts take %s longer for each minute that their customers have waited beyond what they were told.\n",
            ccs_units_show_share(o->late_work, from, sizeof from));
    if (o->anger.work != 1)
        fprintf(to, "  Contacts with angry customers take %s times as long.\n",
            ccs_units_write_number(o->anger.work, number, sizeof number));
    if (ccs_load_effect_is_on(&o->load))
        fprintf(to, "  Handle times depend on how busy the agent has been of late: above %s they hurry, above %s they tire.\n",
            ccs_units_show_share(o->load.from, from, sizeof from), ccs_units_show_share(o->load.to, above, sizeof above));
}

static void explain_marks(const ccs_outcome_t *o, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX];

    if (o->csat.n_marks > 0) fprintf(to, "  Customers mark each contact from 1 to 5 (csat)");
    if (o->csat.n_marks > 0 && o->survey.response_frac > 0)
        fprintf(to, "; of those who would mark 4, %s answer a survey%s",
            ccs_units_show_share(o->survey.response_frac, share, sizeof share),
            o->survey.bias > 0 ? ", who are content or not more often" : "");
    if (o->csat.n_marks > 0) fprintf(to, ".\n");
    if (o->expects != 0)
        fprintf(to, "  They expect %s than those whose marks were measured: %.3g is taken away from the log-odds of marks.\n",
            o->expects > 0 ? "more" : "less", o->expects);
    if (o->nps.n_marks > 0) fprintf(to, "  After each issue they would recommend the company or not (nps).\n");
    if (o->ces.n_marks > 0) fprintf(to, "  After each issue they mark how easy it was from 1 to 7 (ces).\n");
}

/* What of a talk and the wait before it customers mind besides, where there is any. */
static void explain_minded(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_outcome_t *o, FILE *to)
{
    const ccs_pauses_t *const pauses =
        plan->handling && plan->handling->pauses ? &plan->handling->pauses[type - plan->types] : NULL;
    double foreign = 0;

    if (o->csat.n_marks == 0 && o->ces.n_marks == 0) return;
    if (pauses && pauses->hold_frac > 0 && o->csat.hold != 0)
        fprintf(to, "  A minute on hold takes %.3g away from the log-odds of their marks.\n", o->csat.hold * log(2));
    if (type->announcement.is_made && o->csat.announced != 0)
        fprintf(to, "  Each minute beyond the wait that they were told takes %.3g away.\n", o->csat.announced);
    for (uint32_t i = 0; plan->foreign && i < type->routing.n_pairs; i++)
        foreign = fmax(foreign, plan->foreign[type->routing.first_pair + i]);
    if (o->ces.n_marks > 0 && o->ces.explain != 0)
        fprintf(to, "  Each time that they have to explain again takes %.3g away from the log-odds of ease.\n", o->ces.explain);
    if (foreign * o->csat.language != 0)
        fprintf(to, "  Service in a language foreign to them takes up to %.3g away.\n", foreign * o->csat.language);
}

static void explain_churn(const ccs_outcome_t *o, FILE *to)
{
    char first[CCS_UNITS_TEXT_MAX], later[CCS_UNITS_TEXT_MAX], never[CCS_UNITS_TEXT_MAX], number[64];

    if (!o->churn.is_on) return;
    fprintf(to,
        "  After an issue customers leave: %s where the first contact resolved it, %s where a later one did, %s where none did, each as expected",
        ccs_units_show_share(ccs_churn_at(&o->churn, 1, true, 0), first, sizeof first),
        ccs_units_show_share(ccs_churn_at(&o->churn, 2, true, 0), later, sizeof later),
        ccs_units_show_share(ccs_churn_at(&o->churn, 1, false, 0), never, sizeof never));
    if (o->churn.value > 0)
        fprintf(to, "; each is worth %s", ccs_units_write_number(round(100 * o->churn.value) / 100, number, sizeof number));
    fprintf(to, ".\n");
    if (o->churn.effort != 0 && o->ces.n_marks > 0)
        fprintf(to,
            "  Effort decides who of them it is: each mark of ease less adds %.3g to the log-odds, and over all marks it is as many as that.\n",
            o->churn.effort);
}

/* What agents may settle, and how outcomes change who comes. */
static void explain_further(const ccs_outcome_t *o, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX], every[CCS_UNITS_TEXT_MAX], number[64], other[64];

    if (o->authority_frac > 0)
        fprintf(to, "  Of contacts that would go up agents settle %s at once, as they may decide.\n",
            ccs_units_show_share(o->authority_frac, share, sizeof share));
    if (o->voice.fix_frac > 0)
        fprintf(to,
            "  The voice of the customer: every %s a review looks at the %s types most heard of; of those heard of %s times it removes %s of the fresh contacts that are left.\n",
            ccs_units_show_duration(o->voice.every_s, every, sizeof every),
            ccs_units_write_number(o->voice.causes, number, sizeof number),
            ccs_units_write_number(o->voice.needed, other, sizeof other),
            ccs_units_show_share(o->voice.fix_frac, share, sizeof share));
    if (o->customers > 0)
        fprintf(to, "  It has %s customers as the run begins: as many fewer contacts come as have left, as expected.\n",
            ccs_units_write_number(o->customers, number, sizeof number));
}

void ccs_explain_outcomes(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_outcome_t *const o = plan->outcomes ? &plan->outcomes[type - plan->types] : NULL;

    explain_pace(type, to);
    if (!o || !ccs_outcome_is_on(o)) return;
    explain_resolution(o, to);
    explain_window(plan, o, to);
    explain_difficulty(o, to);
    explain_visits(o, to);
    explain_work(o, to);
    explain_marks(o, to);
    explain_minded(plan, type, o, to);
    explain_churn(o, to);
    explain_further(o, to);
}
