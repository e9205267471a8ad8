/* test_findings.c - what a result says, as data: the worst interval and how sure that is, the short group, peaks, targets, the window. The
 * result is made by hand, so that each figure is known; nothing here is written or drawn. */
#include <criterion/criterion.h>

#include "grid.h"
#include "view_fixture.h"

static void open_findings(fixture_t *f, ccs_findings_t *found)
{
    ccs_err_t err = {0};

    cr_assert_eq(ccs_findings_open(found, &f->view, &err), 0, "%s", err.text);
}

static void delete (fixture_t *f)
{
    ccs_dataset_free(&f->data);
    free(f);
}

Test(findings, are_all_in_one_struct)
{
    fixture_t *const f = make_view();
    ccs_findings_t x;

    f->means[LEVEL][LOANS] = 0.66; /* surely below 70 % */
    f->half_widths[LEVEL][LOANS] = 0.02;
    open_findings(f, &x);
    cr_expect(x.scope.main == ALL && x.scope.n_open == INTERVALS && x.scope.calls && !x.scope.steady);
    cr_expect_float_eq(x.service.mean, 0.8, 1e-12);
    cr_expect(x.targets.n == 2 && x.targets.n_misses == 1 && x.targets.n_undecided == 1);
    cr_expect_not(ccs_targets_all_met(&x.targets));
    cr_expect(x.days.n == 5 && x.days.k == 2);
    cr_expect(x.lowest_type.at == 1 && x.lowest_is_clear);
    cr_expect(x.worst.interval == 1 && x.worst.first == 1 && x.worst.last == 2 && x.worst.known && !x.worst.paired);
    cr_expect(x.worst.n_ranked == 4 && x.worst.n_alike == 1);
    cr_expect(x.ranks[0] == CCS_RANKED_BETTER && x.ranks[1] == CCS_RANKED_WORST && x.ranks[2] == CCS_RANKED_WORST);
    cr_expect_eq(x.unstaffed.n, 0, "the result does not say who is scheduled");
    cr_expect(x.shortage.entity == BACK && x.shortage.is_short && x.shortage.n_first == 4 && x.shortage.n_days == 5);
    cr_expect(x.level.lowest.at == 1 && x.level.lowest.last == 2 && x.level.highest.at == 0 && !x.level.highest.clear);
    ccs_findings_free(&x);
    delete (f);
}

Test(findings, know_results_without_intervals_and_types)
{
    fixture_t *const f = make_view();
    ccs_findings_t x;

    f->view.mode = "steady";
    f->view.n_intervals = 0;
    f->view.n_types = 0;
    open_findings(f, &x);
    cr_expect(x.scope.steady && x.scope.n_open == 0 && isnan(x.scope.interval_s));
    cr_expect(x.worst.interval == CCS_DATA_NONE && x.lowest_type.at == CCS_DATA_NONE && x.targets.n == 0 && x.days.n == 0);
    cr_expect_eq(x.level.lowest.at, CCS_DATA_NONE);
    ccs_findings_free(&x);
    f->view.n_entities = 0;
    ccs_err_t err = {0};

    cr_expect_eq(ccs_findings_open(&x, &f->view, &err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "has no \"all\""), "%s", err.text);
    ccs_findings_free(&x);
    delete (f);
}

Test(findings, share_the_hours_of_their_base_or_none)
{
    fixture_t *const f = make_view(), *const other = make_view();
    ccs_findings_t base, x;
    ccs_err_t err = {0};

    open_findings(f, &base);
    cr_expect_eq(ccs_findings_open_beside(&x, &base, &other->view, &err), 0, "%s", err.text);
    cr_expect(x.scope.open == base.scope.open && x.worst.interval == 1);
    ccs_findings_free(&x);
    other->view.n_intervals--;
    cr_expect_eq(ccs_findings_open_beside(&x, &base, &other->view, &err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "cannot be compared: another horizon (4 intervals, 3 intervals)"), "%s", err.text);
    ccs_findings_free(&x);
    ccs_findings_free(&base);
    delete (f);
    delete (other);
}

Test(findings, leaves_intervals_with_hardly_a_contact_unranked)
{
    fixture_t *const f = make_view();
    unsigned char marks[INTERVALS];
    ccs_findings_t found;

    f->interval_means[OFFERED][1] = 2; /* of 50 in the others */
    open_findings(f, &found);
    const ccs_worst_t worst = ccs_worst_of(&found.scope, LEVEL, marks);

    cr_expect_eq(worst.interval, 2);
    cr_expect_eq(worst.n_ranked, 3);
    cr_expect_eq(marks[1], CCS_NOT_RANKED);
    ccs_findings_free(&found);
    delete (f);
}

