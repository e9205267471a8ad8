/* test_dataset_pipe.c - data sets through a stream: what comes whole is the same, and of what does not nothing is believed. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dataset_pipe.h"

enum { LIMIT = 1 << 16, BLOCK_BYTES = 1 << 17 /* an arena's first block may be larger than what is asked of it */ };

static ccs_dataset_t sent, back;
static char *bytes;
static size_t n_bytes;

static void fill(void)
{
    const uint32_t dims[] = {ccs_dataset_add_dim(&sent, "day", 2), ccs_dataset_add_dim(&sent, "campaign", 0),
        ccs_dataset_add_dim(&sent, "type", 3)};
    ccs_variable_t *v = ccs_dataset_add(&sent, "type", CCS_DATA_TEXT, &dims[2], 1);

    v->data.text[0] = "Crédits";
    v->data.text[2] = "b";
    v = ccs_dataset_describe(&sent, ccs_dataset_add(&sent, "wait", CCS_DATA_F64, (const uint32_t[]){dims[0], dims[2]}, 2), "s",
        "wait");
    for (size_t i = 1; i < v->n; i++) v->data.f64[i] = 2.385 * (double) i;
    v = ccs_dataset_add(&sent, "offered", CCS_DATA_U64, &dims[0], 1);
    v->data.u64[1] = UINT64_MAX - 1;
    v->long_name = "without a unit";
    ccs_dataset_add(&sent, "open", CCS_DATA_U32, &dims[2], 1)->data.u32[2] = 7;
    (void) ccs_dataset_add(&sent, "dialled", CCS_DATA_F64, dims, 2);
    ccs_dataset_add(&sent, "level", CCS_DATA_F64, NULL, 0)->data.f64[0] = 0.95;
    ccs_dataset_set_text(&sent, "name", "centre");
    ccs_dataset_set_text(&sent, "title", "");
    ccs_dataset_set_u64(&sent, "seed", UINT64_MAX);
    ccs_dataset_set_f64(&sent, "precision", 0.05);
}

/* `bytes` get the stream of `sent`, or of an error. */
static void send_all(const ccs_err_t *err)
{
    FILE *const to = open_memstream(&bytes, &n_bytes);

    cr_assert_not_null(to);
    cr_assert(ccs_dataset_send(to, err ? NULL : &sent, err));
    (void) fclose(to);
}

static void setup(void)
{
    fill();
    send_all(NULL);
}

static void teardown(void)
{
    ccs_dataset_free(&sent);
    ccs_dataset_free(&back);
    free(bytes);
}

TestSuite(dataset_pipe, .fini = teardown);

/* Receives the first n of some bytes; whatever they are, memory stays within its limit. */
static bool received(const char *from, size_t n, size_t limit, ccs_err_t *err)
{
    static char nothing[1];
    FILE *const stream = n ? fmemopen((void *) (uintptr_t) from, n, "rb") : fmemopen(nothing, sizeof nothing, "rb");

    if (n == 0) (void) fgetc(stream);
    ccs_dataset_free(&back);
    const bool whole = ccs_dataset_receive(stream, limit, &back, err);

    (void) fclose(stream);
    cr_assert_leq(back.arena.total, limit + BLOCK_BYTES);
    cr_assert(!back.out_of_memory, "a limit is no lack of memory");
    return whole;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void expect_same_variable(const ccs_variable_t *a, const ccs_variable_t *b)
{
    static const size_t cell_bytes[] = {[CCS_DATA_F64] = 8, [CCS_DATA_U64] = 8, [CCS_DATA_U32] = 4};

    cr_assert(same_text(a->name, b->name) && same_text(a->units, b->units) && same_text(a->long_name, b->long_name), "%s",
        a->name);
    cr_assert(a->type == b->type && a->n_dims == b->n_dims && a->n == b->n, "%s", a->name);
    cr_assert_eq(memcmp(a->dims, b->dims, a->n_dims * sizeof *a->dims), 0);
    if (a->type != CCS_DATA_TEXT)
        cr_expect(a->n == 0 || memcmp(a->data.any, b->data.any, a->n * cell_bytes[a->type]) == 0, "%s", a->name);
    else
        for (size_t i = 0; i < a->n; i++) cr_expect_str_eq(a->data.text[i], b->data.text[i]);
}

Test(dataset_pipe, brings_all_of_a_data_set, .init = setup)
{
    ccs_err_t err;

    cr_assert(received(bytes, n_bytes, LIMIT, &err));
    cr_assert_eq(err.code, 0);
    cr_assert(back.n_dims == sent.n_dims && back.n_attributes == sent.n_attributes && back.n_variables == sent.n_variables);
    for (size_t i = 0; i < sent.n_dims; i++)
        cr_expect(same_text(back.dims[i].name, sent.dims[i].name) && back.dims[i].size == sent.dims[i].size);
    for (size_t i = 0; i < sent.n_variables; i++) expect_same_variable(&sent.variables[i], &back.variables[i]);
    for (size_t i = 0; i < sent.n_attributes; i++) {
        const ccs_attribute_t *const a = &sent.attributes[i], *const b = &back.attributes[i];

        cr_expect(same_text(a->name, b->name) && a->type == b->type && a->u64 == b->u64 && a->f64 == b->f64, "%s", a->name);
        if (a->type == CCS_DATA_TEXT) cr_expect_str_eq(a->text, b->text);
    }
}

Test(dataset_pipe, refuses_what_is_cut_short_anywhere, .init = setup)
{
    ccs_err_t err;

    for (size_t n = 0; n < n_bytes; n++) cr_expect_not(received(bytes, n, LIMIT, &err), "%zu of %zu bytes", n, n_bytes);
}

Test(dataset_pipe, takes_no_more_than_its_limit, .init = setup)
{
    ccs_err_t err;
    bool was = false;

    for (size_t limit = 0; limit < 4096; limit += 16) {
        const bool is = received(bytes, n_bytes, limit, &err);

        cr_expect(is || !was, "%zu bytes are too few, and less were enough", limit);
        was = is;
    }
    cr_expect(was);
}

/* Lengths, counts, types and ids, whichever of the bytes are one: each eight bytes of the stream become an absurd number. */
Test(dataset_pipe, believes_no_number, .init = setup)
{
    static const uint64_t absurd[] = {0, 1, 4, 5, 6, 255, 1 << 16, UINT32_MAX - 1, UINT32_MAX, UINT64_C(1) << 32,
        UINT64_C(1) << 61, UINT64_C(1) << 63, UINT64_MAX - 8, UINT64_MAX - 1, UINT64_MAX};
    char *const mad = malloc(n_bytes);
    ccs_err_t err;

    cr_assert_not_null(mad);
    for (size_t at = 0; at + 8 <= n_bytes; at++) {
        for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
            memcpy(mad, bytes, n_bytes);
            memcpy(mad + at, &absurd[i], 8);
            (void) received(mad, n_bytes, LIMIT, &err);
        }
    }
    free(mad);
}

