/* test_formula.c - the closed formulas against exact figures that were computed elsewhere. The figures with 12 digits are closed
 * forms and solved Markov chains; the extreme ones were summed over the chain in 40-digit arithmetic; those of other programs
 * and papers are as printed. The tolerances are the figures' own rounding. */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <criterion/criterion.h>

#include "formula.h"

#define ALL  CCS_FORMULA_UNLIMITED
#define NONE ((double) NAN)

enum { N_FIGURES = 13, N_CURVE = 4 };

typedef struct {
    double rate_per_h, handle_s;
    uint32_t agents;
    double patience_s, balk;
    uint32_t places, lines;
} model_t;

/* In the order of ccs_formula_out_t, the load left out. */
static const char *const figure_names[N_FIGURES] = {"p_wait", "p_blocked", "p_balked", "p_abandoned", "p_answered", "mean_wait_s",
    "asa_s", "asa_of_waiting_s", "wait_sd_s", "mean_time_to_abandon_s", "queue_length", "busy_agents", "occupancy"};

static const struct {
    const char *name;
    model_t model;
    double expected[N_FIGURES];
} cases[] = {
    {"erlangB_1", {120, 240, 10, HUGE_VAL, 0, 0, ALL},
        {0, 0.121661064253, 0, 0, 0.878338935747, 0, 0, NONE, 0, NONE, 0, 7.02671148598, 0.702671148598}},
    {"erlangB_2", {100, 300, 8, HUGE_VAL, 0, 0, ALL},
        {0, 0.253873705751, 0, 0, 0.746126294249, 0, 0, NONE, 0, NONE, 0, 6.21771911874, 0.777214889843}},
    {"erlangC_1", {100, 300, 10, HUGE_VAL, 0, ALL, ALL},
        {0.487610608006, 0.0, 0, 0.0, 1.0, 87.7699094411, 87.7699094411, 180.0, 154.575581498, NONE, 2.43805304003, 8.33333333333,
            0.833333333333}},
    {"erlangC_2_high_load", {345, 240, 24, HUGE_VAL, 0, ALL, ALL},
        {0.774465969611, 0.0, 0, 0.0, 1.0, 185.871832707, 185.871832707, 240.0, 233.816469705, NONE, 17.8127173011, 23.0,
            0.958333333333}},
    {"erlangC_3_one_agent", {9, 240, 1, HUGE_VAL, 0, ALL, ALL},
        {0.6, 0.0, 0, 0.0, 1.0, 360.0, 360.0, 600.0, 549.909083395, NONE, 0.9, 0.6, 0.6}},
    {"erlangA_1", {100, 300, 10, 120, 0, ALL, ALL},
        {0.269577011212, 0.0, 0, 0.0851046490036, 0.914895350996, 10.2125578804, 7.97259886687, 39.5403059372, 22.3213038209,
            34.2926535264, 0.283682163345, 7.62412792497, 0.762412792497}},
    {"erlangA_2_overload", {600, 300, 42, 180, 0, ALL, ALL},
        {0.814459298402, 0.0, 0, 0.173636524992, 0.826363475008, 31.2545744985, 31.7404880222, 40.9304741791, 29.8012643336,
            28.9420357741, 5.20909574975, 41.3181737504, 0.983766041677}},
    {"erlangA_3_MMCAb_steady", {252, 120, 12, 60, 0, ALL, ALL},
        {0.127372281809, 0.0, 0, 0.0296789055424, 0.970321094458, 1.78073433254, 1.44360462055, 14.3383315114, 5.95955382737,
            12.8028412848, 0.124651403278, 8.15069719344, 0.67922476612}},
    {"erlangA_4_service_level_curve", {220, 210, 14, 90, 0, ALL, ALL},
        {0.337927214769, 0.0, 0, 0.0922325458841, 0.907767454116, 8.30092912957, 6.94502295549, 25.6597582508, 16.1433985361,
            21.6459743504, 0.507279002362, 11.6496823278, 0.832120166273}},
    {"erlangA_balk_1", {100, 300, 10, 200, 0.15, ALL, ALL},
        {0.222376434486, 0.0, 0.0392429002035, 0.0489678539016, 0.911789245895, 10.1935970938, 8.58068872866, 45.1176042084,
            25.0614728479, 40.2262079754, 0.272043632787, 7.59824371579, 0.759824371579}},
    {"trunks_1", {100, 300, 9, 200, 0, ALL, 14},
        {0.39786730446, 0.0132148707288, 0, 0.103409305823, 0.883375823448, 20.9588293856, 18.1051299049, 54.3155020832,
            36.8384534478, 45.3366076581, 0.574496143463, 7.3614651954, 0.817940577266}},
    {"trunks_2_no_abandon", {252, 120, 12, HUGE_VAL, 0, ALL, 17},
        {0.156365324736, 0.00947687430251, 0, 0.0, 0.990523125697, 3.66745444556, 3.66745444556, 23.232122895, 11.6349170051,
            NONE, 0.254288890854, 8.32039425586, 0.693366187988}},
    {"gmr_table_erlangC", {2880, 60, 50, HUGE_VAL, 0, ALL, ALL},
        {0.694455611197, 0.0, 0, 0.0, 1.0, 20.8336683359, 20.8336683359, 30.0, 28.5653350028, NONE, 16.6669346687, 48.0, 0.96}},
    {"gmr_table_erlangA", {2880, 60, 50, 120, 0, ALL, ALL},
        {0.467774068554, 0.0, 0, 0.0309122491622, 0.969087750838, 3.70946989946, 3.61590023955, 8.02112813448, 5.94142917647,
            6.64284465305, 2.96757591957, 46.5162120402, 0.930324240804}},
};