Test(findings, takes_the_busier_of_groups_whose_contacts_wait_equally_long)
{
    fixture_t *const f = make_view();

    f->means[MEAN_WAIT][CARDS] = f->means[MEAN_WAIT][LOANS];
    cr_expect_eq(ccs_shortage_of(&f->view).entity, BACK);
    f->means[OCCUPANCY][DESK] = 0.99;
    cr_expect_eq(ccs_shortage_of(&f->view).entity, DESK);
    delete (f);
}

/* The desk serves both types: its wait is that of all their contacts, with the half-width of their sums. */
Test(findings, waits_of_a_group_are_those_of_all_its_contacts)
{
    fixture_t *const f = make_view();

    ((const char **) ccs_dataset_find(&f->data, "pair_group")->data.text)[1] = "desk";
    f->means[ANSWERED][LOANS] = 30;
    f->means[ABANDONED][LOANS] = 2;
    const ccs_point_t x = ccs_wait_of_group(&f->view, DESK, CCS_DATA_NONE);

    cr_expect_float_eq(x.mean, (5 * 98 + 10 * 32) / 130.0, 1e-9);
    /* sums of both types are 22, 15, 15, 15, 15 times 98 of 196: 8.2 on average, deviations 2.8 and -0.7; t(4) = 2.776 */
    cr_expect_float_eq(x.half_width, 2.776445 * sqrt((2.8 * 2.8 + 4 * 0.7 * 0.7) / 20), 1e-5);
    cr_expect(isnan(ccs_wait_of_group(&f->view, BACK, CCS_DATA_NONE).mean));
    static const uint32_t groups[] = {1, 1, 2, 2, 3}; /* deviations of three sets are 2.1, -1.4 and -0.7; t(2) = 4.303 */

    f->view.groups = groups;
    f->view.n_groups = 3;
    cr_expect_float_eq(ccs_wait_of_group(&f->view, DESK, CCS_DATA_NONE).half_width,
        4.302653 * sqrt((2.1 * 2.1 + 1.4 * 1.4 + 0.7 * 0.7) / 6) * 3 / 5, 1e-5);
    delete (f);
}

Test(findings, names_a_peak_only_where_it_can_be_told_from_the_others)
{
#define P(mean, half_width)                                                                                                      \
    {                                                                                                                            \
        mean, half_width, (mean) - (half_width), (mean) + (half_width)                                                           \
    }
    static const ccs_point_t far[] = {P(0.2, 0.02), P(0.9, 0.02), P(0.3, 0.02)},
                             near[] = {P(0.2, 0.02), P(0.9, 0.02), P(0.87, 0.02)},
                             run[] = {P(1, 0.1), P(9, 0.5), P(8.9, 0.5), P(2, 0.1), P(2, 0.1), P(2, 0.1)},
                             split[] = {P(9, 0.5), P(1, 0.1), P(8.9, 0.5), P(2, 0.1), P(2, 0.1), P(2, 0.1)},
                             unknown[] = {P(1, (double) NAN), P(9, (double) NAN)};
#undef P
    const ccs_peak_t peak = ccs_peak_of(far, 3, 1);

    cr_expect(peak.clear && peak.at == 1 && peak.first == 1 && peak.last == 1);
    cr_expect_not(ccs_peak_of(near, 3, 1).clear);
    cr_expect(ccs_peak_of(near, 3, -1).clear);
    cr_expect(ccs_peak_of(run, 6, 1).clear);
    cr_expect_eq(ccs_peak_of(run, 6, 1).last, 2);
    cr_expect_not(ccs_peak_of(split, 6, 1).clear, "far apart in time");
    cr_expect_not(ccs_peak_of(unknown, 2, 1).clear, "no intervals");
    cr_expect_eq(ccs_peak_of(NULL, 0, 1).at, CCS_DATA_NONE);
}

/* Types that go up and down together: only day by day can they be told apart. */
Test(findings, tells_types_apart_day_by_day)
{
    fixture_t *const f = make_view();
    const uint32_t types[] = {CARDS, LOANS};

    for (int r = 0; r < OBSERVATIONS; r++) {
        f->values[r][CARDS][LEVEL] = 0.4 + 0.1 * r;
        f->values[r][LOANS][LEVEL] = 0.38 + 0.1 * r + 0.001 * (r % 2);
        f->weights[r][CARDS][LEVEL] = f->weights[r][LOANS][LEVEL] = 100;
    }
    f->means[LEVEL][CARDS] = 0.6;
    f->means[LEVEL][LOANS] = 0.58;
    f->half_widths[LEVEL][CARDS] = f->half_widths[LEVEL][LOANS] = 0.2;
    cr_expect(ccs_peak_is_extreme(&f->view, LEVEL, types, 2, 1));
    for (int r = 0; r < OBSERVATIONS; r++) f->values[r][LOANS][LEVEL] = r % 2 ? 0.9 : 0.36;
    cr_expect_not(ccs_peak_is_extreme(&f->view, LEVEL, types, 2, 1));
    delete (f);
}

