/* summary.c - which tables stand in a summary. Invariant: a figure that is not defined reads "-", one that does not apply is blank. */
#include "summary.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "figure.h"
#include "intervals_met.h"
#include "not_yet_due.h"
#include "prose.h"
#include "summary_parts.h"
#include "units.h"
#include "verdict.h"
#include "warnings.h"

static const ccs_main_figure_t CONTACT_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"balking_rate", "balked", true},
    {"containment", "contained", true}, {"asa_s", "mean answer", false}, {"wait_p95_s", "95 % within", false},
    {NULL, NULL, false}};
static const ccs_main_figure_t GROUP_FIGURES[] = {{"scheduled_agents", "scheduled", false}, {"busy_agents", "busy", false},
    {"occupancy", NULL, false}, {"aht_s", "handle time", false}, {"overtime_s", "overtime", true},
    {"rostered_agents", "rostered", true}, {"shrinkage_realised", "shrinkage", true}, {"adherence", NULL, true},
    {"not_ready", "not ready", true}, {"missed_ring_rate", "rings missed", true}, {NULL, NULL, false}};
/* Why who has a shift is not on the phones. */
static const ccs_main_figure_t ACTIVITY_FIGURES[] = {{"off_phones_planned_s", "planned", false},
    {"off_phones_s", "off the phones", false}, {"off_phones_planned", "of shifts, planned", false},
    {"off_phones", "of shifts", false}, {NULL, NULL, false}};
static const ccs_main_figure_t TRUNK_FIGURES[] = {{"busy_trunks", "busy lines", false}, {NULL, NULL, false}};
static const ccs_main_figure_t FLOW_FIGURES[] = {{"entries", "entered", false}, {"flow_containment", "contained", false},
    {"flow_containment_net", "net", false}, {"flow_s", "time in it", false}, {"busy_ports", "ports in use", false},
    {"port_occupancy", "of all", true}, {"port_blocking", "found none", true}, {"bounces", "came back", true},
    {NULL, NULL, false}};
static const ccs_main_figure_t NODE_FIGURES[] = {{"visits", NULL, false}, {"stay_s", "time there", false},
    {"task_success", "task done", true}, {"task_success_net", "net", true}, {"misroute_rate", "wrong choice", true},
    {"zero_out_rate", "zero-outs", true}, {"hang_up_rate", "hang-ups", true}, {"to_queue", "to a queue", true},
    {"ended", "contained", true}, {"session_blocking", "no session", true}, {"session_failure_rate", "broke", true},
    {"session_wait_s", "wait for a session", true}, {"session_abandonment", "gave up waiting", true}, {NULL, NULL, false}};
static const ccs_main_figure_t OUTAGE_FIGURES[] = {{"outages", "times", false}, {"outage_s", "time of it", false},
    {"availability", NULL, false}, {"stopped_s", "agent time lost", true}, {"cut_off", "talks cut off", true},
    {"kept_out", "kept out", true}, {"passed_by", "went past", true}, {"told_away", "told, not called", true},
    {"recovery_s", "to recover", false}, {NULL, NULL, false}};
static const ccs_main_figure_t RULE_FIGURES[] = {{"rule_begun", "times it began", false}, {"rule_acting", "of the time", false},
    {"ruled_agents", "agents under it", false}, {"ruled_s", "their time", false}, {NULL, NULL, false}};
static const ccs_main_figure_t CAMPAIGN_FIGURES[] = {{"attempts", "calls", false}, {"live_rate", "live", false},
    {"connects", "connected", false}, {"connects_per_agent_hour", "an agent hour", false},
    {"talk_per_agent_hour_s", "talk an agent hour", false}, {"right_parties", "right party", false},
    {"penetration", "list called", false}, {"list_reached", "list reached", false}, {"live_abandonment", "abandoned", false},
    {"conversions", NULL, true}, {"held_back", "held back", true}, {"averted", "kept away", true},
    {"outbound_revenue", "revenue", true}, {"violations_hours", "against hours", true},
    {"violations_attempts", "against caps", true}, {"violations_opt_out", "against opt-outs", true},
    {"violations_cap", "windows above the cap", true}, {NULL, NULL, false}};
/* A table for each of these kinds of entities. Where it sums up, all together have a row. Sites have none: a group need not be at one, and the
 * table of groups has the row of all. */
