/* test_money.c - what facts come to in money, by hand and to the cent: lines of the ledger, facts of money, metrics over them; and what is refused. */
#include <math.h>

#include "break_even.h"
#include "estimate.h"
#include "ledger_parts.h"
#include "money_case.h"
#include "support.h"

#define TWO_TYPES                                                                                                                \
    CLOCK "types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; b: { arrivals: { per_hour = 1; }; talk = 60; }; };"          \
          "groups: { desk: { staff = 3; }; };"

Test(money, pays_for_the_roster_and_what_stands_on_it)
{
    hand_t h;

    hand_init(&h,
        TWO_TYPES
        "costs: { wage = 20.1; overtime = 1.5; absence_paid = 0.5; benefits = \"30 %\"; overhead = 1; licence = 32; seat = 310; transition = 7;"
        "supervision: { wage = 26; agents = 13; }; turnover: { yearly = 0.48; recruiting = 1000; training = 3000; }; };");
    schedule(&h, 0, 0, 1.5);
    schedule(&h, 1, 0, 1.5);
    ccs_facts_group(&h.facts, 0, 0)[CCS_FACT_off_area] = 3600;
    ccs_facts_group(&h.facts, 0, 0)[CCS_FACT_absent_area] = 1800;
    ccs_facts_group(&h.facts, 4, 0)[CCS_FACT_overtime] = 900;         /* after close */
    ccs_facts_group(&h.facts, 4, 0)[CCS_FACT_scheduled_area] = 36000; /* there for what drains: no roster */
    work(&h, 0, 0, 3, 45);
    work(&h, 1, 1, 1, 15);
    ccs_ledger_settle(&h.ledger, &h.facts);
    /* 4 hours of the roster, of half an hour's absence half: 3.75 x 20.1 = 75.375, which is 75.38; a quarter of overtime 7.5375; benefits .3 x 82.9125 = 24.87375 */
    cr_expect_float_eq(line(&h, 0, "wages/desk", 0), 75.38, 1e-9);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 1), 4, 1e-9);
    cr_expect_float_eq(line(&h, 0, "overtime_pay/desk", 0), 7.54, 1e-9);
    cr_expect_float_eq(line(&h, 0, "benefits/desk", 0), 24.87, 1e-9);
    cr_expect_float_eq(line(&h, 0, "supervision/desk", 0), 10.40, 1e-9); /* 26 x 1.3 / 13 x 4 */
    cr_expect_float_eq(line(&h, 0, "turnover/desk", 0), 4, 1e-9);        /* .48 x 4000 / (12 x 160) x 4 */
    cr_expect_float_eq(line(&h, 0, "licences/desk", 0), 0.80, 1e-9);     /* 32 / 160 x 4 */
    cr_expect_float_eq(line(&h, 0, "seats/desk", 0), 30, 1e-9);          /* 3 seats, a day of 31 */
    cr_expect_float_eq(line(&h, 0, "overhead/desk", 0), 4, 1e-9);
    cr_expect_float_eq(line(&h, 0, "transition/desk", 0), 7, 1e-9);
    cr_expect_float_eq(line(&h, 0, "supervision/desk", 1), 4 / 13.0, 1e-9);
    cr_expect_float_eq(line(&h, 0, "turnover/desk", 1), 0.001, 1e-9); /* leavers */
    cr_expect_float_eq(line(&h, 0, "licences/desk", 1), 4 / 160.0, 1e-9);
    cr_expect_float_eq(line(&h, 0, "seats/desk", 1), 3 / 31.0, 1e-9);
    const double all = 75.38 + 7.54 + 24.87 + 10.40 + 4 + 0.80 + 30 + 4 + 7;

    cr_expect_float_eq(figure(&h, "cost_total", "all"), all, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_in_house", "all"), all, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_total", "group/desk"), all, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_total", "type/a"), 0.75 * all, 1e-9); /* by engaged time */
    cr_expect_float_eq(figure(&h, "cost_total", "type/b"), 0.25 * all, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_contact", "all"), all / 4, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_hour", "all"), all, 1e-9); /* an hour at work */
    cr_expect_float_eq(figure(&h, "cost_absence", "all"), 0.25 * 20.1 * 1.3, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_idle", "all"), 2 * 20.1 * 1.3, 1e-9);
    cr_expect_float_eq(figure(&h, "paid_hours", "all"), 4.25, 1e-9);
    cr_expect_float_eq(figure(&h, "full_time_months", "all"), 4 / 160.0, 1e-9);
    hand_free(&h);
}

