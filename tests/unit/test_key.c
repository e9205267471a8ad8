/* test_key.c - the rows of key.def as a tree: what is looked up relies on their order. */
#include <string.h>

#include <criterion/criterion.h>

#include "former.def"
#include "key.h"
#include "metric.h"
#include "text.h"

Test(key, rows_stand_behind_their_parent_without_a_gap)
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

Test(key, all_rows_are_below_the_root)
{
    const ccs_key_t *end;

    cr_expect_eq(ccs_keys_below(NULL, &end), CCS_KEYS);
    cr_expect_eq(end, CCS_KEYS + CCS_N_KEYS);
}

static bool is_key(const char *name)
{
    for (int i = 0; i < CCS_N_KEYS; i++) {
        const char *const dot = strrchr(CCS_KEYS[i].path, '.');

        if (strcmp(dot ? dot + 1 : CCS_KEYS[i].path, name) == 0) return true;
    }
    return false;
}

static bool is_metric(const char *name)
{
    for (uint32_t i = 0; i < CCS_N_METRICS; i++)
        if (strcmp(ccs_metric_name(i), name) == 0) return true;
    return false;
}

/* A row of former.def that leads to a name which was given up later would send the user from one error to the next. */
Test(key, a_former_name_is_gone_and_leads_to_one_that_is_there)
{
    static const char *const former[] = {
#define X(former, now) former,
        CCS_FORMER_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof former / sizeof *former; i++) {
        const char *const now = ccs_text_successor(former[i]);

        cr_expect(!is_key(former[i]) && !is_metric(former[i]), "%s is in use", former[i]);
        cr_expect(now && (is_key(now) || is_metric(now)), "%s is now %s", former[i], now);
    }
    cr_expect_null(ccs_text_successor("volume"));
}
