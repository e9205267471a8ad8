/* uncertain_read.c - values that are estimates, from keys to rows. Invariant: a row has a path and a law; whether the path leads to a number is seen where it is drawn. */
#include "uncertain_read.h"

#include <string.h>

#include "read_law.h"
#include "read_value.h"

static void read_row(ccs_reader_t *reader, const ccs_place_t *at, ccs_vector_t *rows)
{
    const ccs_place_t of = ccs_place_child(reader, at, "of"), times = ccs_place_child(reader, at, "times");
    const ccs_uncertain_t row = {.name = at->key,
        .of = ccs_read_text(reader, &of),
        .name_hash = ccs_reader_hash(reader, "uncertainty", at->key),
        .times = ccs_read_law(reader, &times, CCS_LAW_FACTOR)};
    ccs_uncertain_t *const to =
        row.of && row.times.kind != CCS_DISTRIBUTION_NONE ? ccs_reader_push(reader, rows, sizeof *to) : NULL;

    if (row.of && strpbrk(row.of, "=+ "))
        ccs_reader_error(reader, &of,
            "must be the path of a value, as --set takes it, such as \"types.support.talk.mean\", found \"%s\"", row.of);
    if (to) *to = row;
}

void ccs_uncertain_read(ccs_reader_t *reader, ccs_plan_t *plan)
{
    const ccs_place_t at = ccs_place_child(reader, &reader->root, "uncertainty");
    const ccs_named_t named = ccs_read_named(reader, &at, "uncertainty");
    ccs_vector_t rows = {0};

    if (named.n == 0) return;
    for (uint32_t i = 0; i < named.n && !reader->out_of_memory; i++) read_row(reader, &named.at[i], &rows);
    plan->n_uncertain = (uint32_t) rows.n;
    plan->uncertain = ccs_reader_keep(reader, &rows, sizeof(ccs_uncertain_t));
}
