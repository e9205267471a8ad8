/* test_arena.c - storage that lives and dies together: zeroed, aligned, apart from each other. */
#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"

static ccs_arena_t arena;

static void free_arena(void)
{
    ccs_arena_free(&arena);
}

TestSuite(arena, .fini = free_arena);

static bool all_are(const unsigned char *bytes, size_t n, unsigned char value)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] != value) return false;
    return true;
}

Test(arena, hands_out_zeroed_aligned_pieces_that_do_not_overlap)
{
    enum { N = 2385 };
    static unsigned char *piece[N];
    static size_t size[N];

    for (size_t i = 0; i < N; i++) {
        size[i] = i * i * 7919 % (i % 97 == 0 ? 50021 : 311);
        piece[i] = ccs_arena_alloc(&arena, size[i]);
        cr_assert_not_null(piece[i]);
        cr_assert_eq((uintptr_t) piece[i] % alignof(max_align_t), 0);
        cr_assert(all_are(piece[i], size[i], 0), "piece %zu is not zeroed", i);
        memset(piece[i], (int) (i % 251 + 1), size[i]);
    }
    for (size_t i = 0; i < N; i++) cr_assert(all_are(piece[i], size[i], (unsigned char) (i % 251 + 1)), "piece %zu", i);
}

Test(arena, gives_unique_pointers_for_nothing)
{
    const void *const a = ccs_arena_alloc(&arena, 0), *const b = ccs_arena_alloc(&arena, 0);

    cr_assert(a && b && a != b);
}

Test(arena, counts_what_it_hands_out)
{
    (void) ccs_arena_alloc(&arena, 3);
    const size_t before = arena.total;

    (void) ccs_arena_alloc(&arena, 1000);
    cr_expect_geq(before, 3);
    cr_expect(arena.total - before >= 1000 && arena.total - before < 1000 + alignof(max_align_t));
}

Test(arena, refuses_what_cannot_be)
{
    cr_expect_null(ccs_arena_alloc(&arena, SIZE_MAX));
    cr_expect_null(ccs_arena_array(&arena, SIZE_MAX / 8 + 2, 8), "the product overflows to 8");
    cr_expect_null(ccs_arena_array(&arena, 8, SIZE_MAX / 8 + 2));
    cr_expect_null(ccs_arena_lines(&arena, SIZE_MAX / 8, 8), "with the line it overflows");
    cr_expect_not_null(ccs_arena_array(&arena, SIZE_MAX, 0));
    cr_expect_not_null(ccs_arena_array(&arena, 0, 8));
    cr_expect_not_null(ccs_arena_alloc(&arena, 17), "and goes on");
}

Test(arena, begins_lines_on_a_cache_line)
{
    for (size_t i = 1; i < 200; i++) {
        unsigned char *const odd = ccs_arena_alloc(&arena, i % 23), *const line = ccs_arena_lines(&arena, i, 8);

        cr_assert(odd && line);
        cr_assert_eq((uintptr_t) line % 64, 0);
        cr_assert(all_are(line, 8 * i, 0));
        memset(line, 0xee, 8 * i);
        memset(odd, 0xdd, i % 23);
        cr_assert(all_are(line, 8 * i, 0xee));
    }
}

Test(arena, copies_and_prints_texts)
{
    char text[] = "Crédits";
    char *const copy = ccs_arena_strdup(&arena, text);

    text[0] = 'X';
    cr_expect_str_eq(copy, "Crédits");
    cr_expect_str_eq(ccs_arena_strdup(&arena, ""), "");
    cr_expect_str_eq(ccs_arena_printf(&arena, "%s/%d/%.3f", "type", 17, 2.385), "type/17/2.385");
    const char *const long_text = ccs_arena_printf(&arena, "%070000d", 5);

    cr_expect_eq(strlen(long_text), 70000);
    cr_expect_eq(long_text[69999], '5');
}

Test(arena, is_empty_and_usable_after_free)
{
    for (int i = 0; i < 100; i++) (void) ccs_arena_alloc(&arena, 5000);
    ccs_arena_free(&arena);
    cr_expect(arena.blocks == NULL && arena.total == 0 && arena.used == 0);
    unsigned char *const piece = ccs_arena_alloc(&arena, 100);

    cr_assert_not_null(piece);
    cr_expect(all_are(piece, 100, 0));
    ccs_arena_free(NULL);
}

Test(arena, makes_room_for_one_more_item_by_doubling)
{
    size_t cap = 0;
    uint32_t *items = NULL;

    for (uint32_t n = 0; n < 2385; n++) {
        uint32_t *const before = items;
        const bool full = n == cap;

        items = ccs_arena_room(&arena, items, n, &cap, sizeof *items);
        cr_assert_not_null(items);
        cr_assert(full || items == before, "it moved although there was room");
        items[n] = n;
    }
    for (uint32_t n = 0; n < 2385; n++) cr_assert_eq(items[n], n);
    cr_expect_eq(cap, 4096);
}