Test(findings, counts_intervals_below_target_by_number_and_by_contacts)
{
    fixture_t *const f = make_view();
    unsigned char marks[INTERVALS];

    f->interval_half_widths[LEVEL][CARDS * INTERVALS + 1] = 0.3; /* 60 % +- 30 of wanted 80 %: below, but not surely */
    f->interval_means[OFFERED][CARDS * INTERVALS] = 75;          /* of 150: the first interval is half of all */
    f->open[3] = 0;
    f->interval_means[ARRIVED][CARDS * INTERVALS + 3] = 5;
    const ccs_intervals_met_t met = ccs_intervals_met(&f->view, 0, marks);

    cr_expect_eq(met.n_judged, 3);
    cr_expect_eq(met.n_met, 1);
    cr_expect_eq(met.n_surely_below, 1);
    cr_expect_float_eq(met.contacts_met / met.contacts_judged, 0.6, 1e-12);
    f->interval_means[NOT_YET_DUE][CARDS * INTERVALS] = 25; /* of 75, and 50 are left of 100 that are judged */
    const ccs_intervals_met_t due = ccs_intervals_met(&f->view, 0, NULL);

    cr_expect_float_eq(due.contacts_met / due.contacts_judged, 0.5, 1e-12);
    cr_expect(marks[0] == CCS_INTERVAL_MET && marks[1] == CCS_INTERVAL_BELOW && marks[3] == CCS_INTERVAL_NOT_JUDGED);
    const ccs_intervals_met_t closed = ccs_closed_times_met(&f->view, 0, marks);

    cr_expect(closed.n_judged == 1 && closed.n_met == 1, "%u of %u", closed.n_met, closed.n_judged);
    cr_expect(marks[0] == CCS_INTERVAL_NOT_JUDGED && marks[3] == CCS_INTERVAL_MET);
    f->targets[0].wanted_frac = (double) NAN;
    cr_expect_eq(ccs_intervals_met(&f->view, 0, marks).n_judged, 0);
    cr_expect_not(ccs_is_below_target(&f->view, LEVEL, CARDS, 0.1), "no target");
    cr_expect(ccs_is_below_target(&f->view, LEVEL, LOANS, 0.1));
    delete (f);
}

Test(findings, order_intervals_from_the_worst_on)
{
    fixture_t *const f = make_view();
    ccs_findings_t x;
    uint32_t found[3];

    open_findings(f, &x);
    cr_expect_eq(ccs_worst_intervals(&x.scope, LEVEL, x.ranks, found, 3), 3);
    cr_expect(found[0] == 1 && found[1] == 2 && found[2] == 3, "%u %u %u", found[0], found[1], found[2]);
    cr_expect_eq(ccs_worst_place(&x.scope, &x.worst), 1);
    ccs_findings_free(&x);
    delete (f);
}

Test(findings, join_neighbours_of_a_mark)
{
    static const unsigned char marks[] = {1, 1, 0, 2, 1, 0, 1};
    ccs_below_target_t s;
    uint32_t from = 0;

    cr_expect_eq(ccs_stretch_count(marks, 7, 1), 3);
    cr_expect(ccs_stretch_next(marks, 7, 1, &from, &s) && s.first == 0 && s.last == 1);
    cr_expect(ccs_stretch_next(marks, 7, 1, &from, &s) && s.first == 4 && s.last == 4);
    cr_expect(ccs_stretch_next(marks, 7, 1, &from, &s) && s.first == 6 && s.last == 6);
    cr_expect_not(ccs_stretch_next(marks, 7, 1, &from, &s));
    cr_expect_eq(ccs_stretch_count(marks, 0, 1), 0);
}