Test(money, does_not_pay_posts_that_nobody_holds)
{
    hand_t h;

    hand_init(&h,
        TWO_TYPES
        "costs: { wage = 20; licence = 32; supervision: { wage = 26; agents = 13; }; }; careers: { tenure = \"400 d\"; attrition: { yearly = 1; }; };"
        "contracts: { c: { groups = [\"desk\"]; prices: { paid: { per = \"paid_hour\"; price = 30; }; }; }; };");
    schedule(&h, 0, 0, 3);
    ccs_facts_group(&h.facts, 0, 0)[CCS_FACT_off_area] = 3600;
    ccs_facts_career(&h.facts, 0, 0)[CCS_FACT_unheld_area] = 1.5 * 3600;
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 0), 50, 1e-9);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 1), 2.5, 1e-9);
    cr_expect_float_eq(line(&h, 0, "licences/desk", 0), 0.50, 1e-9);
    cr_expect_float_eq(line(&h, 0, "supervision/desk", 0), 5, 1e-9);
    cr_expect_float_eq(figure(&h, "invoice", "contract/c"), 75, 1e-9);
    cr_expect_float_eq(figure(&h, "paid_hours", "all"), 2.5, 1e-9);
    hand_free(&h);
}

Test(money, charges_what_contacts_do)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; ivr: { contained = 0.2; time = 30; }; target: { service_level = 0.8; within = 20; };"
        "outcomes: { resolved = 0.8; returns = 0.5; window = \"1 h\"; recorded: { refund = 0.1; dispatched = 0.1; sale = 0.1; }; }; reconnect: { delay = 60; };"
        "costs: { telephony = 0.015; self_service = 0.05; self_service_minute = 0.01; contained = 0.6; refund = 12.5; dispatch = 85; fine = 250; abandoned = 3;"
        "waiting = 0.2; income = 2; sale = 30; }; }; };"
        "groups: { desk: { staff = 3; }; };"
        "trunks: { main: { lines = 10; line = 31; }; };");
    double *const row = ccs_facts_at(&h.facts, ccs_facts_index(&h.facts, 1, 0)), *const out = ccs_facts_outcome(&h.facts, 1, 0);

    row[CCS_FACT_arrived] = 100;
    row[CCS_FACT_contained] = 20;
    row[CCS_FACT_ivr_area] = 100 * 30;
    row[CCS_FACT_offered] = 80;
    row[CCS_FACT_answered] = 70;
    row[CCS_FACT_abandoned] = 10;
    row[CCS_FACT_queue_area] = 1200;
    *ccs_facts_answered_within(row, 0) = 63; /* of 80: a miss */
    work(&h, 1, 0, 70, 70);
    out[CCS_FACT_outcomes] = 70;
    out[CCS_FACT_ended_first] = 60;
    out[CCS_FACT_ended_resolved] = 50;
    out[CCS_FACT_recorded_refund] = 5;
    out[CCS_FACT_field_visits] = 2;
    out[CCS_FACT_recorded_sale] = 4;
    ccs_facts_verdict(&h.facts, 1, 0)[CCS_FACT_closed_resolved] = 40;
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "telephony/a", 0), 2.10, 1e-9); /* 50 + 20 + 70 minutes */
    cr_expect_float_eq(line(&h, 0, "trunk_lines/a", 0), 10, 1e-9); /* ten lines for a day of 31 */
    cr_expect_float_eq(line(&h, 0, "self_service/a", 0), 5 + 0.5 + 12, 1e-9);
    cr_expect_float_eq(line(&h, 0, "fines/a", 0), 250, 1e-9);
    cr_expect_float_eq(line(&h, 0, "refunds/a", 0), 62.50, 1e-9);
    cr_expect_float_eq(line(&h, 0, "dispatches/a", 0), 170, 1e-9);
    cr_expect_float_eq(line(&h, 0, "loss_given_up/a", 0), 30, 1e-9);
    cr_expect_float_eq(line(&h, 0, "loss_waiting/a", 0), 4, 1e-9);
    cr_expect_float_eq(line(&h, 0, "income/a", 0), 140, 1e-9);
    cr_expect_float_eq(line(&h, 0, "sales/a", 0), 120, 1e-9);
    static const struct {
        const char *line;
        double quantity;
    } beside[] = {{"telephony/a", 140}, {"trunk_lines/a", 10 / 31.0}, {"self_service/a", 100}, {"fines/a", 1}, {"refunds/a", 5},
        {"dispatches/a", 2}, {"loss_given_up/a", 10}, {"loss_waiting/a", 20}, {"income/a", 70}, {"sales/a", 4}};

    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        cr_expect_float_eq(line(&h, 0, beside[i].line, 1), beside[i].quantity, 1e-9, "%s", beside[i].line);
    const double cost = 12.10 + 17.5 + 250 + 62.5 + 170;

    cr_expect_float_eq(figure(&h, "cost_total", "all"), cost, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_resolution", "all") * 40, cost, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_resolved_contact", "all") * 50, cost, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_contained", "all"), 17.5 / 20, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_full", "all"), cost + 34, 1e-9);
    cr_expect_float_eq(figure(&h, "profit", "all"), 260 - cost, 1e-9);
    hand_free(&h);
}

