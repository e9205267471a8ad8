/* test_retry.c - whether and when a customer contacts again. Types are made by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "retry.h"

enum { N = 20000 };
static const enum ccs_retry_cause CAUSES[] = {CCS_RETRY_ABANDONED, CCS_RETRY_BLOCKED, CCS_RETRY_BALKED, CCS_RETRY_ANSWERED};
static const double FRACS[] = {0.6, 0.35, 0.11, 0.235};

static ccs_stream_t stream;

static ccs_type_t persistent(void)
{
    const ccs_repeat_t repeat = {.decay = 1, .max_attempts = CCS_NONE};

    return (ccs_type_t){.name_hash = ccs_stream_hash("type:a"),
        .arrivals.day_factor = CCS_NONE,
        .again.frac[CCS_RETRY_ABANDONED] = FRACS[0],
        .again.frac[CCS_RETRY_BLOCKED] = FRACS[1],
        .again.frac[CCS_RETRY_BALKED] = FRACS[2],
        .again.frac[CCS_RETRY_ANSWERED] = FRACS[3],
        .again.redial = repeat,
        .again.reconnect = repeat};
}

static void begin(void)
{
    stream = ccs_stream_make(2385, ccs_stream_hash("type:a"), 1);
}

TestSuite(retry, .init = begin);

static double delay_s(const ccs_type_t *type, uint32_t index, uint16_t attempt, enum ccs_retry_cause cause)
{
    const ccs_contact_t contact = {.index = index, .attempt = attempt};
    ccs_draw_t draws[CCS_N_KEPT_PURPOSES];
    const ccs_plan_t plan = {.types = type, .n_types = 1, .draws = draws};
    ccs_arena_t arena = {0};
    ccs_source_t source;

    ccs_draws_make(draws, type, NULL, NULL);
    cr_assert_eq(ccs_source_init(&source, &plan, 0, &arena), 0);
    ccs_source_reset(&source, &plan, 0, 2385, 1);
    const double delay = ccs_retry_delay_s(type, &source, &contact, cause);

    ccs_arena_free(&arena);
    return delay;
}

static uint32_t count(const ccs_type_t *type, uint16_t attempt, enum ccs_retry_cause cause)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < N; i++) n += delay_s(type, i, attempt, cause) >= 0;
    return n;
}

/* Binomial: five standard deviations. */
static void expect_share(uint32_t n, double p)
{
    cr_expect_float_eq(n, N * p, 5 * sqrt(N * p * (1 - p)) + 1e-9, "%u of %d, expected a share of %g", (unsigned) n, (int) N, p);
}

Test(retry, happens_with_the_probability_of_its_cause)
{
    const ccs_type_t type = persistent();

    for (int i = 0; i < 4; i++) expect_share(count(&type, 0, CAUSES[i]), FRACS[i]);
}

Test(retry, decays_with_every_attempt_made)
{
    ccs_type_t type = persistent();

    type.again.redial.decay = 0.7;
    type.again.reconnect.decay = 0.5;
    for (uint16_t attempt = 0; attempt < 6; attempt++) {
        for (int i = 0; i < 3; i++) expect_share(count(&type, attempt, CAUSES[i]), FRACS[i] * pow(0.7, attempt));
        expect_share(count(&type, attempt, CCS_RETRY_ANSWERED), FRACS[3] * pow(0.5, attempt));
    }
    type.again.redial.decay = 0;
    expect_share(count(&type, 0, CCS_RETRY_ABANDONED), FRACS[0]);
    cr_expect_eq(count(&type, 1, CCS_RETRY_ABANDONED), 0);
}

/* A customer who would do it with a smaller probability does it with a larger one too: common random numbers. */
Test(retry, compares_one_uniform_with_the_probability)
{
    const ccs_type_t type = persistent();

    for (uint32_t i = 0; i < N; i++) {
        const double u = ccs_stream_draw(&stream, i, 3, CCS_PURPOSE_REDIAL),
                     v = ccs_stream_draw(&stream, i, 3, CCS_PURPOSE_RECONNECT);

        for (int cause = 0; cause < 3; cause++) cr_assert_eq(delay_s(&type, i, 3, CAUSES[cause]) >= 0, u < FRACS[cause]);
        cr_assert_eq(delay_s(&type, i, 3, CCS_RETRY_ANSWERED) >= 0, v < FRACS[3]);
    }
}