static const struct {
    const char *kind;
    const ccs_main_figure_t *figures;
    bool sums_up;
} KINDS[] = {{"type", CONTACT_FIGURES, true}, {"group", GROUP_FIGURES, true}, {"site", GROUP_FIGURES, false},
    {"activity", ACTIVITY_FIGURES, false}, {"flow", FLOW_FIGURES, false}, {"node", NODE_FIGURES, false},
    {"rule", RULE_FIGURES, false}, {"campaign", CAMPAIGN_FIGURES, false}, {"trunk", TRUNK_FIGURES, true},
    {"outage", OUTAGE_FIGURES, false}};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };
static const ccs_main_figure_t INTERVAL_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"balking_rate", "balked", true},
    {"asa_s", "mean answer", false}, {"queue_length", "queue", false}, {"scheduled_agents", "scheduled", false},
    {"occupancy", NULL, false}, {NULL, NULL, false}};
static const ccs_main_figure_t PAIR_FIGURES[] = {{"answers", NULL, false}, {"busy_agents", "busy", false},
    {"talk_s", NULL, false}, {"wrap_s", NULL, true}, {"aht_s", "handle time", false}, {NULL, NULL, false}};
static const ccs_main_figure_t AGENT_FIGURES[] = {{"occupancy", NULL, false}, {"answers", "contacts", false},
    {"talk_s", NULL, false}, {"wrap_s", NULL, true}, {"logged_in_s", "logged in", false}, {"idle_s", NULL, false},
    {"idle_stretches", "times idle", false}, {"longest_idle_s", "longest idle", false},
    {"longest_busy_s", "longest at work", false}, {"longest_stay_s", "without a break", false}, {"mean_gap_s", "mean gap", false},
    {"transfers", "passed on", true}, {"escalations", "went up", true}, {"transfers_received", "received", true},
    {"consults", "asked another", true}, {"consults_taken", "was asked", true}, {"off_phones_s", "off the phones", true},
    {"adherence", NULL, true}, {"conformance", NULL, true}, {NULL, NULL, false}};
/* Customers, each once whatever the legs of their contacts: where contacts may go on to another agent. */
static const ccs_main_figure_t JOURNEY_FIGURES[] = {{"journeys", "contacts", true}, {"journeys_resolved", "served", true},
    {"journeys_served", "by agents", true}, {"journeys_contained", "by self-service", true},
    {"journeys_lost_later", "lost after transfer", true}, {"journey_talks", "agents each", true},
    {"customer_service_level", "customers in time", true}, {"journey_wait_s", "wait in all", true},
    {"journey_owed_s", "owed a call", true}, {"journey_s", "from coming to leaving", true},
    {"transfer_rate", "transferred", true}, {"escalation_rate", "went up", true}, {"failed_attempt_s", "tried before", true},
    {"transferred_in", "by transfer", true}, {"drop_rate", "cut off", true}, {NULL, NULL, false}};
/* What comes of contacts, where they have outcomes. */
static const ccs_main_figure_t OUTCOME_FIGURES[] = {{"fcr", "first contact", true}, {"repeat_rate", "repeats", true},
    {"contacts_per_issue", "contacts each", true}, {"issue_resolution", "resolved in the end", true},
    {"csat_mean", "mean mark", true}, {"csat_top2", "marked 4 or 5", true}, {"nps", "nps", true}, {"ces_easy", "easy", true},
    {"churn_rate", "leave", true}, {"revenue_at_risk", "at risk", true}, {NULL, NULL, false}};
/* Who does the work, where people have careers. */
static const ccs_main_figure_t PEOPLE_FIGURES[] = {{"headcount", "filled posts", true}, {"vacancies", "vacant", true},
    {"tenure_mean", "weeks on phones", true}, {"tenure_new", "below 90 days", true}, {"tenure_work", "handle time", true},
    {"burnout_mean", "burnout", true}, {"absence_expected", "absent", true}, {"attrition_expected", "quits a year", true},
    {"quits", NULL, true}, {"hires", "new", true}, {"qa_score", "score", true}, {"coached", NULL, true}, {NULL, NULL, false}};
/* What they cost, where it is asked. */
static const ccs_main_figure_t MONEY_FIGURES[] = {{"cost_total", "cost", true}, {"cost_vendor", "of vendors", true},
    {"cost_per_contact", "each contact", true}, {"cost_per_resolution", "each resolution", true},
    {"cost_repeats", "of repeats", true}, {"cost_idle", "paid idle", true}, {"cost_full", "with what is lost", true},
    {"profit", NULL, true}, {NULL, NULL, false}};