Test(money, charges_hours_for_which_lines_are_held)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; costs: { telephony = 0.01; }; }; b: { arrivals: { per_hour = 1; }; talk = 60; }; };"
        "groups: { desk: { staff = 3; }; }; trunks: { main: { lines = 10; types = [\"a\"]; hour = 1.2; }; };");
    ccs_facts_at(&h.facts, ccs_facts_index(&h.facts, 1, 0))[CCS_FACT_queue_area] = 600;
    ccs_facts_trunk(&h.facts, 1, 0)[CCS_FACT_line_area] = 5400; /* not what the type's facts say, but what was held */
    work(&h, 1, 0, 3, 50);
    work(&h, 1, 1, 3, 50);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "telephony/a", 0), 0.60, 1e-9); /* an hour at a cent a minute */
    cr_expect_float_eq(line(&h, 0, "telephony/a", 1), 60, 1e-9);
    cr_expect_float_eq(line(&h, 0, "line_hours/a", 0), 1.80, 1e-9);
    cr_expect_float_eq(line(&h, 0, "line_hours/a", 1), 1.5, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_telephony", "type/a"), 2.40, 1e-9);
    cr_expect_float_eq(line(&h, 0, "line_hours/b", 0), 0, 1e-9);
    hand_free(&h);
}

/* What a morning's lines come to, whose every second can be counted by hand; at 36 for an hour a second is a cent. */
#define LINES "trunks: { main: { lines = 10; hour = 36; }; };"
#define CALLS(more)                                                                                                                                                  \
    "types: { a: { arrivals: { replay = ((\"2026-03-02T09:00:10\"), (\"2026-03-02T09:00:20\"), (\"2026-03-02T09:00:30\")); }; ivr: { time = 5; }; talk = 100; " more \
    "}; "

static double billed(const run_t *run, uint32_t type, enum ccs_charge kind)
{
    const ccs_plan_t *const plan = run->plan;

    return ccs_ledger_at(&run->replication.flow.facts, 0, ccs_money_charge_line(plan->n_teams, type, kind))[0];
}

