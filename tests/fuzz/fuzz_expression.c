/* fuzz_expression.c - libFuzzer target: any bytes as a condition and as a score. Invariant checked: reading neither crashes nor hangs, a mistake has a column
 * within the text, and what was read has a finite value, a condition 1 or 0. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "expression.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(int condition, const char *text)
{
    if (condition) return;
    fprintf(stderr, "fuzz_expression: %s\n", text);
    abort();
}

static double read_gauge(const void *context, enum ccs_gauge gauge, uint32_t argument)
{
    (void) context;
    return (argument & 1 ? 1 : -1) * (double) gauge;
}

static void check(const char *text, bool is_condition)
{
    static const char *const names[] = {"own", "other", "tier-1"};
    const ccs_name_list_t list = {names, 3};
    const ccs_expression_asked_t asked = {.names = {list, list, list, list}, .at_hand = 31, .is_condition = is_condition};
    ccs_arena_t arena = {0};
    const ccs_expression_t *made;
    ccs_expression_error_t error = {0};

    if (ccs_expression_make(text, &asked, &arena, &made, &error) == 0) {
        const double value = ccs_expression_value(made, read_gauge, NULL);

        must(isfinite(value), "a value that is not finite");
        must(!is_condition || value == 0 || value == 1, "a condition that is neither true nor false");
    } else {
        must(error.column > 0 && error.offset <= strlen(text) && error.text[0], "a mistake without its place");
    }
    ccs_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    char *const text = malloc(size + 1);

    if (!text) return 0;
    if (size > 0) memcpy(text, data, size);
    text[size] = '\0';
    check(text, true);
    check(text, false);
    free(text);
    return 0;
}
