/* fuzz_scenario.c - libFuzzer target: any bytes as a scenario file. Invariant checked: reading neither crashes nor hangs, an
 * error comes with a record, and what reads well prints to a text that reads back equal. Up to 8 leading lines "#set
 * PATH=VALUE" (comments of the language) are applied as --set. No file is opened: the folder does not exist. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario_read.h"

enum { MAX_SETS = 8 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

typedef struct {
    char *texts[MAX_SETS];
    size_t n;
} sets_t;

static void take_sets(const char *text, size_t size, sets_t *sets)
{
    while (sets->n < MAX_SETS && size > 5 && memcmp(text, "#set ", 5) == 0) {
        const char *const end = memchr(text, '\n', size);
        const size_t n = end ? (size_t) (end - text) : size;
        char *const set = malloc(n);

        memcpy(set, text + 5, n - 5);
        set[n - 5] = '\0';
        sets->texts[sets->n++] = set;
        text += n + (end != NULL);
        size -= n + (end != NULL);
    }
}

static void must(int condition, const char *text)
{
    if (condition) return;
    fprintf(stderr, "fuzz_scenario: %s\n", text);
    abort();
}

/* Limits that a tree may pass after `like` and --set, but a file may not. */
static int fits(const ccs_value_t *node, unsigned depth, unsigned *n_settings)
{
    if (depth > CCS_SCENARIO_MAX_DEPTH) return 0;
    *n_settings += node->key != NULL;
    for (const ccs_value_t *child = node->first; child; child = child->next)
        if (!fits(child, depth + 1, n_settings)) return 0;
    return *n_settings <= CCS_SCENARIO_MAX_SETTINGS;
}

/* A message of libconfig, and not one that quotes a setting of this input. */
static int is_libconfigs(const char *text, const sets_t *sets)
{
    static const char mark[] = "libconfig: ";

    for (size_t i = 0; i < sets->n; i++)
        if (!strncmp(sets->texts[i], mark, sizeof mark - 1)) return 0;
    return !strncmp(text, mark, sizeof mark - 1);
}

static void check_round_trip(const ccs_value_t *root)
{
    ccs_arena_t arena = {0};
    ccs_err_list_t errors = {0};
    ccs_value_t *again = NULL;
    unsigned n_settings = 0;
    const char *const text = ccs_scenario_print(root, &arena);

    must(text != NULL, "cannot print");
    if (root->n > 0 && strlen(text) <= CCS_SCENARIO_MAX_BYTES && fits(root, 0, &n_settings)) {
        const int ret = ccs_scenario_read_text("again", text, strlen(text), "/nonexistent", NULL, 0, &arena, &again, &errors);

        if (ret != 0) fprintf(stderr, "%s: %s\n%s", errors.items[0].where, errors.items[0].text, text);
        must(ret == 0, "printed scenario does not read");
        must(ccs_value_equal(root, again), "printed scenario reads as another");
    }
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const char *const text = (const char *) data;
    ccs_arena_t arena = {0};
    ccs_err_list_t errors = {0};
    ccs_value_t *root = NULL;
    sets_t sets = {0};

    take_sets(text, size, &sets);
    const int ret = ccs_scenario_read_text("fuzz.cfg", text, size, "/nonexistent", (const char *const *) sets.texts, sets.n,
        &arena, &root, &errors);

    must((ret == 0) == (root != NULL), "result and tree disagree");
    must((ret == 0) == (errors.n_errors == 0), "result and errors disagree");
    for (size_t i = 0; i < errors.n; i++)
        must(!is_libconfigs(errors.items[i].text, &sets), errors.items[i].text); /* the scan finds all */
    if (ret == 0) check_round_trip(root);
    for (size_t i = 0; i < sets.n; i++) free(sets.texts[i]);
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
    return 0;
}