Test(money, counts_seconds_that_contacts_hold_lines)
{
    /* 10-115, and, as there is one agent, 20-215 and 30-315 */
    run_t *const run = run_text(CLOCK LINES CALLS("") "}; groups: { desk: { staff = 1; }; };");

    cr_expect_float_eq(billed(run, 0, CCS_CHARGE_line_hours), 1.05 + 1.95 + 2.85, 1e-9);
    run_delete(run);
}

Test(money, counts_no_lines_of_those_who_are_called_back)
{
    /* 10-115; the others give their lines back as they leave the IVR. Telephony is for all that is said on a phone: three talks */
    run_t *const run = run_text(CLOCK LINES CALLS(
        "callback: { accept = 1; idle_more_than = 0; }; ") "}; groups: { desk: { staff = 1; }; }; costs: { telephony = 0.6; };");

    cr_expect_float_eq(billed(run, 0, CCS_CHARGE_line_hours), 1.05 + 0.05 + 0.05, 1e-9);
    cr_expect_float_eq(billed(run, 0, CCS_CHARGE_telephony), 0.15 + 3, 1e-9);
    run_delete(run);
}

Test(money, counts_lines_of_attempts_that_reach_nobody)
{
    /* two numbers, which ring for 20 s and are answered, 100 s each; and two at which nobody is, one after the other, which ring for 30 s */
    run_t *const run = run_text(CLOCK LINES CALLS(
        "groups = [\"desk\"]; ") "out: { arrivals: { per_hour = 0; }; groups = [\"dialler\"]; talk = 100; }; vain: { arrivals: { per_hour = 0; }; groups = [\"others\"]; talk = 100; }; };"
                                 "groups: { desk: { staff = 1; }; dialler: { staff = 1; }; others: { staff = 1; }; };"
                                 "campaigns: { c: { type = \"out\"; list = 2; outcome: { live = 1; }; ring: { live = 20; }; pacing: { mode = \"preview\"; }; compliance: { rules = \"own\"; }; };"
                                 "d: { type = \"vain\"; list = 2; outcome: { live = 0; machine = 0; no_answer = 1; busy = 0; bad_number = 0; }; ring: { no_answer = 30; }; pacing: { mode = \"preview\"; }; compliance: { rules = \"own\"; }; }; };");

    /* all lines together, and what each type has of it */
    cr_expect_float_eq(billed(run, 0, CCS_CHARGE_line_hours), 5.85, 1e-9);
    cr_expect_float_eq(billed(run, 1, CCS_CHARGE_line_hours), 2.40, 1e-9);
    cr_expect_float_eq(billed(run, 2, CCS_CHARGE_line_hours), 0.60, 1e-9);
    run_delete(run);
}

Test(money, has_in_a_resolution_of_all_what_types_without_outcomes_cost)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; outcomes: { resolved = 0.8; }; }; b: { arrivals: { per_hour = 1; }; talk = 60; }; };"
        "groups: { desk: { staff = 3; }; }; costs: { wage = 20; };");
    schedule(&h, 0, 0, 2);
    work(&h, 0, 0, 3, 45);
    work(&h, 0, 1, 1, 15);
    ccs_facts_verdict(&h.facts, 0, 0)[CCS_FACT_closed_resolved] = 2;
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(figure(&h, "cost_per_resolution", "all") * 2, figure(&h, "cost_total", "all"), 1e-9);
    cr_expect_float_eq(figure(&h, "cost_per_resolution", "type/a") * 2, 30, 1e-9);
    cr_expect_not(isfinite(figure(&h, "cost_per_resolution", "type/b")));
    hand_free(&h);
}

