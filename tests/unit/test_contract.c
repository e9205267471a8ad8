/* test_contract.c - contracts by hand, to the cent: each kind of price, of term and of what goes with them; identities between contracts and costs; what is refused. */
#include "money_case.h"
#include "price.h"

/* ---- prices --------------------------------------------------------------------------------------------------------------------- */

static const ccs_price_t PLAIN = {.price = 0.615, .within_frac = 0.1, .above = 1, .forecast = NAN, .baseline = NAN};

static void expect_priced(const ccs_price_t *price, double units, double volume, double month,
    const double expected[CCS_PRICE_LINES])
{
    const ccs_priced_t x = ccs_price_units(price, units, volume, month, 1);

    for (uint32_t i = 0; i < CCS_PRICE_LINES; i++)
        cr_expect_float_eq(x.amounts[i], expected[i], 1e-9, "%g units, line %u: %.4f, not %.4f", units, i, x.amounts[i],
            expected[i]);
}

Test(contract, prices_units_to_the_cent)
{
    expect_priced(&PLAIN, 1001, 0, 1, (const double[]){615.62, 0, 0, 0}); /* 615.615 */
    expect_priced(&PLAIN, 0, 0, 1, (const double[]){0, 0, 0, 0});
    cr_expect_float_eq(ccs_price_units(&PLAIN, 1000, 0, 1, 1.03).amounts[0], 633.45, 1e-9);
}

Test(contract, prices_bands_of_the_month)
{
    static const ccs_price_band_t bands[] = {{1000, 0.5}, {2000, 0.4}};
    ccs_price_t price = PLAIN;

    price.bands = bands;
    price.n_bands = 2;
    expect_priced(&price, 900, 0, 1, (const double[]){553.50, 0, 0, 0});
    expect_priced(&price, 2500, 0, 1, (const double[]){615 + 500 + 200, 0, 0, 0});
    expect_priced(&price, 1250, 0, 0.5, (const double[]){307.5 + 250 + 100, 0, 0, 0}); /* half a month, half the numbers */
}

Test(contract, bills_a_commitment_and_a_forecast)
{
    ccs_price_t price = PLAIN;

    price.price = 4.1;
    price.minimum = 800;
    expect_priced(&price, 700, 0, 1, (const double[]){2870, 410, 0, 0});
    expect_priced(&price, 900, 0, 1, (const double[]){3690, 0, 0, 0});
    expect_priced(&price, 300, 0, 0.5, (const double[]){1230, 410, 0, 0});
    price.minimum = 0;
    price.forecast = 1000;
    price.above = 1.2;
    expect_priced(&price, 850, 0, 1, (const double[]){3485, 205, 0, 0}); /* 900 of 1,000 are paid */
    expect_priced(&price, 950, 0, 1, (const double[]){3895, 0, 0, 0});
    expect_priced(&price, 1200, 0, 1, (const double[]){4510 + 492, 0, 0, 0}); /* 100 of them dearer by a fifth */
}

Test(contract, charges_more_and_less_about_a_baseline)
{
    const ccs_price_t fee = {.per = CCS_BILLED_MONTH,
        .volume = CCS_BILLED_CONTACT,
        .price = 10000,
        .forecast = NAN,
        .above = 1,
        .baseline = 5000,
        .band_frac = 0.1,
        .additional = 2.5,
        .reduction = 1.25};

    expect_priced(&fee, 1, 5400, 1, (const double[]){10000, 0, 0, 0});
    expect_priced(&fee, 1, 5700, 1, (const double[]){10000, 0, 500, 0});
    expect_priced(&fee, 1, 4300, 1, (const double[]){10000, 0, 0, -250});
}

/* ---- terms ---------------------------------------------------------------------------------------------------------------------- */