/* sl_offered, sl_incl_abandoned, sl_answered, sl_excl_abandoned */
static const struct {
    const char *name;
    double within_s;
    double expected[N_CURVE];
} curves[] = {
    {"erlangC_1", 20, {0.563666856661, 0.563666856661, 0.563666856661, 0.563666856661}},
    {"erlangC_2_high_load", 30, {0.316536180661, 0.316536180661, 0.316536180661, 0.316536180661}},
    {"erlangC_3_one_agent", 60, {0.457097549178, 0.457097549178, 0.457097549178, 0.457097549178}},
    {"erlangA_1", 20, {0.796938670028, 0.832803765061, 0.871070848879, 0.826584190576}},
    {"erlangA_2_overload", 30, {0.446451975267, 0.551665530462, 0.540261021656, 0.498948076224}},
    {"erlangA_3_MMCAb_steady", 20, {0.945269575559, 0.96862181009, 0.974182238187, 0.967871538728}},
    {"erlangA_4_service_level_curve", 0, {0.662072785231, 0.662072785231, 0.72934183995, 0.662072785231}},
    {"erlangA_4_service_level_curve", 5, {0.698020780586, 0.715287396831, 0.768942285186, 0.71028499909}},
    {"erlangA_4_service_level_curve", 10, {0.730559648473, 0.762309159253, 0.80478722294, 0.754515134881}},
    {"erlangA_4_service_level_curve", 20, {0.785017928758, 0.838722895086, 0.864778666825, 0.829569955272}},
    {"erlangA_4_service_level_curve", 30, {0.825904440771, 0.894267447489, 0.909819400361, 0.886508851331}},
    {"erlangA_4_service_level_curve", 60, {0.887896576493, 0.975248674809, 0.978110167386, 0.972879655839}},
    {"erlangA_4_service_level_curve", 120, {0.907171445407, 0.999283819443, 0.999343434592, 0.999211157267}},
    {"erlangA_balk_1", 20, {0.795459696526, 0.813717327228, 0.872416186204, 0.810252996511}},
    {"trunks_1", 20, {0.665587965123, 0.699637099393, 0.753459566649, 0.689049504211}},
    {"trunks_2_no_abandon", 20, {0.91876783435, 0.91876783435, 0.927558186694, 0.91876783435}},
    {"gmr_table_erlangC", 20, {0.643454600803, 0.643454600803, 0.643454600803, 0.643454600803}},
    {"gmr_table_erlangA", 20, {0.943018954747, 0.972864391708, 0.973099653702, 0.972029602987}},
};

static const size_t n_cases = sizeof cases / sizeof *cases, n_curves = sizeof curves / sizeof *curves;

/* Exact sums over the chain, 40 digits, rounded to 16. */
static const struct {
    double rate_per_s, handle_s;
    uint32_t agents;
    double patience_s, balk;
    uint32_t places;
    double within_s;
    double p_wait, p_blocked, p_abandoned, queue_length, sl_offered;
} extremes[] = {
    {0.003, 300, 1, 47, 0, ALL, 20, 0.5042673143331355, 0, 0.4397029840742939, 0.06199812075447544, 0.5198002300586953},
    {333.3, 300, 100000, 120, 0, ALL, 0.5, 0.3781813961564715, 0, 0.001493143874743156, 59.71978241422728, 0.8480585056914159},
    {66, 300, 20000, 300, 0, ALL, 0.1, 0.07830049501217735, 0, 0.0002503152447009029, 4.956241845077877, 0.9283440638028684},
    {0.0277, 300, 10, 0.001, 0.1, 7, 20, 0.1222396293883855, 1.612673934239172e-37, 0.1222355549206757, 3.385924871302718e-6,
        0.8641822640361703},
    {0.05, 300, 10, 1e6, 0, 30, 20, 0.667223714598511, 0.3327737565419965, 0.0005599070504514471, 27.99535252257236,
        3.921251829003686e-6},
    {1e-9, 200, 3, 60, 0, ALL, 20, 1.333333108771949e-21, 0, 7.017542746521565e-22, 4.210525647912939e-29, 1.0},
};