Test(dataset_pipe, refuses_counts_that_are_wrong_by_one, .init = setup)
{
    const size_t first = 8; /* the number of dimensions, behind "no error" */
    uint64_t n_dims;
    ccs_err_t err;

    memcpy(&n_dims, bytes + first, 8);
    cr_assert_eq(n_dims, 3U);
    for (int by = -1; by <= 1; by += 2) {
        const uint64_t wrong = n_dims + (uint64_t) by;

        memcpy(bytes + first, &wrong, 8);
        cr_expect_not(received(bytes, n_bytes, LIMIT, &err));
    }
}

/* A stream of hand-made numbers and texts in place of a data set. */
static void expect_refused(const uint64_t *numbers, size_t n)
{
    ccs_err_t err;

    cr_expect_not(received((const char *) numbers, n * sizeof *numbers, LIMIT, &err));
}

Test(dataset_pipe, refuses_shapes_that_overflow)
{
    const uint64_t a = 'a', half = UINT64_C(1) << 32;
    /* no error; one dimension "a" of 2^32; no attributes; one variable "a", F64, over it twice */
    const uint64_t twice[] = {0, 1, 8, a, half, 0, 1, 8, a, CCS_DATA_F64, 2, 0, 0, 0, 0, 0};
    const uint64_t of_none[] = {0, 0, 0, 1, 8, a, CCS_DATA_F64, 1, 0, 0, 0, 0};
    const uint64_t too_many[] = {0, 1, 8, a, 1, 0, 1, 8, a, CCS_DATA_F64, CCS_DATA_MAX_DIMS + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const uint64_t no_type[] = {0, 0, 0, 1, 8, a, CCS_DATA_TEXT + 1, 0, 0, 0, 0, 0};

    expect_refused(twice, sizeof twice / sizeof *twice);
    expect_refused(of_none, sizeof of_none / sizeof *of_none);
    expect_refused(too_many, sizeof too_many / sizeof *too_many);
    expect_refused(no_type, sizeof no_type / sizeof *no_type);
}

Test(dataset_pipe, brings_an_error_in_place_of_a_data_set)
{
    ccs_err_t err = {0}, found;

    (void) ccs_err_set(&err, CCS_ERR_SCENARIO, "r.h5", "wait", "is damaged");
    send_all(&err);
    cr_assert(received(bytes, n_bytes, LIMIT, &found));
    cr_expect_eq(found.code, CCS_ERR_SCENARIO);
    cr_expect_str_eq(found.where, "r.h5");
    cr_expect_str_eq(found.path, "wait");
    cr_expect_str_eq(found.text, "is damaged");
    for (size_t n = 0; n < n_bytes; n++) cr_expect_not(received(bytes, n, LIMIT, &found), "%zu of %zu bytes", n, n_bytes);
}

Test(dataset_pipe, refuses_errors_that_reading_cannot_have_and_ends_their_texts)
{
    ccs_err_t err, found;

    memset(&err, 'x', sizeof err);
    err.code = CCS_ERR_INPUT;
    send_all(&err);
    cr_assert(received(bytes, n_bytes, LIMIT, &found));
    cr_expect(strlen(found.where) == sizeof err.where - 1 && strlen(found.path) == sizeof err.path - 1 &&
        strlen(found.text) == sizeof err.text - 1);
    for (int code = -1; code <= CCS_ERR_INTERRUPTED + 1; code++) {
        memcpy(bytes + 8 + offsetof(ccs_err_t, code), &code, sizeof code);
        cr_expect_eq(received(bytes, n_bytes, LIMIT, &found),
            code == CCS_ERR_INPUT || code == CCS_ERR_SCENARIO || code == CCS_ERR_NOMEM, "%d", code);
    }
}

Test(dataset_pipe, says_that_it_could_not_write, .init = setup)
{
    FILE *const full = fopen("/dev/full", "wb");

    if (!full) cr_skip_test("no /dev/full");
    cr_expect_not(ccs_dataset_send(full, &sent, NULL));
    (void) fclose(full);
}