/* What agents do in a talk beside talking: where talks have pauses, agents stay with customers whom they transfer, or ask one another. */
static const ccs_main_figure_t PAUSE_FIGURES[] = {{"setup_s", "set-up", true}, {"hold_s", "on hold", true},
    {"hold_rate", "talks with hold", true}, {"hold_hang_ups", "hung up on hold", true},
    {"company_s", "stays after transfer", true}, {"joined_rate", "joined by another", true},
    {"consult_s", "another is asked", true}, {"consult_rate", "talks with that", true},
    {"consults_answered_rate", "answered", true}, {"consulted_in", "asked", true}, {NULL, NULL, false}};
/* Customers who are called back, where some type offers it. */
static const ccs_main_figure_t CALLBACK_FIGURES[] = {{"callbacks_asked", "asked", true}, {"callbacks_accepted", "accept", true},
    {"messages_left", "left a message", true}, {"callbacks_reached", "called back", true}, {"callbacks_failed", "never", true},
    {"callbacks_hung_up", "called, gone", true}, {"callbacks_still_owed", "still owed", true},
    {"callback_delay_s", "called after", true}, {"callback_lateness_s", "late by", true},
    {"callback_punctuality", "in their slot", true}, {"callback_slots_full", "no slot", true},
    {"dial_lost_s", "calls in vain", true}, {"wait_as_counted_s", "mean answer, as counted", true},
    {"wait_incl_callbacks_s", "mean wait, both", true}, {"service_level_callbacks_wait_on", "in time, both", true},
    {"callback_aht_s", "handle time", true}, {NULL, NULL, false}};
/* How evenly work is spread over the agents of a group: where a result knows it. */
static const ccs_main_figure_t EVENNESS_FIGURES[] = {{"idle_p10", NULL, false}, {"idle_p50", NULL, false},
    {"idle_p90", NULL, false}, {"idle_cv", "idle varies", false}, {"idle_fairness", NULL, false},
    {"contacts_fairness", NULL, false}, {NULL, NULL, false}};
static const ccs_main_figure_t VARIANT_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"asa_s", "mean answer", false},
    {"wait_p95_s", "95 % within", false}, {"scheduled_agents", "scheduled", false}, {"occupancy", NULL, false},
    {"fcr", NULL, true}, {"csat_top2", NULL, true}, {"cost_total", "cost", true}, {"cost_per_contact", "each contact", true},
    {"cost_per_resolution", "each resolution", true}, {"full_time_months", "full-time months", true}, {NULL, NULL, false}};

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

/* How many of which times reach a target: the columns that stand where there are such times. */
static const struct {
    const char *head;
    ccs_intervals_met_t (*judge)(const ccs_view_t *view, uint32_t type, unsigned char *marks);
} TIMES_MET[] = {{"intervals met", ccs_intervals_met}, {"closed times met", ccs_closed_times_met}};
enum { N_TIMES_MET = sizeof TIMES_MET / sizeof *TIMES_MET };

/* Closed times are held against service levels alone. */
static ccs_intervals_met_t times_met(const ccs_view_t *v, uint32_t type, enum ccs_aim aim, uint32_t times)
{
    if (aim == CCS_AIM_SERVICE) return TIMES_MET[times].judge(v, type, NULL);
    return times == 0 ? ccs_intervals_bounded(v, type) : (ccs_intervals_met_t){.n_judged = 0};
}

/* Whether any type of any variant has such times. */
static bool judges_times(const ccs_summary_t *page, uint32_t times)
{
    for (uint32_t k = 0; k < page->n; k++)
        for (uint32_t i = 0; i < page->views[k].n_types; i++)
            for (int aim = 0; aim < CCS_N_AIMS; aim++)
                if (times_met(&page->views[k], i, (enum ccs_aim) aim, times).n_judged > 0) return true;
    return false;
}

static void set_times_met(ccs_table_t *table, uint32_t column, ccs_intervals_met_t met)
{
    char text[CCS_SUMMARY_LINE];

    if (met.n_judged == 0) return;
    snprintf(text, sizeof text, "%u of %u", met.n_met, met.n_judged);
    ccs_table_set(table, column, text, "", met.n_met < met.n_judged ? CCS_TABLE_BAD : CCS_TABLE_GOOD);
}