/* --- helpers ----------------------------------------------------------------------------------------------------------- */

static ccs_formula_in_t in_of(const model_t *model)
{
    ccs_formula_in_t in = ccs_formula_in(model->rate_per_h / 3600, model->handle_s, model->agents);

    in.patience_s = model->patience_s;
    in.balk_frac = model->balk;
    in.places = model->places;
    in.lines = model->lines;
    return in;
}

static const model_t *model_named(const char *name)
{
    for (size_t i = 0; i < n_cases; i++)
        if (strcmp(cases[i].name, name) == 0) return &cases[i].model;
    cr_assert_fail("no case %s", name);
    return NULL;
}

static bool near(double found, double expected, double relative)
{
    if (isnan(expected)) return isnan(found);
    return fabs(found - expected) <= relative * fabs(expected);
}

static ccs_formula_out_t queue(const ccs_formula_in_t *in)
{
    ccs_formula_out_t out;
    ccs_err_t err;

    cr_assert_eq(ccs_formula_queue(in, &out, &err), CCS_ERR_OK, "%s: %s", err.path, err.text);
    return out;
}

enum { SHORT_S = 5 };

static ccs_formula_within_t within(const ccs_formula_in_t *in, double within_s)
{
    ccs_formula_within_t out;
    ccs_err_t err;

    cr_assert_eq(ccs_formula_within(in, within_s, SHORT_S, &out, &err), CCS_ERR_OK, "%s: %s", err.path, err.text);
    return out;
}

static double quantile(const ccs_formula_in_t *in, double share)
{
    double wait_s = -1;

    cr_assert_eq(ccs_formula_wait_quantile(in, share, &wait_s, NULL), CCS_ERR_OK);
    return wait_s;
}

static uint32_t least(const ccs_formula_in_t *in, enum ccs_formula_aim aim, double value, double within_s)
{
    const ccs_formula_target_t target = {.aim = aim, .value = value, .within_s = within_s};
    uint32_t agents = 0;
    ccs_err_t err;

    cr_assert_eq(ccs_formula_least_agents(in, &target, &agents, &err), CCS_ERR_OK, "%s: %s", err.path, err.text);
    return agents;
}

/* The yardstick of the benchmarks: 100 a minute, 5 minutes, 500 agents, patience 2 minutes. */
static ccs_formula_in_t large_center(void)
{
    ccs_formula_in_t in = ccs_formula_in(100.0 / 60, 300, 500);

    in.patience_s = 120;
    return in;
}

/* --- exact figures ----------------------------------------------------------------------------------------------------- */

Test(formula, gives_the_exact_steady_state_of_every_case)
{
    for (size_t i = 0; i < n_cases; i++) {
        const ccs_formula_in_t in = in_of(&cases[i].model);
        const ccs_formula_out_t out = queue(&in);
        const double found[N_FIGURES] = {out.p_wait, out.p_blocked, out.p_balked, out.p_abandoned, out.p_answered,
            out.mean_wait_s, out.asa_s, out.asa_of_waiting_s, out.wait_sd_s, out.mean_time_to_abandon_s, out.queue_length,
            out.busy_agents, out.occupancy};

        for (size_t k = 0; k < N_FIGURES; k++)
            cr_expect(near(found[k], cases[i].expected[k], 1e-11), "%s %s: %.15g, exact %.15g", cases[i].name, figure_names[k],
                found[k], cases[i].expected[k]);
        cr_expect(near(out.load_erlang, cases[i].model.rate_per_h * cases[i].model.handle_s / 3600, 1e-14), "%s", cases[i].name);
    }
}

Test(formula, gives_the_exact_service_level_in_all_four_definitions)
{
    for (size_t i = 0; i < n_curves; i++) {
        const ccs_formula_in_t in = in_of(model_named(curves[i].name));
        const ccs_formula_within_t out = within(&in, curves[i].within_s);
        const double found[N_CURVE] = {out.level[CCS_LEVEL_sl_offered], out.level[CCS_LEVEL_sl_incl_abandoned],
            out.level[CCS_LEVEL_sl_answered], out.level[CCS_LEVEL_sl_excl_abandoned]};

        for (size_t k = 0; k < N_CURVE; k++)
            cr_expect(near(found[k], curves[i].expected[k], 1e-11), "%s within %g s, definition %zu: %.15g, exact %.15g",
                curves[i].name, curves[i].within_s, k, found[k], curves[i].expected[k]);
    }
}