Test(contract, holds_a_figure_against_a_term_with_a_dead_band)
{
    const ccs_contract_term_t level = {.below = true, .target = 0.8, .dead_band = 0.02, .band = 0.1},
                              cliff = {.below = true, .target = 0.8}, wait = {.target = 30, .band = 20};

    cr_expect_eq(ccs_term_frac(&level, ccs_term_gap(&level, 0.78)), 0); /* in the dead band */
    cr_expect_float_eq(ccs_term_frac(&level, ccs_term_gap(&level, 0.73)), 0.5, 1e-9);
    cr_expect_eq(ccs_term_frac(&level, ccs_term_gap(&level, 0.5)), 1); /* no more than the whole */
    cr_expect_float_eq(ccs_term_frac(&level, ccs_term_gap(&level, 0.87)), 0.5, 1e-9);
    cr_expect_lt(ccs_term_gap(&level, 0.87), 0);
    cr_expect_eq(ccs_term_frac(&cliff, ccs_term_gap(&cliff, 0.8)), 0);
    cr_expect_eq(ccs_term_frac(&cliff, ccs_term_gap(&cliff, 0.799)), 1);
    cr_expect_float_eq(ccs_term_frac(&wait, ccs_term_gap(&wait, 35)), 0.25, 1e-9);
}

/* ---- bills ---------------------------------------------------------------------------------------------------------------------- */

/* Two days of two hours in March, whose bill is two days of 31. */
#define CENTRE                                                                                                                          \
    "clock: { start = \"2026-03-07\"; days = 3; open = \"09:00-11:00\"; };"                                                             \
    "types: { a: { arrivals: { per_hour = 1; }; talk = 60; target: { service_level = 0.8; within = 20; }; groups = [\"own\", \"bog\"];" \
    "outcomes: { resolved = 0.8; returns = 0.5; window = \"1 h\"; }; reconnect: { delay = 60; }; }; };"                                 \
    "groups: { own: { staff = 1; }; bog: { staff = 1; }; };"                                                                            \
    "costs: { wage = 10; full_time = 160; };"

static uint32_t pair_of(const hand_t *self, const char *group)
{
    for (uint32_t i = 0; i < self->c.plan.n_pairs; i++)
        if (!strcmp(ccs_plan_team_of(&self->c.plan, i)->name, group)) return i;
    cr_assert_fail("no pair of %s", group);
    return 0;
}

/* The n-th open cell of a day. */
static uint32_t cell(const hand_t *self, uint32_t day, uint32_t n)
{
    for (uint32_t i = 0; i < self->c.plan.periods.n; i++)
        if (self->c.plan.periods.at[i].open && self->c.plan.periods.at[i].day == day && n-- == 0) return i;
    cr_assert_fail("no such cell");
    return 0;
}

static void offer(hand_t *self, uint32_t day, uint32_t n, double offered, double in_time)
{
    double *const row = ccs_facts_at(&self->facts, ccs_facts_index(&self->facts, cell(self, day, n), 0));

    row[CCS_FACT_offered] += offered;
    row[CCS_FACT_answered] += offered;
    *ccs_facts_answered_within(row, 0) += in_time;
}

/* What happens at the vendor: six hours of the roster and logged in, two at work, 90 talks, 60 resolutions, 6 sales. */
static void vend(hand_t *self)
{
    const uint32_t group = self->c.plan.pairs[pair_of(self, "bog")].group, at = cell(self, 1, 1);
    double *const out = ccs_facts_outcome(&self->facts, at, pair_of(self, "bog"));

    schedule(self, at, group, 6);
    work(self, at, pair_of(self, "bog"), 90, 120);
    work(self, at, pair_of(self, "own"), 30, 60);
    schedule(self, at, self->c.plan.pairs[pair_of(self, "own")].group, 2);
    out[CCS_FACT_outcomes] = 90;
    out[CCS_FACT_ended_first] = 80;
    out[CCS_FACT_first_resolved] = 56;
    out[CCS_FACT_ended_resolved] = 60;
    out[CCS_FACT_recorded_sale] = 6;
}

static void settle(hand_t *self, const char *contract)
{
    char text[4096];

    snprintf(text, sizeof text, CENTRE "contracts: { bpo: { groups = [\"bog\"]; %s }; };", contract);
    hand_init(self, text);
    vend(self);
    offer(self, 0, 0, 100, 85);
    offer(self, 0, 1, 100, 65); /* 75 % of the first day */
    offer(self, 1, 0, 100, 90);
    offer(self, 2, 0, 100, 60);
    ccs_ledger_settle(&self->ledger, &self->facts);
}