/* The row of a target behind the label of its type and the variant. */
static void add_target(ccs_table_t *table, const ccs_summary_t *page, const ccs_view_t *v, uint32_t type, enum ccs_aim aim)
{
    static const enum ccs_table_color colors[] = {CCS_TABLE_PLAIN, CCS_TABLE_GOOD, CCS_TABLE_BAD, CCS_TABLE_UNSURE};
    const ccs_judgement_t judged = ccs_verdict_judge(v, type, aim);
    const ccs_point_t found = judged.found;
    char wanted[CCS_WANTED_MAX], mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];
    uint32_t column = page->n > 1 ? 2 : 1;

    ccs_table_set(table, column, ccs_verdict_wanted(v, type, aim, wanted), "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column + 1, aim == CCS_AIM_SERVICE ? ccs_target_counting(&v->targets[type]) : judged.metric, "",
        CCS_TABLE_PLAIN);
    ccs_table_set(table, column + 2, ccs_figure_mean(CCS_FIGURE_SHARE, found.mean, found.half_width, mean),
        ccs_figure_interval(CCS_FIGURE_SHARE, found.mean, found.low, found.high, beside), CCS_TABLE_PLAIN);
    column += 3;
    for (uint32_t i = 0; i < N_TIMES_MET; i++)
        if (judges_times(page, i)) set_times_met(table, column++, times_met(v, type, aim, i));
    ccs_table_set(table, column, ccs_verdict_name(judged.verdict), "", colors[judged.verdict]);
}

/* What the names under "counted as" mean, each once. */
static void print_formulas(const ccs_view_t *v, FILE *to)
{
    char text[CCS_TARGET_FORMULA_MAX], before[CCS_TARGET_FORMULA_MAX];

    for (uint32_t i = 0; i < v->n_types; i++) {
        bool is_new = !isnan(v->targets[i].wanted_frac);

        ccs_target_formula(&v->targets[i], text);
        for (uint32_t k = 0; k < i && is_new; k++)
            is_new = isnan(v->targets[k].wanted_frac) || strcmp(ccs_target_formula(&v->targets[k], before), text) != 0;
        if (is_new) fprintf(to, "%s\n", text);
    }
    if (ccs_verdict_bounds(v)) fputs("abandonment_rate: abandoned / offered\n", to);
}

/* A target is one of all of the time, which may be met though many intervals are below it. */
static void print_below(const ccs_summary_t *page)
{
    for (uint32_t k = 0; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];
        const ccs_intervals_met_t met = ccs_all_intervals_met(v);
        const double length_s = v->n_intervals > 0 ? v->interval_end_s[0] - v->interval_start_s[0] : (double) NAN;

        if (page->n > 1 || met.n_met == met.n_judged) continue;
        fprintf(page->to,
            "met and missed are over all of the time; below target are %u of %u %ss, %u of them surely: ccsim show FILE --grid\n",
            met.n_judged - met.n_met, met.n_judged, ccs_prose_interval_noun(v->report, length_s), met.n_surely_below);
    }
}

/* The rows of a type in a variant. @return how many */
static uint32_t add_targets_of(ccs_table_t *table, const ccs_summary_t *page, const ccs_view_t *v, uint32_t type)
{
    uint32_t n = 0;

    for (int aim = 0; aim < CCS_N_AIMS; aim++) {
        if (ccs_verdict_judge(v, type, (enum ccs_aim) aim).verdict == CCS_VERDICT_NONE) continue;
        ccs_table_add_row(table);
        ccs_table_set(table, 0, v->labels[v->type_entity[type]], "", CCS_TABLE_PLAIN);
        if (page->n > 1) ccs_table_set(table, 1, v->name, "", CCS_TABLE_PLAIN);
        add_target(table, page, v, type, (enum ccs_aim) aim);
        n++;
    }
    return n;
}