Test(formula, stays_exact_at_extreme_sizes_loads_and_patience)
{
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        ccs_formula_in_t in = ccs_formula_in(extremes[i].rate_per_s, extremes[i].handle_s, extremes[i].agents);

        in.patience_s = extremes[i].patience_s;
        in.balk_frac = extremes[i].balk;
        in.places = extremes[i].places;
        const ccs_formula_out_t out = queue(&in);
        const double sl = within(&in, extremes[i].within_s).level[CCS_LEVEL_sl_offered];

        cr_expect(near(out.p_wait, extremes[i].p_wait, 2e-12), "row %zu p_wait %.16g", i, out.p_wait);
        cr_expect(near(out.p_blocked, extremes[i].p_blocked, 2e-12), "row %zu p_blocked %.16g", i, out.p_blocked);
        cr_expect(near(out.p_abandoned, extremes[i].p_abandoned, 2e-12), "row %zu p_abandoned %.16g", i, out.p_abandoned);
        cr_expect(near(out.queue_length, extremes[i].queue_length, 2e-12), "row %zu queue_length %.16g", i, out.queue_length);
        cr_expect(near(sl, extremes[i].sl_offered, 2e-12), "row %zu sl %.16g", i, sl);
    }
}

Test(formula, gives_the_exact_figures_of_the_benchmark_workload)
{
    const ccs_formula_in_t in = large_center();
    const ccs_formula_out_t out = queue(&in);

    cr_expect(near(out.p_wait, 0.39477182, 1e-7));
    cr_expect(near(out.p_abandoned, 0.02185236, 2e-7));
    cr_expect(near(out.mean_wait_s, 2.62228, 2e-6));
    cr_expect(near(out.occupancy, 0.97814764, 1e-8));
    cr_expect(near(within(&in, 20).level[CCS_LEVEL_sl_offered], 0.97071745, 1e-8));
}

Test(formula, agrees_with_the_printed_figures_of_other_programs)
{
    ccs_formula_in_t in = ccs_formula_in(100.0 / 1800, 180, 14); /* pyworkforce */

    cr_expect_float_eq(queue(&in).p_wait, 0.1741319336, 5e-11);
    cr_expect_float_eq(within(&in, 20).level[CCS_LEVEL_sl_offered], 0.8883500192, 5e-11);
    cr_expect_float_eq(queue(&in).occupancy, 0.7142857, 5e-8);
    in.patience_s = 300;
    cr_expect_float_eq(queue(&in).p_wait, 0.14526, 5e-6);
    cr_expect_float_eq(queue(&in).p_abandoned, 0.013984, 5e-7);
    cr_expect_float_eq(queue(&in).occupancy, 0.704297, 5e-7);
    in = ccs_formula_in(39.0 / 1800, 300, 8); /* Callcenter-Simulator */
    in.patience_s = 900;
    cr_expect_float_eq(queue(&in).p_abandoned, 0.043071, 5e-7);
    cr_expect_float_eq(within(&in, 20).level[CCS_LEVEL_sl_offered], 0.66516, 5e-6);
    in = ccs_formula_in(570.0 / 1800, 300, 100);
    in.patience_s = 900;
    cr_expect_float_eq(queue(&in).p_abandoned, 0.012445, 5e-7);
    cr_expect_float_eq(within(&in, 20).level[CCS_LEVEL_sl_offered], 0.78224, 5e-6);
}

Test(formula, gives_the_wait_quantile_of_erlang_c_and_of_answered_contacts)
{
    const ccs_formula_in_t c = in_of(model_named("gmr_table_erlangC")), a = in_of(model_named("erlangA_1"));

    cr_expect(near(quantile(&c, 0.9), 58.138741782, 1e-11));
    cr_expect_eq(quantile(&c, 0.3), 0, "30.6 %% are served at once");
    const double p95 = quantile(&a, 0.95);

    cr_expect(near(within(&a, p95).level[CCS_LEVEL_sl_answered], 0.95, 1e-12), "%.15g within %g s",
        within(&a, p95).level[CCS_LEVEL_sl_answered], p95);
    const ccs_formula_in_t loss = in_of(model_named("erlangB_1"));

    cr_expect_eq(quantile(&loss, 0.999), 0);
}

/* --- identities -------------------------------------------------------------------------------------------------------- */

Test(formula, keeps_the_identities_of_the_queue)
{
    for (size_t i = 0; i < n_cases; i++) {
        const ccs_formula_in_t in = in_of(&cases[i].model);
        const ccs_formula_out_t out = queue(&in);
        const double admitted = 1 - out.p_blocked - out.p_balked;

        cr_expect(near(out.queue_length, in.rate_per_s * admitted * out.mean_wait_s, 1e-12), "%s: Little", cases[i].name);
        cr_expect(near(out.p_answered + out.p_abandoned, admitted, 1e-12), "%s: everyone has a fate", cases[i].name);
        if (isfinite(in.patience_s))
            cr_expect(near(out.p_abandoned, admitted * out.mean_wait_s / in.patience_s, 1e-12), "%s: P(ab)", cases[i].name);
        cr_expect(near(out.busy_agents, out.load_erlang * out.p_answered, 1e-12), "%s: busy agents", cases[i].name);
    }
}