Test(money, does_not_fine_a_day_that_reaches_its_target)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; target: { service_level = 0.8; within = 20; }; costs: { fine = 250; }; }; };"
        "groups: { desk: { staff = 3; }; };");
    double *const early = ccs_facts_at(&h.facts, ccs_facts_index(&h.facts, 0, 0)),
                  *const late = ccs_facts_at(&h.facts, ccs_facts_index(&h.facts, 3, 0));

    early[CCS_FACT_offered] = early[CCS_FACT_answered] = 10;
    late[CCS_FACT_offered] = late[CCS_FACT_answered] = 90;
    *ccs_facts_answered_within(late, 0) = 80; /* an interval fails, the day does not */
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_eq(line(&h, 0, "fines/a", 0), 0);
    hand_free(&h);
}

Test(money, pays_premiums_by_the_hours_of_those_who_are_there)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; groups = [\"desk\", \"other\"]; costs: { skill_pay = 2; }; }; }; groups: { desk: { staff = 3; }; other: { staff = 1; }; };"
        "costs: { wage = 10; premiums: { late: { hours = \"10:15-12:00\"; factor = 1.5; groups = [\"desk\"]; }; }; };");
    schedule(&h, 2, 0, 1); /* 10:00 to 10:30: the half of it */
    schedule(&h, 3, 0, 1);
    schedule(&h, 3, 1, 1);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 0), 12 * 1.25 + 12 * 1.5, 1e-9);
    cr_expect_float_eq(line(&h, 0, "wages/other", 0), 12, 1e-9);
    hand_free(&h);
}

Test(money, reads_what_the_group_does_not_say_at_its_site_and_in_its_currency)
{
    hand_t h;

    hand_init(&h,
        CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; groups = [\"home\", \"away\", \"own\"]; }; };"
        "sites: { bog: { costs: { wage = 20000; overtime = 2; currency = \"COP\"; }; }; };"
        "groups: { home: { staff = 1; }; away: { staff = 1; site = \"bog\"; }; own: { staff = 1; site = \"bog\"; costs: { wage = 24000; }; }; };"
        "costs: { wage = 20; overhead = 1; currencies: { COP = 0.00025; }; };");
    const ccs_pay_t *const pay = h.c.plan.money->pay;

    cr_expect_float_eq(pay[0].wage, 20, 1e-12);
    cr_expect_float_eq(pay[1].wage, 5, 1e-12);
    cr_expect_float_eq(pay[1].overtime, 2, 1e-12); /* a factor is in no currency */
    cr_expect_float_eq(pay[1].overhead, 1, 1e-12);
    cr_expect_float_eq(pay[2].wage, 6, 1e-12);
    hand_free(&h);
}

Test(money, bills_calendar_months_and_prices_rise_by_the_year)
{
    hand_t h;

    hand_init(&h,
        "clock: { start = \"2026-02-27\"; days = 4; open = \"09:00-11:00\"; }; types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; };"
        "groups: { desk: { staff = 1; }; }; costs: { wage = 10; seat = 280; prices_of = \"2025-03-01\"; indexation = 0.1; };");
    cr_assert_eq(h.c.plan.money->n_bills, 2);
    cr_expect_str_eq(h.c.plan.money->bills[0].label, "2026-02");
    cr_expect_str_eq(h.c.plan.money->bills[1].label, "2026-03");
    for (uint32_t i = 0; i < h.c.plan.periods.n; i++)
        if (h.c.plan.periods.at[i].open) schedule(&h, i, 0, 0.5);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 0), 40, 1e-9); /* two days of two hours */
    cr_expect_float_eq(line(&h, 1, "wages/desk", 0), 44, 1e-9);
    cr_expect_float_eq(line(&h, 0, "seats/desk", 0), 20, 1e-9);        /* two days of 28 */
    cr_expect_float_eq(line(&h, 1, "seats/desk", 0), 19.87, 1e-9);     /* two of 31, a tenth more: 19.871 */
    cr_expect_float_eq(figure(&h, "cost_total", "all"), 123.87, 1e-9); /* rounded as the lines are */
    hand_free(&h);
}