static int print_targets(const ccs_summary_t *page)
{
    const uint32_t several = page->n > 1;
    ccs_table_t table = {0};
    uint32_t n = 0;

    ccs_table_add_column(&table, "target", CCS_TABLE_LEFT);
    if (several) ccs_table_add_column(&table, "variant", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "wanted", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "counted as", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "found", CCS_TABLE_MEASURE);
    for (uint32_t i = 0; i < N_TIMES_MET; i++)
        if (judges_times(page, i)) ccs_table_add_column(&table, TIMES_MET[i].head, CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < page->views->n_types; i++)
        for (uint32_t k = 0; k < page->n; k++) n += add_targets_of(&table, page, &page->views[k], i);
    if (n > 0) {
        const int ret = ccs_summary_print_table(&table, page);

        print_formulas(page->views, page->to);
        print_below(page);
        if (page->views->report)
            fprintf(page->to, "Figures are told by %s (clock.report): a target by interval needs report = \"interval\".\n",
                page->views->report);
        return ret;
    }
    ccs_table_free(&table);
    return 0;
}

/* A sentence, a line for each variant that has one. */
static int print_sentences(const ccs_summary_t *page, void (*say)(const ccs_view_t *view, ccs_prose_t *to))
{
    bool failed = false;

    for (uint32_t k = 0; k < page->n; k++) {
        ccs_prose_t text = {0};

        say(&page->views[k], &text);
        if (text.n > 0)
            fprintf(page->to, page->n > 1 ? "%s: %s\n" : "%s%s\n", page->n > 1 ? page->views[k].name : "", ccs_prose_text(&text));
        failed = failed || text.out_of_memory;
        ccs_prose_free(&text);
    }
    return failed ? CCS_ERR_NOMEM : 0;
}

/* ---- head ----------------------------------------------------------------------------------------------------------------- */

/* "Monday 2 March 2026" or "Monday 2 March 2026 to Friday 6 March 2026" */
static void print_days(const ccs_view_t *v, FILE *to)
{
    const ccs_variable_t *const days = ccs_dataset_find(v->data, "day");

    char first[CCS_PROSE_TIME_MAX], last[CCS_PROSE_TIME_MAX];

    if (days && days->type == CCS_DATA_TEXT && days->n > 1) {
        fprintf(to, "%s to %s", ccs_prose_date(days->data.text[0], first), ccs_prose_date(days->data.text[days->n - 1], last));
    } else if (v->n_intervals > 0) {
        fputs(ccs_prose_date(v->intervals[0], first), to);
    }
}

static int print_warnings(const ccs_summary_t *page)
{
    ccs_warnings_t warnings = {0};

    for (uint32_t i = 0; i < page->n; i++) ccs_warnings_add(&warnings, &page->views[i]);
    bool failed = warnings.out_of_memory;

    for (uint32_t i = 0; i < warnings.n; i++) {
        const char *const text = ccs_warnings_text(&warnings, i),
                          *const harmless = text ? ccs_table_harmless(&warnings.arena, text) : NULL;

        if (harmless) fprintf(page->to, "warning: %s\n", harmless);
        else failed = true;
    }
    ccs_warnings_free(&warnings);
    return failed ? CCS_ERR_NOMEM : 0;
}

/* A line of a file's, where it has one: it must not command the terminal. @return 0 or CCS_ERR_NOMEM */
static int print_line(const char *before, const char *text, FILE *to)
{
    ccs_arena_t arena = {0};
    const char *const harmless = text && *text ? ccs_table_harmless(&arena, text) : "";

    if (harmless && *harmless) fprintf(to, "%s%s\n", before, harmless);
    ccs_arena_free(&arena);
    return harmless ? 0 : CCS_ERR_NOMEM;
}

static int print_head(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    const bool steady = !strcmp(v->mode, "steady");
    const unsigned long replications = (unsigned long) v->replications;
    char share[CCS_CONFIDENCE_MAX], number[CCS_FIGURE_MAX];
    ccs_arena_t arena = {0};
    const char *const title = ccs_table_harmless(&arena, v->title);
    FILE *const to = page->to;
    int ret = 0;

    if (!title) return CCS_ERR_NOMEM;
    fprintf(to, "%s%s%s\n", page->look.colors ? "\033[1m" : "", title, page->look.colors ? "\033[0m" : "");
    ccs_arena_free(&arena);
    if (steady) fputs("steady state", to);
    else print_days(v, to);
    if (page->n > 1) fprintf(to, ", %u variants", page->n);
    fprintf(to, ", %s replication%s", ccs_figure_mean(CCS_FIGURE_NUMBER, (double) replications, 0, number),
        replications == 1 ? "" : "s");
    if (v->first_replication > 1) fprintf(to, " (from number %u on)", v->first_replication);
    if (steady && replications > 0) fprintf(to, " of %lu batches", v->n_observations / replications);
    fprintf(to, ", seed %s, ± at %s\n", v->seed, ccs_view_confidence(v, share));
    CCS_TRY(print_line("together: ", v->together_of, to));
    CCS_TRY(print_line("", v->basis, to));
    CCS_TRY(print_line("precision asked for: ", v->precision, to));
    if (!v->complete) {
        fprintf(to, "INCOMPLETE: the run was stopped after %lu of %" PRIu64 " replications\n", replications,
            v->replications_asked);
    }
out:
    return ret;
}