/* Three days of four half-hours. */
Test(findings, show_whole_days_about_what_matters)
{
    static const char *const starts[] = {"2026-03-03T09:00", "2026-03-03T09:30", "2026-03-03T10:00", "2026-03-03T10:30",
        "2026-03-04T09:00", "2026-03-04T09:30", "2026-03-04T10:00", "2026-03-04T10:30", "2026-03-05T09:00", "2026-03-05T09:30",
        "2026-03-05T10:00", "2026-03-05T10:30"};
    const ccs_view_t view = {.intervals = starts, .n_intervals = 12};
    uint32_t open[12];
    const ccs_scope_t scope = {.view = &view, .open = open, .n_open = 12};
    static const struct {
        uint32_t about;
        ccs_window_limits_t limits;
        ccs_window_t window;
    } cases[] = {{5, {12, 12}, {0, 12}}, {5, {4, 4}, {4, 4}}, {5, {8, 4}, {0, 8}}, {9, {8, 4}, {4, 8}}, {0, {11, 4}, {0, 8}}};

    for (uint32_t i = 0; i < 12; i++) open[i] = i;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_window_t w = ccs_window_about(&scope, cases[i].about, cases[i].limits);

        cr_expect(w.from == cases[i].window.from && w.n == cases[i].window.n, "%zu: %u, %u", i, w.from, w.n);
    }
}

/* Cards want 80 %: 90 ± 5 is green, 60 and 62 ± 5 are red. Loans want 70 %, and the last half-hour of theirs holds it. */
Test(grid, is_red_and_green_only_where_the_whole_interval_says_so)
{
    fixture_t *const f = make_view();
    unsigned char marks[INTERVALS];

    f->interval_means[LEVEL][LOANS * INTERVALS + 3] = 0.72;
    const ccs_grid_t grid = ccs_grid_of(&f->view);

    cr_assert(grid.n == 4 && grid.n_groups == 2 && grid.entities[0] == DESK && grid.entities[3] == LOANS);
    const ccs_grid_count_t cards = ccs_grid_count(&grid, 2, marks), loans = ccs_grid_count(&grid, 3, NULL);

    cr_expect(cards.n_judged == 4 && cards.n_met == 2 && cards.n_missed == 2 && cards.n_undecided == 0);
    cr_expect(marks[0] == CCS_VERDICT_MET && marks[1] == CCS_VERDICT_MISSED && marks[2] == CCS_VERDICT_MISSED);
    cr_expect(loans.n_met == 1 && loans.n_missed == 2 && loans.n_undecided == 1);
    f->open[0] = 0;
    cr_expect_eq(ccs_grid_count(&grid, 2, NULL).n_judged, 3, "closed times are no half-hours");
    f->view.n_intervals = 0;
    cr_expect_eq(ccs_grid_of(&f->view).n, 0);
    delete (f);
}

Test(grid, a_group_is_as_the_type_that_is_worst_off)
{
    fixture_t *const f = make_view();

    ((const char **) ccs_dataset_find(&f->data, "pair_group")->data.text)[1] = "desk";
    f->interval_means[LEVEL][CARDS * INTERVALS] = 0.82; /* 80 % lies within: amber; loans are green */
    const ccs_grid_t grid = ccs_grid_of(&f->view);
    const ccs_grid_cell_t first = ccs_grid_cell(&grid, 0, 0), second = ccs_grid_cell(&grid, 0, 1);

    cr_expect(first.type == 0 && first.verdict == CCS_VERDICT_UNDECIDED);
    cr_expect_float_eq(first.level.mean, 0.82, 1e-12);
    cr_expect(second.type == 0 && second.verdict == CCS_VERDICT_MISSED, "both are red, cards are farther below their target");
    cr_expect(ccs_grid_cell(&grid, 1, 0).type == CCS_DATA_NONE, "the back office serves nobody now");
    cr_expect(isnan(first.required) && isnan(first.gap) && isnan(first.scheduled));
    delete (f);
}

Test(grid, has_the_gap_where_a_result_knows_what_is_required)
{
    fixture_t *const f = make_view();
    static const double required[INTERVALS][2] = {{4, 2}, {5, 2}, {6, 3}, {(double) NAN, 1}};
    const uint32_t dims[] = {ccs_dataset_add_dim(&f->data, "interval", INTERVALS), ccs_dataset_add_dim(&f->data, "group", 2)};

    memcpy(ccs_dataset_add(&f->data, "group", CCS_DATA_TEXT, &dims[1], 1)->data.text, (const char *const[]){"back", "desk"},
        2 * sizeof(char *));
    memcpy(ccs_dataset_add(&f->data, "required_agents", CCS_DATA_F64, dims, 2)->data.f64, required, sizeof required);
    ccs_grid_t grid = ccs_grid_of(&f->view);

    grid.scheduled = OCCUPANCY; /* what applies to groups by interval in this result */
    f->interval_means[OCCUPANCY][DESK * INTERVALS + 1] = 1.5;
    const ccs_grid_cell_t cell = ccs_grid_cell(&grid, 0, 1);

    cr_expect(cell.required == 2 && cell.scheduled == 1.5 && cell.gap == -0.5);
    cr_expect(isnan(ccs_grid_cell(&grid, 2, 1).required), "types need no agents of their own");
    delete (f);
}