static void expect_refused(const char *text, const char *message)
{
    compiled_t c;

    compile_text(&c, text);
    cr_expect(c.ret != 0 && strstr(c.messages, message), "%s\n%s", text, c.messages);
    compiled_free(&c);
}

Test(money, is_refused_where_it_means_nothing)
{
    expect_refused(TWO_TYPES "costs: { wage = -1; };", "costs.wage: must be");
    expect_refused(TWO_TYPES "costs: { wages = 1; };", "did you mean \"wage\"?");
    expect_refused(CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; costs: { refund = 1; }; }; }; groups: { d: { staff = 1; }; };",
        "is never charged without outcomes.recorded.refund");
    expect_refused(CLOCK
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; costs: { fine = 1; }; }; }; groups: { d: { staff = 1; }; };",
        "is never charged without a target of the type");
    expect_refused(
        "clock: { start = \"2026-02-23\"; days = 14; report = \"week\"; open = \"09:00-11:00\"; }; types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; };"
        "groups: { d: { staff = 1; }; }; costs: { wage = 1; };",
        "cuts months in two");
    expect_refused(
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; }; groups: { d: { staff = 1; }; }; run: { mode = \"steady\"; length = 3600; }; costs: { wage = 1; };",
        "costs");
}

Test(money, is_nothing_where_nobody_asks)
{
    compiled_t c;
    ccs_facts_t shape;

    compile_sound(&c, TWO_TYPES);
    cr_expect_null(c.plan.money);
    ccs_facts_shape(&shape, &c.plan);
    cr_expect_eq(shape.blocks[CCS_BLOCK_SPEND].n_rows, 0);
    cr_expect_eq(shape.blocks[CCS_BLOCK_CHARGE].n_rows, 0);
    compiled_free(&c);
}

/* ---- where variants cost the same ----------------------------------------------------------------------------------------------- */

enum { PAID = 20 };

static ccs_statement_t statement_of(ccs_statement_line_t lines[2], double (*amounts)[2], uint32_t set)
{
    lines[0] = (ccs_statement_line_t){.role = "cost", .kind = "wages", .unit = "hours"};
    lines[1] = (ccs_statement_line_t){.role = "invoice", .kind = "price", .unit = "contacts"};
    return (ccs_statement_t){.currency = "USD",
        .n_lines = 2,
        .n_bills = 1,
        .n_replications = PAID,
        .set = set,
        .lines = lines,
        .amounts = amounts[0]};
}

/* Wages of the other variant go up and down from one replication to the next, and pairs of them make up for each other: what is left is what pairs differ by. */
Test(money, breaks_even_as_surely_as_sets_of_replications_say)
{
    ccs_statement_line_t lines[2];
    double base[PAID][2], other[PAID][2], squares = 0;

    for (uint32_t i = 0; i < PAID; i++) {
        const double of_pair = (i / 2) % 2 ? 1 : -1;

        base[i][0] = 300;
        base[i][1] = 100;
        other[i][0] = 200 + (i % 2 ? 40 : -40) + of_pair;
        other[i][1] = 180;
        squares += i % 2 ? of_pair * of_pair : 0;
    }
    for (uint32_t set = 1; set <= 2; set++) {
        const ccs_statement_t a = statement_of(lines, base, set), b = statement_of(lines, other, set);
        const ccs_break_even_t at = ccs_break_even(&a, &b, CCS_BREAK_EVEN_BILLS, true, 0.95);
        const double n = PAID / 2.0, sets = ccs_estimate_t_quantile(0.95, PAID / 2 - 1) * sqrt(squares / (n - 1) / n) / 80;

        cr_expect_float_eq(at.times, 100 / 80.0, 1e-9);
        if (set == 2) cr_expect_float_eq(at.half_width, sets, 1e-9, "%g, of ten pairs %g", at.half_width, sets);
        else cr_expect_gt(at.half_width, 20 * sets, "each for itself");
    }
}