int ccs_summary_print_provenance(const ccs_view_t *view, FILE *to)
{
    ccs_prose_t text = {0};

    if (strcmp(view->file, view->name) != 0) ccs_prose_add(&text, "variant %s: ", view->name);
    ccs_prose_add(&text, "made by ccsim %s (%s) from scenario %s", view->version, view->revision, view->file);
    for (const char *line = view->settings; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const int n = (int) strcspn(line, "\n");

        if (strncmp(line, "--", 2) == 0) ccs_prose_add(&text, " %.*s", n, line); /* an option */
        else ccs_prose_add(&text, " %s '%.*s'", memchr(line, '=', (size_t) n) ? "--set" : "--what-if", n, line);
    }
    const int ret = text.out_of_memory ? CCS_ERR_NOMEM : print_line("", ccs_prose_text(&text), to);

    ccs_prose_free(&text);
    return ret;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------ */

/* What nobody asked for in particular. */
static int print_evenness(const ccs_summary_t *page)
{
    int ret = 0;

    if (page->views->agents.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "group", EVENNESS_FIGURES, false));
    fputs(
        "idle p10: one agent in ten is idle for no larger share of the time logged in; p90: nine in ten. fairness: Jain's index of\n"
        "agents of a group who can do the same, against an even share: 100 % where all have the same, one in n where one of n has all\n",
        page->to);
out:
    return ret;
}

static int print_journeys(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    ccs_columns_add_main(&columns, page, JOURNEY_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "type", JOURNEY_FIGURES, true));
    fputs(
        "contacts: each once, under the type as which it came, whatever its legs; offered, service level and answer are of each leg, under its type\n",
        page->to);
out:
    return ret;
}

static int print_outcomes(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    ccs_columns_add_main(&columns, page, OUTCOME_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "type", OUTCOME_FIGURES, true));
    fputs(
        "first contact: issues that the first contact resolved, as it is; what surveys and a window of days show: fcr_survey, fcr_observed\n",
        page->to);
out:
    return ret;
}

static int print_people(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    ccs_columns_add_main(&columns, page, PEOPLE_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "group", PEOPLE_FIGURES, true));
    fputs("by weeks; handle time: factor by tenure beside an old hand; absent, quits a year: as expected, by probabilities\n",
        page->to);
out:
    return ret;
}

static int print_money(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    if (ccs_view_metric(page->views, "cost_total") == CCS_DATA_NONE) return 0;
    ccs_columns_add_main(&columns, page, MONEY_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "type", MONEY_FIGURES, true));
    fputs("cost: of the run, agents by the time that they work for each type; line by line: ccsim show --statement\n", page->to);
out:
    return ret;
}

static int print_pauses(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    ccs_columns_add_main(&columns, page, PAUSE_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "type", PAUSE_FIGURES, true));
    fputs("set-up, on hold, stays after transfer, another is asked: mean of a talk, and part of its handle time\n", page->to);
out:
    return ret;
}

static int print_callbacks(const ccs_summary_t *page)
{
    ccs_columns_t columns = {0};
    int ret = 0;

    ccs_columns_add_main(&columns, page, CALLBACK_FIGURES);
    if (columns.n == 0) return 0;
    CCS_TRY(ccs_summary_print_kind(page, "type", CALLBACK_FIGURES, true));
    fputs(
        "called back: who accepts is offered, and neither answered nor abandoned; both: answered and called back, on the line and off it\n",
        page->to);
out:
    return ret;
}

