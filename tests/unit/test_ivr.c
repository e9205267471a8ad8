/* test_ivr.c - containment as a share. Types are made by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "ivr.h"

static ccs_stream_t stream;
static ccs_arena_t arena;

static void begin(void)
{
    stream = ccs_stream_make(17, ccs_stream_hash("type:a"), 2);
}

static void end(void)
{
    ccs_arena_free(&arena);
}

TestSuite(ivr, .init = begin, .fini = end);

/* Whose batch at hand is to hold the contact's draws. */
static ccs_source_t *source_of(const ccs_type_t *type, uint32_t index)
{
    static ccs_draw_t draws[CCS_N_KEPT_PURPOSES];
    static ccs_source_t source;
    ccs_type_t named = *type;

    named.name_hash = ccs_stream_hash("type:a");
    named.arrivals.day_factor = CCS_NONE;
    const ccs_plan_t plan = {.types = &named, .n_types = 1, .draws = draws};

    ccs_arena_free(&arena);
    ccs_draws_make(draws, type, NULL, NULL);
    cr_assert_eq(ccs_source_init(&source, &plan, 0, &arena), 0);
    ccs_source_reset(&source, &plan, 0, 17, 2);
    source.index = index;
    return &source;
}

/* Draws of a batch and draws made alone are the same. */
static ccs_source_t *later(const ccs_type_t *type)
{
    return source_of(type, 1000000);
}

/* Binomial: five standard deviations. */
Test(ivr, contains_the_share_that_the_scenario_says)
{
    enum { N = 20000 };
    static const double shares[] = {0, 0.02385, 0.4, 0.9, 1};

    for (size_t s = 0; s < sizeof shares / sizeof *shares; s++) {
        const ccs_type_t type = {.ivr.contained_frac = shares[s]};
        uint32_t n = 0;

        for (uint32_t i = 0; i < N; i++) {
            const ccs_contact_t contact = {.index = i, .attempt = (uint16_t) (i % 3)};
            const bool contained = ccs_ivr_contains(&type, source_of(&type, i), &contact);

            cr_assert_eq(contained, ccs_ivr_contains(&type, later(&type), &contact));
            cr_assert_eq(contained, ccs_stream_draw(&stream, i, i % 3, CCS_PURPOSE_CONTAINED) < shares[s]);
            n += contained;
        }
        cr_expect_float_eq(n, N * shares[s], 5 * sqrt(N * shares[s] * (1 - shares[s])) + 1e-9, "%g", shares[s]);
    }
}

/* A customer who keeps the draws of the first attempt is contained now if then. */
Test(ivr, contains_whoever_it_contained_at_the_first_attempt)
{
    const ccs_type_t type = {.ivr.contained_frac = 0.3};
    uint32_t n_changed = 0;

    for (uint32_t i = 0; i < 500; i++) {
        const ccs_contact_t first = {.index = i}, kept = {.index = i, .attempt = 2, .flags = CCS_CONTACT_KEPT},
                            fresh = {.index = i, .attempt = 2};

        cr_assert_eq(ccs_ivr_contains(&type, source_of(&type, i), &kept), ccs_ivr_contains(&type, source_of(&type, i), &first));
        n_changed += ccs_ivr_contains(&type, source_of(&type, i), &fresh) != ccs_ivr_contains(&type, source_of(&type, i), &first);
    }
    cr_expect_gt(n_changed, 100);
}
