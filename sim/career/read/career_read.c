/* career_read.c - careers as a scenario says them. Invariant: a value that a group does not say is that of all groups, and that of all groups has a default (def/career.def). */
#include "career_read.h"

#include <math.h>
#include <string.h>

#include "career.def"
#include "read_fallback.h"
#include "read_law.h"
#include "read_value.h"

/* A row of career.def, with the reader of its shape. */
typedef struct {
    const char *path;
    double (*read)(ccs_reader_t *reader, const ccs_place_t *at);
    size_t offset;
} row_t;

static double read_number(ccs_reader_t *reader, const ccs_place_t *at)
{
    return ccs_read_amount(reader, at, (double) NAN);
}

#define OF_SHARE                                            ccs_read_share
#define OF_NUMBER                                           read_number
#define OF_TIMES                                            read_number
#define OF_DURATION                                         ccs_read_duration
#define VALUE(M, path, shape, fallback, range, text, field) {path, OF_##shape, offsetof(ccs_career_t, field)},
#define NOTHING(...)
static const row_t ROWS[] = {CCS_CAREER_VALUE_LIST(, VALUE, NOTHING)};
#undef VALUE

static void find(const ccs_reader_t *reader, const ccs_place_t owners[2], const char *path, ccs_found_t *found)
{
    (void) ccs_find_first(reader, owners, 2, path, found);
}

static void check_whole(ccs_reader_t *reader, const ccs_place_t owners[2], const char *path, double x)
{
    ccs_found_t found;

    if (isnan(x) || x == floor(x)) return;
    find(reader, owners, path, &found);
    ccs_reader_error(reader, &found.at, "must be a whole number, found %g", x);
}

/* What would never come to an end, or never begin. */
static void check(ccs_reader_t *reader, const ccs_place_t owners[2], const ccs_career_t *career)
{
    ccs_found_t found;

    check_whole(reader, owners, "training.class_size", career->training.class_size);
    check_whole(reader, owners, "training.trainers", career->training.trainers);
    find(reader, owners, "training.passes", &found);
    if (!(career->training.passes_frac > 0))
        ccs_reader_error(reader, &found.at, "must be > 0: nobody would ever come in the place of who quits");
    find(reader, owners, "burnout.recovers", &found);
    if (career->burnout.rises > 0 && !(career->burnout.recovers > 0))
        ccs_reader_error(reader, &found.at, "must be > 0 where burnout.rises is: agents would wear out for good");
}

/* ---- what does nothing ------------------------------------------------------------------------------------------------------------ */

/* A value that does nothing without another one. Effects, which presets have all of, are told only where a group says them itself. */
typedef struct {
    const char *path, *needs;
    double x; /* 0: it does nothing anyway */
    bool has, is_effect;
} need_t;

enum { N_NEEDS = 22 };

static void needs_of(const ccs_career_t *c, const ccs_group_t *team, need_t to[N_NEEDS])
{
    const bool quits = ccs_career_quits(c), burns = c->burnout.rises > 0,
               learns = c->learning.work != 0 || c->learning.quality != 0, practises = learns && c->learning.practice_frac > 0,
               knows = c->tools.work != 0 || c->tools.quality != 0,
               leads = (burns && c->support.by_supervisor != 0) || (quits && c->attrition.by_supervisor != 0),
               at_home = c->home.recovery != 0 || c->home.work != 1 || c->home.absence != 1 || c->home.attrition != 1;
    const char *const learning = "learning.work or learning.quality";
    const need_t needs[N_NEEDS] = {{"learning.practice", learning, c->learning.practice_frac, learns, false},
        {"learning.assist", learning, c->learning.assist, learns, false},
        {"learning.peers", learning, c->learning.peers, learns, true},
        {"measured_at.occupancy", "learning.practice", c->at.occupancy, practises, false},
        {"measured_at.week", "learning.practice", c->at.week_s, practises, false},
        {"people.kinship", "people.speed and people.quality", c->people.kinship, c->people.speed != 0 && c->people.quality != 0,
            true},
        {"burnout.by_occupancy", "burnout.rises", c->burnout.by_occupancy, burns, true},
        {"burnout.work", "burnout.rises", c->burnout.work, burns, true},
        {"burnout.quality", "burnout.rises", c->burnout.quality, burns, true},
        {"burnout.absence", "burnout.rises and groups.*.shrinkage.unplanned", c->burnout.absence, burns && team->shrinks, true},
        {"support.supervisor", "support.by_supervisor or attrition.by_supervisor", c->support.supervisor, leads, false},
        {"support.autonomy", "support.by_autonomy and burnout.rises", c->support.autonomy, burns && c->support.by_autonomy != 0,
            false},
        {"home.share", "home.work, home.recovery, home.absence or home.attrition", c->home.share_frac, at_home, false},
        {"attrition.by_burnout", "attrition.yearly and burnout.rises", c->attrition.by_burnout, quits && burns, true},
        {"attrition.wage", "attrition.yearly and attrition.by_wage", c->attrition.wage - 1, quits && c->attrition.by_wage != 0,
            false},
        {"hiring.lead", "attrition.yearly", c->lead_s, quits, true},
        {"training.time", "attrition.yearly", c->training.time_s, quits, true},
        {"nesting.time", "attrition.yearly", c->nesting.time_s, quits, true},
        {"coaching.bottom", "coaching.time and quality.sample or quality.coverage", c->coaching.bottom_frac,
            ccs_career_scores(c) && c->coaching.time_s > 0, false},
        {"compliance.by_form", "compliance.errors", c->compliance.by_form, c->compliance.errors_frac > 0, true},
        {"tools.launch", "tools.launch_loss and tools.work or tools.quality", c->tools.launch_s,
            c->tools.launch_loss_frac > 0 && knows, false},
        {"tools.launch_loss", "tools.launch", c->tools.launch_loss_frac, c->tools.launch_s > 0, false}};

    memcpy(to, needs, sizeof needs);
}