static int print_main(const ccs_summary_t *page)
{
    int ret = 0;

    if (page->n > 1) {
        CCS_TRY(ccs_summary_print_variants(page, VARIANT_FIGURES));
        CCS_TRY(ccs_summary_print_differences(page, VARIANT_FIGURES));
    }
    for (size_t i = 0; page->n == 1 && i < N_KINDS; i++)
        CCS_TRY(ccs_summary_print_kind(page, KINDS[i].kind, KINDS[i].figures, KINDS[i].sums_up));
    if (page->n == 1) CCS_TRY(ccs_summary_print_channels(page));
    if (page->n == 1) CCS_TRY(print_journeys(page));
    if (page->n == 1) CCS_TRY(print_outcomes(page));
    if (page->n == 1) CCS_TRY(print_people(page));
    if (page->n == 1) CCS_TRY(print_money(page));
    if (page->n == 1) CCS_TRY(print_pauses(page));
    if (page->n == 1) CCS_TRY(print_callbacks(page));
    if (page->n == 1) CCS_TRY(print_evenness(page));
    if (page->n == 1) CCS_TRY(ccs_summary_print_required(page));
    if (page->n == 1) CCS_TRY(ccs_summary_print_doubted(page));
    CCS_TRY(print_targets(page));
    CCS_TRY(ccs_summary_print_lights(page));
    CCS_TRY(print_sentences(page, ccs_due_dates_say));
    CCS_TRY(print_sentences(page, ccs_not_yet_due_say));
    if (page->look.day) CCS_TRY(ccs_summary_print_day(page));
out:
    return ret;
}

/* A figure that was asked for and stays "-": why. */
static void print_reasons(const ccs_summary_t *page)
{
    const ccs_wanted_t *const wanted = page->wanted;

    if (strcmp(page->views->mode, "steady") != 0 || !wanted->metrics || !ccs_wanted_metric(wanted, "target_days")) return;
    fputs("target_days: not defined, as a steady state has no days\n", page->to);
}

/* Of what is told by interval, where that is not the interval of entry. */
static void print_counted_in(const ccs_summary_t *page, enum ccs_axis axis)
{
    const char *const by = page->views->intervals_by;

    if (by && (page->look.grid || axis == CCS_AXIS_INTERVAL || axis == CCS_AXIS_DAY))
        fprintf(page->to, "contacts count in the interval of their %s, not of their entry\n", by);
}

static int print_page(const ccs_summary_t *page)
{
    const ccs_wanted_t *const wanted = page->wanted;
    const enum ccs_axis axis = ccs_wanted_axis(wanted);
    ccs_columns_t columns = {0};
    int ret = 0;

    CCS_TRY(print_head(page));
    if (page->look.warnings) CCS_TRY(print_warnings(page));
    if (wanted->metrics) ccs_columns_add_wanted(&columns, page);
    if (page->look.grid) {
        CCS_TRY(ccs_summary_print_grid(page));
    } else if (ccs_axis_is_apart(axis)) {
        if (!wanted->metrics)
            ccs_columns_add_main(&columns, page,
                axis == CCS_AXIS_PAIR                 ? PAIR_FIGURES
                    : axis == CCS_AXIS_AGENT_ACTIVITY ? ACTIVITY_FIGURES
                                                      : AGENT_FIGURES);
        CCS_TRY(ccs_summary_print_apart(page, axis, &columns));
        if (axis == CCS_AXIS_AGENT && !wanted->metrics) CCS_TRY(print_evenness(page));
    } else if (axis != CCS_AXIS_RUN) {
        if (!wanted->metrics) ccs_columns_add_main(&columns, page, INTERVAL_FIGURES);
        CCS_TRY(ccs_summary_print_slices(page, &columns));
    } else if (wanted->entity) {
        CCS_TRY(ccs_summary_print_metrics(page));
    } else if (wanted->by || wanted->metrics) {
        for (size_t i = 0; !wanted->metrics && i < N_KINDS; i++) ccs_columns_add_main(&columns, page, KINDS[i].figures);
        CCS_TRY(ccs_summary_print_entities(page, &columns));
    } else {
        CCS_TRY(print_main(page));
    }
    print_counted_in(page, axis);
    print_reasons(page);
out:
    return ret;
}

int ccs_summary_print(const ccs_view_t *view, const ccs_wanted_t *wanted, ccs_look_t look, FILE *to)
{
    return print_page(&(ccs_summary_t){.views = view, .n = 1, .wanted = wanted, .look = look, .to = to});
}

int ccs_summary_print_result(const ccs_variants_t *variants, const ccs_wanted_t *wanted, ccs_look_t look, FILE *to)
{
    return print_page(&(ccs_summary_t){variants->views, variants->compares, variants->n, wanted, look, to});
}