Test(formula, splits_offered_contacts_at_any_time_and_never_lowers_the_service_level)
{
    const double rounding = 1e-14;

    for (size_t i = 0; i < n_cases; i++) {
        const ccs_formula_in_t in = in_of(&cases[i].model);
        const ccs_formula_out_t out = queue(&in);
        ccs_formula_within_t before = within(&in, 0);

        cr_expect(near(before.level[CCS_LEVEL_sl_offered], 1 - out.p_wait - out.p_blocked - out.p_balked, 1e-12), "%s at 0",
            cases[i].name);
        cr_expect_eq(before.abandoned_frac, 0);
        for (double t = 0.37; t < 2000; t *= 1.6) {
            const ccs_formula_within_t now = within(&in, t);
            const double all = now.answered_frac + now.abandoned_frac + now.longer_frac + out.p_blocked + out.p_balked;

            cr_expect(near(all, 1, 1e-12), "%s within %g: %.15g", cases[i].name, t, all);
            cr_expect_geq(now.level[CCS_LEVEL_sl_offered], before.level[CCS_LEVEL_sl_offered] - rounding);
            cr_expect_geq(now.level[CCS_LEVEL_sl_incl_abandoned], before.level[CCS_LEVEL_sl_incl_abandoned] - rounding);
            cr_expect_geq(now.level[CCS_LEVEL_sl_answered], before.level[CCS_LEVEL_sl_answered] - rounding);
            cr_expect_leq(now.longer_frac, before.longer_frac + rounding);
            before = now;
        }
        cr_expect(near(within(&in, 1e9).level[CCS_LEVEL_sl_offered], out.p_answered, 1e-12), "%s at the end", cases[i].name);
    }
}

Test(formula, turns_into_erlang_c_for_long_patience_and_into_erlang_b_for_none)
{
    ccs_formula_in_t in = ccs_formula_in(100.0 / 3600, 300, 10);
    const double p_wait_c = queue(&in).p_wait;
    double blocking = 0;

    cr_assert_eq(ccs_formula_blocking(100.0 * 300 / 3600, 10, &blocking, NULL), CCS_ERR_OK);
    in.patience_s = 1e12;
    cr_expect(near(queue(&in).p_wait, p_wait_c, 1e-8));
    in.patience_s = 1e-9;
    cr_expect(near(queue(&in).p_abandoned, blocking, 1e-9));
    in.patience_s = 120;
    in.balk_frac = 1;
    cr_expect(near(queue(&in).p_balked, blocking, 1e-12));
    in.balk_frac = 0;
    in.places = 1000000;
    cr_expect(near(queue(&in).p_wait, 0.269577011212, 1e-11), "a million places are as good as unlimited");
}

Test(formula, settles_under_heavy_overload_with_patient_callers)
{
    ccs_formula_in_t in = ccs_formula_in(70, 300, 20000); /* 5 % too much, patience of 31,000 years */

    in.patience_s = 1e12;
    const ccs_formula_out_t out = queue(&in);

    cr_expect(near(out.p_abandoned, 1.0 / 21, 1e-12), "%.15g", out.p_abandoned);
    cr_expect(near(out.asa_s, 1e12 * log(1.05), 1e-9), "%.15g", out.asa_s);
    cr_expect(near(out.wait_sd_s, sqrt(1e12 * 300 / 20000), 1e-6), "%.15g", out.wait_sd_s);
    cr_expect_leq(out.occupancy, 1);
}

Test(formula, leaves_agents_without_lines_idle)
{
    ccs_formula_in_t in = ccs_formula_in(1, 300, 10);
    double blocking = 0;

    in.lines = 5;
    const ccs_formula_out_t out = queue(&in);

    cr_assert_eq(ccs_formula_blocking(300, 5, &blocking, NULL), CCS_ERR_OK);
    cr_expect(near(out.p_blocked, blocking, 1e-13));
    cr_expect(near(out.busy_agents, 300 * (1 - blocking), 1e-11));
    cr_expect(near(out.occupancy, out.busy_agents / 10, 1e-13));
}

Test(formula, says_nothing_where_nobody_waits)
{
    const ccs_formula_in_t in = ccs_formula_in(1e-9, 1e-3, 20000); /* all busy with probability 1e-300,000 or so */
    const ccs_formula_out_t out = queue(&in);

    cr_expect_eq(out.p_wait, 0);
    cr_expect_eq(out.mean_wait_s, 0);
    cr_expect(isnan(out.mean_time_to_abandon_s), "nobody can abandon");
    cr_expect_eq(within(&in, 0).level[CCS_LEVEL_sl_offered], 1);
}

/* --- Erlang B and searches --------------------------------------------------------------------------------------------- */