/* What is said for all groups, and whether it does something with any of them. */
typedef struct {
    const char *path[N_NEEDS], *needs[N_NEEDS]; /* NULL: nothing is said */
    bool met[N_NEEDS];
} doubts_t;

static const char *const NOTHING_WITHOUT = "does nothing without %s: give that too, or leave this out";

static void doubt(ccs_reader_t *reader, const ccs_place_t owners[2], const ccs_career_t *career, const ccs_group_t *team,
    doubts_t *of_all)
{
    need_t needs[N_NEEDS];
    ccs_found_t found;

    needs_of(career, team, needs);
    for (uint32_t i = 0; i < N_NEEDS; i++) {
        const need_t *const need = &needs[i];

        ccs_find_at(reader, &owners[0], need->path, &found);
        if (!need->has && need->x != 0 && found.at.given) ccs_reader_warning(reader, &found.at, NOTHING_WITHOUT, need->needs);
        if (need->is_effect || need->x == 0 || found.at.given) continue;
        of_all->path[i] = need->path;
        of_all->needs[i] = need->needs;
        of_all->met[i] = of_all->met[i] || need->has;
    }
}

/* It may be meant for some of the groups only. */
static void doubt_all(ccs_reader_t *reader, const doubts_t *of_all)
{
    const ccs_place_t careers = ccs_place_child(reader, &reader->root, "careers");
    ccs_found_t found;

    for (uint32_t i = 0; i < N_NEEDS; i++) {
        if (!of_all->path[i] || of_all->met[i]) continue;
        ccs_find_at(reader, &careers, of_all->path[i], &found);
        if (found.at.given) ccs_reader_warning(reader, &found.at, NOTHING_WITHOUT, of_all->needs[i]);
    }
}

/* ---- careers ---------------------------------------------------------------------------------------------------------------------- */

/* Agents of a group for each supervisor of all groups that lead it (groups.*.span). @return 0: none does */
static double span_over(const ccs_plan_t *plan, uint32_t led)
{
    double supervisors = 0; /* of an agent */

    for (const ccs_group_t *leader = plan->teams; leader < plan->teams + plan->n_teams; leader++)
        for (uint32_t i = 0; i < leader->n_leads; i++)
            if (leader->leads[i] == led && leader->span > 0) supervisors += 1 / leader->span;
    return supervisors > 0 ? 1 / supervisors : 0;
}

/* @return whether the people of the group have careers */
static bool read_team(ccs_reader_t *reader, const ccs_place_t *group_at, const ccs_group_t *team, ccs_career_t *career,
    doubts_t *of_all)
{
    const ccs_place_t owners[2] = {ccs_place_child(reader, group_at, "careers"),
        ccs_place_child(reader, &reader->root, "careers")};
    const size_t before = reader->errors->n_errors;
    ccs_found_t found;

    for (const row_t *row = ROWS; row < ROWS + sizeof ROWS / sizeof *ROWS; row++) {
        find(reader, owners, row->path, &found);
        *(double *) (void *) ((char *) career + row->offset) = row->read(reader, &found.at);
    }
    find(reader, owners, "tenure", &found);
    career->tenure = ccs_read_law(reader, &found.at, CCS_LAW_TIME);
    career->is_on = career->tenure.kind != CCS_DISTRIBUTION_NONE;
    if (career->is_on && reader->steady)
        ccs_reader_error(reader, &found.at,
            "a steady state has no weeks in which people change: give clock.days, or leave careers out");
    if (reader->errors->n_errors == before) check(reader, owners, career);
    if (owners[0].given && !career->is_on && reader->errors->n_errors == before)
        ccs_reader_error(reader, &owners[0],
            "says nothing without tenure: how long agents have been on the phones when the run begins");
    if (reader->errors->n_errors != before) return false;
    if (career->is_on) doubt(reader, owners, career, team, of_all);
    ccs_career_calibrate(career);
    return career->is_on;
}

static void read_careers(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan)
{
    ccs_career_t *const of_team = ccs_reader_array(reader, plan->n_teams, sizeof *of_team),
                        *const careers = ccs_reader_array(reader, plan->n_groups, sizeof *careers);
    doubts_t doubts = {.path = {NULL}};
    bool any = false;

    if (!of_team || !careers || !plan->groups || !plan->teams) return;
    for (uint32_t team = 0; team < plan->n_teams; team++)
        any = read_team(reader, &named->at[team], &plan->teams[team], &of_team[team], &doubts) || any;
    if (any) doubt_all(reader, &doubts);
    for (uint32_t team = 0; team < plan->n_teams; team++)
        if (of_team[team].support.span == 0) of_team[team].support.span = span_over(plan, team);
    for (uint32_t group = 0; group < plan->n_groups; group++) careers[group] = of_team[plan->groups[group].team];
    if (any) plan->careers = careers;
}

void ccs_behaviour_read(ccs_reader_t *reader, const ccs_named_t *types_named, const ccs_named_t *groups_named, ccs_plan_t *plan,
    ccs_type_t *types)
{
    read_careers(reader, groups_named, plan);
    ccs_outcomes_read(reader, types_named, plan, types);
}