static void expect_fee(const char *price, double fee)
{
    hand_t h;

    settle(&h, price);
    cr_expect_float_eq(figure(&h, "fee", "contract/bpo"), fee, 1e-9, "%s: %.4f", price, figure(&h, "fee", "contract/bpo"));
    cr_expect_float_eq(figure(&h, "invoice", "contract/bpo"), fee, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_vendor", "all"), fee, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_in_house", "all"), 20, 1e-9); /* the client's own two hours */
    cr_expect_float_eq(figure(&h, "cost_total", "all"), fee + 20, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_total", "group/bog"), fee, 1e-9);
    cr_expect_float_eq(figure(&h, "vendor_cost", "contract/bpo"), 60, 1e-9);
    cr_expect_float_eq(figure(&h, "vendor_margin", "contract/bpo"), fee - 60, 1e-9);
    hand_free(&h);
}

Test(contract, bills_each_unit)
{
    expect_fee("prices: { p: { per = \"logged_hour\"; price = 16.51; }; };", 99.06);
    expect_fee("prices: { p: { per = \"paid_hour\"; price = 16.51; }; };", 99.06);
    expect_fee("prices: { p: { per = \"productive_hour\"; price = 17; }; };", 102);
    expect_fee("prices: { p: { per = \"productive_minute\"; price = 0.31; }; };", 111.60);
    expect_fee("prices: { p: { per = \"handle_minute\"; price = 0.62; }; };", 74.40);
    expect_fee("prices: { p: { per = \"contact\"; price = 4.1; }; };", 369);
    expect_fee("prices: { p: { per = \"resolution\"; price = 5.4; }; };", 324);
    expect_fee("prices: { p: { per = \"sale\"; price = 21; }; };", 126);
    expect_fee("prices: { p: { per = \"fte_month\"; price = 2400; }; };", 90);
    expect_fee("prices: { p: { per = \"month\"; price = 3100; }; };", 300); /* three days of 31 */
    expect_fee("prices: { p: { per = \"contact\"; price = 1; }; q: { per = \"sale\"; price = 2; }; };", 102);
    expect_fee("prices: { p: { per = \"contact\"; price = 1; }; }; minimum_bill = 3100;", 300);
    expect_fee("prices: { p: { per = \"contact\"; price = 1; minimum = 1240; }; };", 120);
    expect_fee("prices: { p: { per = \"contact\"; price = 1; bands: { b: { from = 310; price = 0.5; }; }; }; };",
        60); /* 30 of them at 1 */
}