Test(formula, finds_the_least_lines_for_a_blocking_target)
{
    uint32_t lines = 0;
    double blocking = 0;

    cr_assert_eq(ccs_formula_least_lines(10, 0.02, &lines, NULL), CCS_ERR_OK);
    cr_expect_eq(lines, 17);
    cr_assert_eq(ccs_formula_blocking(10, 17, &blocking, NULL), CCS_ERR_OK);
    cr_expect_lt(blocking, 0.02);
    cr_assert_eq(ccs_formula_blocking(10, 16, &blocking, NULL), CCS_ERR_OK);
    cr_expect_gt(blocking, 0.02);
    cr_assert_eq(ccs_formula_blocking(2.385, 3, &blocking, NULL), CCS_ERR_OK);
    const double a = 2.385;

    cr_expect(near(blocking, a * a * a / 6 / (1 + a + a * a / 2 + a * a * a / 6), 1e-15));
    cr_assert_eq(ccs_formula_least_lines(0, 0.02, &lines, NULL), CCS_ERR_OK);
    cr_expect_eq(lines, 1, "no lines block whoever might come");
    cr_assert_eq(ccs_formula_least_lines(10, 1, &lines, NULL), CCS_ERR_OK);
    cr_expect_eq(lines, 0);
}

Test(formula, finds_the_least_agents_for_every_aim)
{
    static const struct {
        enum ccs_formula_aim aim;
        double value;
    } aims[] = {{CCS_FORMULA_ASA, 2.385}, {CCS_FORMULA_ABANDONED, 0.03}, {CCS_FORMULA_OCCUPANCY, 0.7}};
    ccs_formula_in_t in = in_of(model_named("erlangA_1"));

    for (size_t i = 0; i < sizeof aims / sizeof *aims; i++) {
        const uint32_t agents = least(&in, aims[i].aim, aims[i].value, 20);

        for (uint32_t n = agents - 1; n <= agents; n++) {
            in.agents = n;
            const ccs_formula_out_t out = queue(&in);
            const bool met[] = {out.asa_s <= 2.385, out.p_abandoned <= 0.03, out.occupancy <= 0.7};

            cr_expect_eq(met[i], n == agents, "aim %zu with %u agents", i, (unsigned) n);
        }
    }
}

Test(formula, finds_the_least_agents_for_every_service_level)
{
    ccs_formula_in_t in = in_of(model_named("erlangA_1"));

    for (uint32_t level = 0; level < CCS_N_SERVICE_LEVELS; level++) {
        const ccs_formula_target_t target = {.aim = CCS_FORMULA_LEVEL,
            .level = (enum ccs_service_level) level,
            .value = 0.83,
            .within_s = 20,
            .short_s = SHORT_S};
        uint32_t agents = 0;

        cr_assert_eq(ccs_formula_least_agents(&in, &target, &agents, NULL), CCS_ERR_OK);
        for (uint32_t n = agents - 1; n <= agents; n++) {
            in.agents = n;
            cr_expect_eq(within(&in, 20).level[level] >= 0.83, n == agents, "%s", CCS_SERVICE_LEVELS[level].name);
        }
    }
}

Test(formula, decides_by_exact_figures_where_the_target_is_one_of_them)
{
    static const double patiences[] = {15, 240, HUGE_VAL};
    ccs_formula_within_t within;
    ccs_err_t err = {0};
    uint32_t agents;

    for (uint32_t n = 2; n < 700; n = n * 3 / 2 + 1) { /* the level of n agents to the last bit: n reach it, n - 1 do not */
        for (size_t i = 0; i < 3; i++) {
            ccs_formula_in_t in = ccs_formula_in(n * 0.87 / 285, 285, n);
            ccs_formula_target_t target = {.aim = CCS_FORMULA_LEVEL,
                .level = CCS_LEVEL_sl_offered,
                .within_s = 23.85,
                .short_s = NAN};

            in.patience_s = patiences[i];
            cr_assert_eq(ccs_formula_within(&in, target.within_s, NAN, &within, &err), CCS_ERR_OK);
            target.value = within.level[target.level];
            cr_assert_eq(ccs_formula_least_agents(&in, &target, &agents, &err), CCS_ERR_OK);
            cr_expect_eq(agents, n, "%u agents, patience %g", n, patiences[i]);
            target.value = nextafter(target.value, 2);
            cr_assert_eq(ccs_formula_least_agents(&in, &target, &agents, &err), CCS_ERR_OK);
            cr_expect_eq(agents, n + 1, "%u agents, patience %g", n, patiences[i]);
        }
    }
}

/* Erlang A, 100 contacts an hour of 4 min, patience 90 s, 7 agents: rates summed over the states and integrated elsewhere, to the digits
 * printed. */
Test(formula, counts_short_abandons_apart)
{
    ccs_formula_in_t in = ccs_formula_in(100.0 / 3600, 240, 7);

    in.patience_s = 90;
    const ccs_formula_within_t w = within(&in, 20);
    const ccs_formula_out_t out = queue(&in);

    cr_expect_float_eq(w.level[CCS_LEVEL_sl_offered], 0.68237, 5e-6);
    cr_expect_float_eq(w.short_frac, 0.02128, 5e-6);
    cr_expect_float_eq(w.level[CCS_LEVEL_sl_excl_short], 0.69721, 5e-6);
    cr_expect_float_eq(w.level[CCS_LEVEL_sl_incl_short], 0.68237 + 0.02128, 1e-5);
    cr_expect_float_eq((out.p_abandoned - w.short_frac) / (1 - w.short_frac), 0.14552, 5e-6);
}

