/* test_contact.c - the pool of contacts and the queues through it. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "contact.h"

static ccs_contacts_t pool;
static ccs_queue_state_t queue = {CCS_NONE, CCS_NONE, 0};

static void begin(void)
{
    cr_assert_eq(ccs_contacts_init(&pool), 0);
}

static void finish(void)
{
    ccs_contacts_free(&pool);
}

TestSuite(contact, .init = begin, .fini = finish);

static uint32_t take(void)
{
    cr_assert_eq(ccs_contacts_reserve(&pool, 1), 0);
    return ccs_contacts_take(&pool);
}

/* A waiting contact at the end of the queue. */
static uint32_t enqueue(double offered_s)
{
    const uint32_t id = take();

    pool.at[id].state = CCS_CONTACT_WAITING;
    pool.at[id].offered_s = offered_s;
    ccs_queue_push(&queue, &pool, id);
    return id;
}

Test(contact, lies_on_a_cache_line_of_its_own)
{
    cr_assert_eq(sizeof(ccs_contact_t), 64);
    cr_assert_eq((uintptr_t) pool.at % 64, 0);
    cr_assert_eq(ccs_contacts_reserve(&pool, 10 * pool.size), 0);
    cr_assert_eq((uintptr_t) pool.at % 64, 0);
}

Test(contact, takes_every_record_once)
{
    enum { N = 5000 };
    static bool taken[1 << 16];

    for (uint32_t i = 0; i < N; i++) {
        const uint32_t id = take();

        cr_assert_lt(id, pool.size);
        cr_assert_not(taken[id], "%u twice", (unsigned) id);
        cr_assert_eq(pool.at[id].state, CCS_CONTACT_FREE);
        taken[id] = true;
        pool.at[id].state = CCS_CONTACT_IVR;
        pool.at[id].index = i;
    }
    cr_assert_eq(pool.n_free + N, pool.size);
    uint32_t n_found = 0;

    for (uint32_t id = 0; id < pool.size; id++) n_found += pool.at[id].state == CCS_CONTACT_IVR;
    cr_assert_eq(n_found, N, "growing keeps what there is");
}

Test(contact, takes_next_what_was_given_last)
{
    const uint32_t a = take(), b = take();

    pool.at[b].state = CCS_CONTACT_TALKING;
    ccs_contacts_give(&pool, a);
    ccs_contacts_give(&pool, b);
    cr_expect_eq(pool.at[b].state, CCS_CONTACT_FREE);
    cr_expect_eq(take(), b, "it is still in the cache");
    cr_expect_eq(take(), a);
}

Test(contact, makes_room_only_when_needed)
{
    const uint32_t size = pool.size;

    cr_expect_eq(ccs_contacts_reserve(&pool, size), 0);
    cr_expect_eq(pool.size, size);
    cr_expect_eq(ccs_contacts_reserve(&pool, size + 1), 0);
    cr_expect_geq(pool.n_free, size + 1);
    const uint32_t now = pool.size;

    cr_expect_eq(ccs_contacts_reserve(&pool, CCS_NONE), CCS_ERR_NOMEM, "ids are 32 bits");
    cr_expect_eq(pool.size, now);
}

Test(contact, all_are_free_after_reset)
{
    static bool taken[1 << 12];

    for (int i = 0; i < 700; i++) pool.at[take()].state = CCS_CONTACT_RETRYING;
    ccs_contacts_reset(&pool);
    cr_assert_eq(pool.n_free, pool.size);
    for (uint32_t i = 0; i < pool.size; i++) {
        const uint32_t id = ccs_contacts_take(&pool);

        cr_assert(id < pool.size && !taken[id] && pool.at[id].state == CCS_CONTACT_FREE);
        taken[id] = true;
    }
    cr_assert_eq(pool.n_free, 0);
}

Test(contact, can_be_freed_twice)
{
    ccs_contacts_free(&pool);
    ccs_contacts_free(&pool);
    ccs_contacts_free(NULL);
}

/* ---- queues ---- */