/* Who has no seat is logged in, and not at work. */
Test(contract, an_agent_without_a_seat_is_not_productive)
{
    hand_t h;

    hand_init(&h,
        "sites: { s: { seats = 1; }; }; clock: { start = \"2026-03-07\"; days = 3; open = \"09:00-11:00\"; };"
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; }; groups: { bog: { staff = 2; site = \"s\"; }; };"
        "contracts: { bpo: { groups = \"bog\"; prices: { p: { per = \"productive_hour\"; price = 17; }; q: { per = \"logged_hour\"; price = 1; }; }; }; };");
    schedule(&h, 0, 0, 4);
    ccs_facts_halt(&h.facts, 0, 0)[CCS_FACT_stopped_area] = 2 * 3600;
    ccs_facts_halt(&h.facts, 4, 0)[CCS_FACT_stopped_area] = 9 * 3600; /* over night, which is not paid either */
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(figure(&h, "fee", "contract/bpo"), 2 * 17 + 4, 1e-9);
    hand_free(&h);
}

Test(contract, at_cost_plus_nothing_costs_what_it_costs_in_house)
{
    hand_t in_house, vendor;
    char text[4096];

    snprintf(text, sizeof text, "%s", CENTRE);
    hand_init(&in_house, text);
    vend(&in_house);
    ccs_ledger_settle(&in_house.ledger, &in_house.facts);
    settle(&vendor, "cost_plus = 0.0;");
    cr_expect_float_eq(figure(&vendor, "cost_total", "all"), figure(&in_house, "cost_total", "all"), 1e-9);
    cr_expect_float_eq(figure(&vendor, "vendor_margin", "contract/bpo"), 0, 1e-9);
    hand_free(&vendor);
    hand_free(&in_house);
    expect_fee("cost_plus = \"12 %\";", 67.20);
}

Test(contract, cuts_by_the_share_of_days_that_miss)
{
    hand_t h;

    /* days of 75 %, 90 % and 60 %; the second wins, of the others one loses half of the weight and one all of it */
    settle(&h,
        "prices: { p: { per = \"month\"; price = 31000; }; }; at_risk = \"10 %\"; bonus = \"3 %\";"
        "terms: { sl: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; per = \"day\"; dead_band = 0.02; full_at = 0.06; weight = 0.5; }; };");
    cr_expect_float_eq(figure(&h, "fee", "contract/bpo"), 3000, 1e-9);
    cr_expect_float_eq(line(&h, 0, "malus/bpo/sl", 0), -75, 1e-9); /* 3000 x .1 x .5 x (.5 + 1) / 3 */
    cr_expect_float_eq(line(&h, 0, "bonus/bpo/sl", 0), 15, 1e-9);  /* 3000 x .03 x .5 x 1 / 3 */
    cr_expect_float_eq(line(&h, 0, "malus/bpo/sl", 1), 2, 1e-9);   /* missed */
    cr_expect_float_eq(line(&h, 0, "bonus/bpo/sl", 1), 3, 1e-9);   /* judged */
    cr_expect_float_eq(figure(&h, "invoice", "contract/bpo"), 2940, 1e-9);
    cr_expect_float_eq(figure(&h, "penalty", "contract/bpo"), 75, 1e-9);
    cr_expect_float_eq(figure(&h, "penalty_months", "contract/bpo"), 1, 1e-9);
    cr_expect_float_eq(figure(&h, "terms_missed", "contract/bpo"), 2 / 3.0, 1e-9);
    cr_expect_float_eq(figure(&h, "cost_vendor", "all"), 2940, 1e-9);
    hand_free(&h);
}

Test(contract, looks_at_weeks_months_and_intervals)
{
    hand_t h;

    /* Saturday and Sunday end a week, Monday begins one: 82.0 % and 60 % */
    settle(&h,
        "prices: { p: { per = \"month\"; price = 31000; }; }; terms: {"
        "week: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; per = \"week\"; weight = 0.2; };"
        "month: { metric = \"service_level\"; of = \"type/a\"; target = 0.75; per = \"month\"; weight = 0.2; };"
        "interval: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; per = \"interval\"; weight = 0.2; };"
        "fcr: { metric = \"fcr\"; of = \"group/bog\"; target = 0.76; weight = 0.2; }; };");
    cr_expect_float_eq(line(&h, 0, "malus/bpo/week", 0), -30, 1e-9);     /* one of two: 3000 x .1 x .2 / 2 */
    cr_expect_float_eq(line(&h, 0, "malus/bpo/month", 0), 0, 1e-9);      /* 300 of 400 reach 75 % */
    cr_expect_float_eq(line(&h, 0, "malus/bpo/interval", 0), -30, 1e-9); /* two of four with contacts */
    cr_expect_float_eq(line(&h, 0, "malus/bpo/fcr", 0), -60, 1e-9);      /* 56 of 80 */
    hand_free(&h);
}

Test(contract, leaves_out_excluded_days_and_caps_credits)
{
    hand_t h;

    settle(&h,
        "prices: { p: { per = \"month\"; price = 31000; }; }; excluded_days = [\"2026-03-09\"];"
        "terms: { sl: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; per = \"day\"; credit = 120; }; };");
    cr_expect_float_eq(line(&h, 0, "credit/bpo/sl", 0), -120, 1e-9); /* the first day alone */
    cr_expect_float_eq(line(&h, 0, "malus/bpo/sl", 0), -150, 1e-9);  /* one of two */
    cr_expect_float_eq(figure(&h, "penalty", "contract/bpo"), 270, 1e-9);
    hand_free(&h);
    settle(&h,
        "prices: { p: { per = \"month\"; price = 31000; }; }; at_risk = 0; credits_most = 200;"
        "terms: { sl: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; per = \"day\"; credit = 120; }; };");
    cr_expect_float_eq(line(&h, 0, "credit/bpo/sl", 0), -200, 1e-9);
    hand_free(&h);
}

Test(contract, bills_the_transition_once_and_risks_nothing_of_it)
{
    hand_t h;

    hand_init(&h,
        "clock: { start = \"2026-01-31\"; days = 29; open = \"09:00-11:00\"; report = \"day\"; };"
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; target: { service_level = 0.8; within = 20; }; }; }; groups: { bog: { staff = 1; }; };"
        "contracts: { bpo: { groups = [\"bog\"]; transition = 5000; prices: { p: { per = \"contact\"; price = 10; }; };"
        "terms: { x: { metric = \"service_level\"; target = 0.8; }; }; }; };");
    double *const row = ccs_facts_at(&h.facts, ccs_facts_index(&h.facts, h.c.plan.periods.first_counted, 0));

    row[CCS_FACT_offered] = 10;
    row[CCS_FACT_answered] = 10;
    work(&h, h.c.plan.periods.first_counted, 0, 10, 10);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "transition/bpo", 0), 5000, 1e-9);
    cr_expect_float_eq(line(&h, 1, "transition/bpo", 0), 0, 1e-9);
    cr_expect_float_eq(line(&h, 0, "malus/bpo/x", 0), -10, 1e-9); /* a tenth of 100 */
    cr_expect_float_eq(figure(&h, "invoice", "contract/bpo"), 5090, 1e-9);
    cr_expect_float_eq(figure(&h, "penalty_share", "contract/bpo"), 0.1, 1e-12);      /* the term took a tenth, and not 0.2 % */
    cr_expect_float_eq(figure(&h, "invoice_per_hour", "contract/bpo"), 90 * 6, 1e-9); /* ten minutes at work */
    hand_free(&h);
}

