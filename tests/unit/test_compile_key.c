/* test_compile_key.c - the rows of key.def as a tree: what is looked up relies on their order. */
#include <string.h>

#include <criterion/criterion.h>

#include "compile_internal.h"

Test(compile_key, rows_stand_behind_their_parent_without_a_gap)
{
    for (int i = 0; i < CCS_N_KEYS; i++) {
        const ccs_key_t *const parent = &CCS_KEYS[i], *end;
        const ccs_key_t *const first = ccs_keys_below(parent, &end);
        const size_t n = strlen(parent->path);

        for (int k = 0; k < CCS_N_KEYS; k++) {
            const ccs_key_t *const row = &CCS_KEYS[k];
            const bool below = strncmp(row->path, parent->path, n) == 0 && row->path[n] == '.';

            cr_expect_eq(row >= first && row < end, below, "%s below %s", row->path, parent->path);
        }
    }
}

Test(compile_key, all_rows_are_below_the_root)
{
    const ccs_key_t *end;

    cr_expect_eq(ccs_keys_below(NULL, &end), CCS_KEYS);
    cr_expect_eq(end, CCS_KEYS + CCS_N_KEYS);
}