Test(retry, is_certain_or_never_at_the_ends)
{
    ccs_type_t type = persistent();

    type.again.frac[CCS_RETRY_ABANDONED] = 1;
    type.again.frac[CCS_RETRY_BLOCKED] = 0;
    type.again.frac[CCS_RETRY_ANSWERED] = 1;
    cr_expect_eq(count(&type, 9, CCS_RETRY_ABANDONED), N);
    cr_expect_eq(count(&type, 9, CCS_RETRY_ANSWERED), N);
    cr_expect_eq(count(&type, 0, CCS_RETRY_BLOCKED), 0);
}

Test(retry, ends_after_the_attempts_that_are_allowed)
{
    ccs_type_t type = persistent();

    type.again.frac[CCS_RETRY_ABANDONED] = type.again.frac[CCS_RETRY_ANSWERED] = 1;
    type.again.redial.max_attempts = 3;
    type.again.reconnect.max_attempts = 1;
    cr_expect(delay_s(&type, 5, 0, CCS_RETRY_ABANDONED) == 0 && delay_s(&type, 5, 1, CCS_RETRY_ABANDONED) == 0);
    cr_expect(delay_s(&type, 5, 2, CCS_RETRY_ABANDONED) < 0, "the third was the last");
    cr_expect(delay_s(&type, 5, 3, CCS_RETRY_ABANDONED) < 0);
    cr_expect(delay_s(&type, 5, 0, CCS_RETRY_ANSWERED) < 0, "the limits of redials and reconnects are apart");
    type.again.redial.max_attempts = 1;
    type.again.reconnect.max_attempts = CCS_NONE;
    cr_expect(delay_s(&type, 5, 0, CCS_RETRY_ABANDONED) < 0 && delay_s(&type, 5, 0, CCS_RETRY_ANSWERED) == 0);
}

/* The number of an attempt has 16 bits in the key of a draw. */
Test(retry, ends_with_the_last_number_of_an_attempt)
{
    ccs_type_t type = persistent();

    type.again.frac[CCS_RETRY_ABANDONED] = 1;
    cr_expect_eq(delay_s(&type, 0, 65534, CCS_RETRY_ABANDONED), 0);
    cr_expect_lt(delay_s(&type, 0, 65535, CCS_RETRY_ABANDONED), 0);
}

Test(retry, waits_as_long_as_the_law_says)
{
    ccs_type_t type = persistent();

    for (int i = 0; i < 4; i++) cr_expect_eq(delay_s(&type, i == 3 ? 4 : 0, 0, CAUSES[i]) > 0, false, "at once");
    type.again.frac[CCS_RETRY_ABANDONED] = type.again.frac[CCS_RETRY_BLOCKED] = type.again.frac[CCS_RETRY_BALKED] =
        type.again.frac[CCS_RETRY_ANSWERED] = 1;
    type.again.redial.delay = ccs_distribution_exponential(600);
    type.again.reconnect.delay = ccs_distribution_exponential(77);
    for (uint32_t i = 0; i < 100; i++) {
        const uint16_t attempt = (uint16_t) (i % 7);
        const double u = ccs_stream_draw(&stream, i, attempt, CCS_PURPOSE_REDIAL_DELAY);
        const double v = ccs_stream_draw(&stream, i, attempt, CCS_PURPOSE_RECONNECT_DELAY);

        for (int cause = 0; cause < 3; cause++)
            cr_assert_eq(delay_s(&type, i, attempt, CAUSES[cause]), ccs_distribution_at(&type.again.redial.delay, u));
        cr_assert_eq(delay_s(&type, i, attempt, CCS_RETRY_ANSWERED), ccs_distribution_at(&type.again.reconnect.delay, v));
    }
}

Test(retry, is_decided_the_same_whenever_it_is_asked)
{
    ccs_type_t type = persistent();

    type.again.redial.delay = ccs_distribution_exponential(600);
    for (uint32_t i = 0; i < 200; i++) {
        const double first = delay_s(&type, i, 2, CCS_RETRY_BLOCKED);

        (void) delay_s(&type, i + 1, 2, CCS_RETRY_BLOCKED);
        cr_assert_eq(delay_s(&type, i, 2, CCS_RETRY_BLOCKED), first);
    }
}