Test(contract, counts_as_a_month_what_is_half_of_one)
{
    hand_t h;

    /* 28 February is a day of 28, and March is whole: the minimum bill is that part of a month's, and nothing else is told of that day as of a month */
    hand_init(&h,
        "clock: { start = \"2026-02-28\"; days = 32; open = \"09:00-11:00\"; report = \"day\"; };"
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; target: { service_level = 0.8; within = 20; }; }; }; groups: { bog: { staff = 1; }; };"
        "contracts: { bpo: { groups = [\"bog\"]; minimum_bill = 2800; terms: { x: { metric = \"asa_s\"; target = 10; }; }; }; };");
    cr_assert_eq(h.c.plan.money->n_bills, 2);
    cr_expect(!h.c.plan.money->bills[0].counts && h.c.plan.money->bills[1].counts);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "minimum/bpo", 0), 100, 1e-9);
    cr_expect_float_eq(line(&h, 1, "minimum/bpo", 0), 2800, 1e-9);
    cr_expect_float_eq(figure(&h, "fee", "contract/bpo"), 2900, 1e-9);
    cr_expect_eq(ccs_facts_bill(&h.facts, h.c.plan.money->bills[0].end - 1, 0)[CCS_FACT_bills], 0);
    cr_expect_eq(ccs_facts_bill(&h.facts, h.c.plan.money->bills[1].end - 1, 0)[CCS_FACT_bills], 1);
    hand_free(&h);
}

Test(contract, shares_what_is_gained)
{
    hand_t h;

    settle(&h,
        "prices: { p: { per = \"contact\"; price = 1; }; }; gains: { fcr: { metric = \"fcr\"; of = \"group/bog\"; baseline = 0.65; share = 0.5; worth = 8; }; };");
    cr_expect_float_eq(line(&h, 0, "gain/bpo/fcr", 0), 16, 1e-9); /* 56 - .65 x 80 = 4 */
    cr_expect_float_eq(figure(&h, "invoice", "contract/bpo"), 106, 1e-9);
    hand_free(&h);
    settle(&h,
        "prices: { p: { per = \"contact\"; price = 1; }; }; gains: { fcr: { metric = \"fcr\"; of = \"group/bog\"; baseline = 0.75; share = 0.5; worth = 8; }; };");
    cr_expect_float_eq(line(&h, 0, "gain/bpo/fcr", 0), 0, 1e-9); /* a loss is the client's */
    hand_free(&h);
}

Test(contract, gives_back_what_is_earned_back)
{
    hand_t h;

    hand_init(&h,
        "clock: { start = \"2026-03-31\"; days = 2; open = \"09:00-11:00\"; };"
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; target: { service_level = 0.8; within = 20; }; }; }; groups: { bog: { staff = 1; }; };"
        "contracts: { bpo: { groups = \"bog\"; prices: { p: { per = \"month\"; price = 31000; }; };"
        "terms: { sl: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; earn_back = 1; }; }; }; };");
    offer(&h, 0, 0, 100, 70);
    offer(&h, 1, 0, 100, 90);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "malus/bpo/sl", 0), -100, 1e-9);
    cr_expect_float_eq(line(&h, 0, "earned_back/bpo/sl", 0), 0, 1e-9);
    cr_expect_float_eq(line(&h, 1, "malus/bpo/sl", 0), 0, 1e-9);
    cr_expect_float_eq(line(&h, 1, "earned_back/bpo/sl", 0), 100, 1e-9);
    hand_free(&h);
}