Test(contact, waits_in_order_of_entry)
{
    const uint32_t a = enqueue(1), b = enqueue(2), c = enqueue(2);

    ccs_queue_verify(&queue, &pool, CCS_ORDER_FIFO);
    cr_expect_eq(queue.n, 3);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_FIFO), a);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_LIFO), c);
    ccs_queue_remove(&queue, &pool, a);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_FIFO), b);
    ccs_queue_remove(&queue, &pool, c);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_LIFO), b);
    ccs_queue_remove(&queue, &pool, b);
    cr_expect_eq(queue.n, 0);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_FIFO), CCS_NONE);
    cr_expect_eq(ccs_queue_first(&queue, CCS_ORDER_LIFO), CCS_NONE);
}

Test(contact, leaves_the_queue_from_anywhere)
{
    enum { N = 60 };
    uint32_t expected[N], n = 0;
    uint64_t state = 2385;

    for (int step = 0; step < 20000; step++) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        const uint32_t draw = (uint32_t) (state >> 33);

        if (n < N && (n == 0 || draw % 2)) {
            expected[n++] = enqueue(step);
        } else {
            const uint32_t at = draw / 2 % n, id = expected[at];

            ccs_queue_remove(&queue, &pool, id);
            ccs_contacts_give(&pool, id);
            memmove(&expected[at], &expected[at + 1], (--n - at) * sizeof *expected);
        }
        ccs_queue_verify(&queue, &pool, CCS_ORDER_FIFO);
        cr_assert_eq(queue.n, n);
        uint32_t id = queue.head;

        for (uint32_t i = 0; i < n; id = pool.at[id].next, i++) cr_assert_eq(id, expected[i]);
        cr_assert_eq(id, CCS_NONE);
    }
}

Test(contact, a_queue_out_of_order_is_a_bug, .signal = SIGABRT)
{
    (void) enqueue(2);
    (void) enqueue(1);
    ccs_queue_verify(&queue, &pool, CCS_ORDER_FIFO);
}

/* Of a queue whose members come and go in between, each place is as likely, and each who waits as likely to be next: 24 orders of four, 24,000 times. */
Test(contact, waits_in_random_order)
{
    enum { N = 4, TIMES = 24000 };
    uint32_t n_of[N * N * N * N] = {0}, n_orders = 0;
    uint64_t state = 2385;
    ccs_lots_t lots = {0};

    cr_assert_eq(ccs_lots_reserve(&lots, pool.size), 0);
    for (int times = 0; times < TIMES; times++) {
        uint32_t ids[N + 1], order = 0;

        for (uint32_t i = 0; i < N + 1; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            ids[i] = take();
            pool.at[ids[i]].state = CCS_CONTACT_WAITING;
            pool.at[ids[i]].flags = 0;
            pool.at[ids[i]].index = i < 2 ? i : i - 1;
            ccs_queue_put_at_random(&queue, &lots, &pool, ids[i], (double) (state >> 11) * 0x1p-53);
            if (i != 2) continue; /* who gives up while others wait leaves them in random order */
            ccs_queue_remove(&queue, &pool, ids[1]);
            ccs_lots_remove(&lots, &pool, ids[1]);
            ccs_contacts_give(&pool, ids[1]);
        }
        ccs_queue_verify(&queue, &pool, CCS_ORDER_SIRO);
        ccs_lots_verify(&lots, &queue, &pool);
        while (queue.n > 0) {
            const uint32_t id = ccs_queue_first(&queue, CCS_ORDER_SIRO);

            order = order * N + pool.at[id].index;
            ccs_queue_remove(&queue, &pool, id);
            ccs_lots_remove(&lots, &pool, id);
            ccs_contacts_give(&pool, id);
        }
        n_of[order]++;
    }
    double chi2 = 0;

    for (uint32_t i = 0; i < N * N * N * N; i++) {
        if (n_of[i] == 0) continue;
        n_orders++;
        chi2 += (n_of[i] - 1000.0) * (n_of[i] - 1000.0) / 1000.0;
    }
    cr_expect_eq(n_orders, 24);
    cr_expect_lt(chi2, 49.7, "chi-squared with 23 degrees of freedom exceeds it once in a thousand: %g", chi2);
    ccs_lots_free(&lots);
}