Test(formula, knows_no_short_abandons_without_a_threshold)
{
    const ccs_formula_in_t in = in_of(model_named("erlangA_1"));
    ccs_formula_within_t w;

    cr_assert_eq(ccs_formula_within(&in, 20, NAN, &w, NULL), CCS_ERR_OK);
    for (uint32_t i = 0; i < CCS_N_SERVICE_LEVELS; i++)
        cr_expect_eq(isnan(w.level[i]), (CCS_SERVICE_LEVELS[i].needs & CCS_LEVEL_NEEDS_SHORT) != 0, "%s",
            CCS_SERVICE_LEVELS[i].name);
}

Test(formula, finds_the_least_agents_for_erlang_c_and_for_large_centers)
{
    const ccs_formula_in_t c = ccs_formula_in(100.0 / 1800, 180, 1);
    const ccs_formula_in_t exact_load = ccs_formula_in(0.1, 100, 1);
    const ccs_formula_in_t large = ccs_formula_in(300, 300, 1);

    cr_expect_eq(least(&c, CCS_FORMULA_LEVEL, 0.8, 20), 14);
    cr_expect_eq(least(&c, CCS_FORMULA_LEVEL, 0, 20), 11, "10 Erlang never settle on 10 agents");
    cr_expect_eq(least(&exact_load, CCS_FORMULA_LEVEL, 0, 20), 11);
    const uint32_t n = least(&large, CCS_FORMULA_LEVEL, 0.8, 20);

    cr_expect(n > 90000 && n < 90300, "%u", (unsigned) n);
}

/* --- bad input --------------------------------------------------------------------------------------------------------- */

static void expect_refused(const ccs_formula_in_t *in, const char *path, const char *text)
{
    ccs_formula_out_t out = {.p_wait = 2.385};
    ccs_err_t err = {0};

    cr_expect_eq(ccs_formula_queue(in, &out, &err), CCS_ERR_USAGE, "%s", path);
    cr_expect_str_eq(err.path, path);
    cr_expect_str_eq(err.text, text);
    cr_expect_eq(out.p_wait, 2.385, "output untouched");
    cr_expect_eq(ccs_formula_queue(in, &out, NULL), CCS_ERR_USAGE, "a record is not needed");
}

Test(formula, refuses_numbers_out_of_range_by_name)
{
    const ccs_formula_in_t good = large_center();
    ccs_formula_in_t in = good;

    in.rate_per_s = 0;
    expect_refused(&in, "rate_per_s", "must be from 1e-12 to 1e9 per second, found 0");
    in.rate_per_s = NONE;
    expect_refused(&in, "rate_per_s", "must be from 1e-12 to 1e9 per second, found nan");
    in = good;
    in.handle_s = -300;
    expect_refused(&in, "handle_s", "must be from 1e-9 to 1e12 seconds, found -300");
    in = good;
    in.agents = 0;
    expect_refused(&in, "agents", "must be from 1 to 1000000, found 0");
    in = good;
    in.patience_s = 0;
    expect_refused(&in, "patience_s", "must be from 1e-9 to 1e12 seconds, or infinite, found 0");
    in.patience_s = -HUGE_VAL;
    expect_refused(&in, "patience_s", "must be from 1e-9 to 1e12 seconds, or infinite, found -inf");
    in = good;
    in.balk_frac = 1.5;
    expect_refused(&in, "balk_frac", "must be a share from 0 to 1, found 1.5");
    in = good;
    in.places = 1000001;
    expect_refused(&in, "places", "must be at most 1000000, or unlimited, found 1000001");
    in = good;
    in.lines = 0;
    expect_refused(&in, "lines", "must be at least 1, found 0");
}

Test(formula, refuses_a_queue_that_never_settles)
{
    const ccs_formula_in_t in = ccs_formula_in(100.0 / 3600, 300, 8);

    expect_refused(&in, "agents",
        "8 cannot do a load of 8.33333 Erlang when nobody abandons: the queue grows without end; at least 9 are needed");
}