/* Who is paid by the contact hurries: shorter talks, fewer issues resolved. */
Test(contract, may_change_the_pace_of_its_agents)
{
    hand_t h;

    hand_init(&h,
        CENTRE "contracts: { bpo: { groups = [\"bog\"]; pace = 0.8; prices: { p: { per = \"contact\"; price = 1; }; }; }; };");
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "own")].talk.mean, 60, 1e-9);
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "bog")].talk.mean, 48, 1e-9);
    cr_expect_eq(h.c.plan.pairs[pair_of(&h, "own")].pace, 1);
    cr_expect_eq(h.c.plan.pairs[pair_of(&h, "bog")].pace, 0.8);
    hand_free(&h);
}

Test(contract, caps_the_handle_time_of_its_agents)
{
    hand_t h;

    hand_init(&h,
        CENTRE "contracts: { bpo: { groups = [\"bog\"]; aht_cap = 45; prices: { p: { per = \"contact\"; price = 1; }; }; }; };");
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "own")].mean_handle_s, 60, 1e-9);
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "bog")].mean_handle_s, 45, 1e-9);
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "bog")].pace, 0.75, 1e-12);
    hand_free(&h);
    hand_init(&h,
        CENTRE
        "contracts: { bpo: { groups = [\"bog\"]; pace = 0.8; aht_cap = 50; prices: { p: { per = \"contact\"; price = 1; }; }; }; };");
    cr_expect_float_eq(h.c.plan.pairs[pair_of(&h, "bog")].mean_handle_s, 48, 1e-9); /* they keep it already */
    hand_free(&h);
}

Test(contract, multiplies_prices_and_wages_as_what_ifs_say)
{
    hand_t h;

    hand_init(&h,
        CENTRE
        "factors: { wage = 1.1; price = 2; };"
        "contracts: { bpo: { groups = [\"bog\"]; minimum_bill = 1; factors: { price = 1.5; }; prices: { p: { per = \"contact\"; price = 1.2;"
        "bands: { more: { from = 10; price = 0.8; }; }; baseline = 5; additional = 0.3; reduction = 0.1; }; }; }; };");
    const ccs_price_t *const price = &h.c.plan.money->contracts[0].prices[0];

    cr_expect_float_eq(price->price, 3.6, 1e-12);
    cr_expect_float_eq(price->bands[0].price, 2.4, 1e-12);
    cr_expect_float_eq(price->additional, 0.9, 1e-12);
    cr_expect_float_eq(price->reduction, 0.3, 1e-12);
    cr_expect_float_eq(h.c.plan.money->contracts[0].minimum, 1, 1e-12);
    for (uint32_t i = 0; i < h.c.plan.n_groups; i++) cr_expect_float_eq(h.c.plan.money->wages[i], 11, 1e-12);
    hand_free(&h);
}

static void expect_refused(const char *contract, const char *message)
{
    char text[4096];
    compiled_t c;

    snprintf(text, sizeof text, CENTRE "contracts: { bpo: { groups = [\"bog\"]; %s }; };", contract);
    compile_text(&c, text);
    cr_expect(c.ret != 0 && strstr(c.messages, message), "%s\n%s", contract, c.messages);
    compiled_free(&c);
}

Test(contract, is_refused_where_it_means_nothing)
{
    expect_refused("", "bills nothing");
    expect_refused("prices: { p: { per = \"minute\"; price = 1; }; };", "contracts.bpo.prices.p.per");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"csat\"; target = 1; }; };", "there is no metric");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"service_level\"; of = \"type/b\"; target = 1; }; };",
        "did you mean \"type/a\"?");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"wait_p95_s\"; target = 1; }; };", "is known of whole runs only");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"offered\"; target = 1; }; };", "needs side");
    expect_refused(
        "cost_plus = 0; terms: { x: { metric = \"fcr\"; target = 1; weight = 0.7; }; y: { metric = \"fcr\"; target = 1; weight = 0.7; }; };",
        "the weights add up to 1.4");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"burnout_mean\"; target = 1; }; };",
        "this scenario has no figure burnout_mean");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"service_level\"; of = \"type/a\"; target = 90; }; };",
        "terms.x.target: must be at most 1, as service_level is a share, found 90: write 0.9 or \"90 %\"");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"fcr\"; target = \"90\"; }; };", "write 0.9 or \"90 %\"");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"fcr\"; target = 0.9; dead_band = 2; }; };",
        "terms.x.dead_band: must be at most 1");
    expect_refused("cost_plus = 0; terms: { x: { metric = \"fcr\"; target = 0.9; full_at = 10; }; };", "write 0.1 or \"10 %\"");
    expect_refused("cost_plus = 0; gains: { x: { metric = \"fcr\"; share = 0.5; baseline = 70; }; };",
        "gains.x.baseline: must be at most 1");
    expect_refused("cost_plus = 0; aht_cap = 5;", "aht_cap: is less than a tenth of the time that a takes");
    expect_refused("cost_plus = 0; aht_cap = -5;", "contracts.bpo.aht_cap");
    expect_refused("cost_plus = 0; excluded_days = [\"soon\"];", "a date such as");
    expect_refused("cost_plus = 0; }; two: { groups = [\"bog\"]; cost_plus = 0;", "is in another contract already");
}

Test(contract, refuses_factors_that_would_change_nothing)
{
    static const struct {
        const char *text, *message;
    } cases[] = {{"factors: { wage = 1.1; };",
                     "factors.wage: there is no wage to change: the scenario says nothing of what agents are paid"},
        {"factors: { price = 1.1; };", "factors.price: there is no price to change: the scenario has no contracts with prices"},
        {"factors: { price = 1.1; }; costs: { wage = 9; };", "there is no price to change"},
        {"factors: { wage = 1.1; }; costs: { seat = 9; };", "factors.wage: there is no wage to change"},
        {"factors: { price = 1.1; }; contracts: { v: { groups = [\"desk\"]; cost_plus = 0.1; }; };",
            "factors.price: there is no price to change"},
        {"contracts: { v: { groups = [\"desk\"]; minimum_bill = 9; factors: { price = 1.1; }; }; };",
            "contracts.v.factors.price: there is no price to change: the contract has none"},
        {"groups: { desk: { staff = 1; factors: { wage = 1.1; }; }; }; costs: { seat = 9; };",
            "groups.desk.factors.wage: there is no wage to change: the scenario says nothing of what its agents are paid"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        compiled_t c;

        snprintf(text, sizeof text, "%s types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; }; %s %s", CLOCK, cases[i].text,
            strstr(cases[i].text, "groups: {") ? "" : "groups: { desk: { staff = 1; }; };");
        compile_text(&c, text);
        cr_expect(c.ret != 0 && strstr(c.messages, cases[i].message), "%s\n%s", cases[i].text, c.messages);
        compiled_free(&c);
    }
}

Test(contract, raises_pay_for_skills_where_there_is_no_other)
{
    hand_t h;

    hand_init(&h,
        CLOCK "types: { a: { arrivals: { per_hour = 1; }; talk = 60; costs: { skill_pay = 8; }; }; };"
              "groups: { desk: { staff = 1; factors: { wage = 1.5; }; }; };");
    schedule(&h, 0, 0, 1);
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(line(&h, 0, "wages/desk", 0), 12, 1e-9);
    hand_free(&h);
}

Test(contract, may_bill_a_transition_alone)
{
    hand_t h;

    hand_init(&h,
        CLOCK "types: { a: { arrivals: { per_hour = 1; }; talk = 60; }; }; groups: { desk: { staff = 1; }; };"
              "contracts: { new: { groups = [\"desk\"]; transition = 5000; }; };");
    ccs_ledger_settle(&h.ledger, &h.facts);
    cr_expect_float_eq(figure(&h, "invoice", "contract/new"), 5000, 1e-9);
    hand_free(&h);
}

Test(contract, names_the_whole_of_a_type_that_is_parted)
{
    compiled_t c;

    compile_text(&c,
        "clock: { start = \"2026-03-02\"; days = 1; open = \"09:00-11:00\"; }; groups: { bog: { staff = 3; }; };"
        "types: { a: { arrivals: { per_hour = 1; }; talk = 60; languages: { en: { share = 0.5; }; es: { share = 0.5; }; }; }; };"
        "contracts: { bpo: { groups = [\"bog\"]; cost_plus = 0; terms: { x: { metric = \"service_level\"; of = \"type/a\"; target = 0.8; }; }; }; };");
    cr_expect(c.ret != 0 && strstr(c.messages, "there is no \"type/a\" here, did you mean \"whole/a\"?"), "%s", c.messages);
    compiled_free(&c);
}