Test(formula, refuses_bad_times_quantiles_targets_and_lines)
{
    const ccs_formula_in_t in = large_center();
    ccs_formula_in_t few_lines = in;
    ccs_formula_target_t target = {.aim = CCS_FORMULA_LEVEL, .level = CCS_LEVEL_sl_offered, .value = 0.8, .within_s = 20};
    ccs_formula_within_t sl;
    uint32_t n = 7;
    double x = 7;
    ccs_err_t err;

    cr_expect_eq(ccs_formula_within(&in, -1, NAN, &sl, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "within_s");
    cr_expect_eq(ccs_formula_within(&in, HUGE_VAL, NAN, &sl, &err), CCS_ERR_USAGE);
    cr_expect_eq(ccs_formula_within(&in, 20, -1, &sl, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "short_s");
    cr_expect_eq(ccs_formula_wait_quantile(&in, 1, &x, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "quantile");
    few_lines.lines = 100;
    cr_expect_eq(ccs_formula_least_agents(&few_lines, &target, &n, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "target");
    cr_expect_str_eq(err.text, "is missed even with 1000000 agents");
    target.value = 1.2;
    cr_expect_eq(ccs_formula_least_agents(&in, &target, &n, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.text, "must be a share from 0 to 1, found 1.2");
    cr_expect_eq(ccs_formula_least_lines(10, 0, &n, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "blocked_frac");
    cr_expect_eq(ccs_formula_least_lines(1e9, 0.02, &n, &err), CCS_ERR_USAGE);
    cr_expect_eq(ccs_formula_blocking(-1, 3, &x, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "load_erlang");
    cr_expect(n == 7 && x == 7, "outputs untouched");
}

/* What is found meets the targets, and a bit more does not. */
static void expect_most(ccs_formula_in_t *in, const ccs_formula_search_t *search, double *sought)
{
    const uint32_t agents = in->agents;
    uint32_t least = 0;
    double most = 0;

    cr_assert_eq(ccs_formula_most(in, search, &most, NULL), 0);
    *sought = most;
    for (size_t i = 0; i < search->n_targets; i++) {
        cr_expect_eq(ccs_formula_least_agents(in, &search->targets[i], &least, NULL), 0);
        cr_expect(least <= agents, "%u agents are enough for %.17g", (unsigned) agents, most);
    }
    *sought = most * (1 + 1e-9);
    bool missed = false;

    for (size_t i = 0; i < search->n_targets; i++)
        missed = missed || ccs_formula_least_agents(in, &search->targets[i], &least, NULL) != 0 || least > agents;
    cr_expect(missed, "%u agents are too few for more than %.17g", (unsigned) agents, most);
}

Test(formula, finds_the_most_contacts_and_the_longest_that_agents_can_bear)
{
    static const ccs_formula_target_t targets[] =
        {{.aim = CCS_FORMULA_LEVEL, .level = CCS_LEVEL_sl_offered, .value = 0.8, .within_s = 20},
            {.aim = CCS_FORMULA_ASA, .value = 15}, {.aim = CCS_FORMULA_ABANDONED, .value = 0.03},
            {.aim = CCS_FORMULA_OCCUPANCY, .value = 0.85}};
    const double patience_s[] = {HUGE_VAL, 120};

    for (size_t p = 0; p < sizeof patience_s / sizeof *patience_s; p++) {
        for (size_t i = 0; i < 5; i++) { /* each target, then all of them together */
            ccs_formula_in_t in = ccs_formula_in(100.0 / 1800, 285.6, 17);
            ccs_formula_search_t search = {CCS_FORMULA_RATE, &targets[i % 4], i < 4 ? 1 : 4};

            in.patience_s = patience_s[p];
            if (i == 2 && p == 0) continue; /* nobody abandons */
            expect_most(&in, &search, &in.rate_per_s);
            in.rate_per_s = 100.0 / 1800;
            search.unknown = CCS_FORMULA_HANDLE;
            expect_most(&in, &search, &in.handle_s);
        }
    }
}

Test(formula, says_that_no_load_or_any_load_meets_a_target)
{
    const ccs_formula_target_t any = {.aim = CCS_FORMULA_ABANDONED, .value = 1},
                               none = {.aim = CCS_FORMULA_LEVEL, .value = 1, .within_s = 0};
    const ccs_formula_in_t in = {.rate_per_s = 1, .agents = 3, .patience_s = 60, .places = 5, .lines = CCS_FORMULA_UNLIMITED};
    double x = 7;
    ccs_err_t err;

    cr_expect_eq(ccs_formula_most(&in, &(ccs_formula_search_t){CCS_FORMULA_HANDLE, &any, 1}, &x, &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.text, "is reached however much there is to do");
    cr_expect_eq(ccs_formula_most(&(ccs_formula_in_t){.handle_s = 300, .agents = 1, .patience_s = 60, .balk_frac = 1},
                     &(ccs_formula_search_t){CCS_FORMULA_RATE, &none, 1}, &x, &err),
        CCS_ERR_USAGE);
    cr_expect_str_eq(err.path, "lines");
    cr_expect_eq(ccs_formula_most_load(10, 1, &x, &err), CCS_ERR_USAGE);
    cr_expect_eq(ccs_formula_most_load(0, 0.02, &x, &err), CCS_ERR_USAGE);
    cr_expect_eq(x, 7, "untouched");
    cr_expect_eq(ccs_formula_most_load(10, 0.02, &x, NULL), 0);
    cr_expect_float_eq(x, 5.084, 0.0005, "as in every table of Erlang B");
}
