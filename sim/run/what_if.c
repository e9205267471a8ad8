/* what_if.c - takes a what-if apart. Invariant: every change that comes out has a path and an "=". */
#include "what_if.h"

#include <stdbool.h>
#include <string.h>

/* Without the blanks around it. */
static const char *trimmed(const char *text, size_t n, ccs_arena_t *arena)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) text++, n--;
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) n--;
    return ccs_arena_printf(arena, "%.*s", (int) n, text);
}

/* Characters up to the next comma that parts changes, or to the end. */
static size_t length_of_change(const char *text)
{
    size_t n = 0;
    int depth = 0;
    bool quoted = false;

    for (; text[n]; n++) {
        const char c = text[n];

        if (quoted && c == '\\' && text[n + 1]) n++;
        else if (c == '"') quoted = !quoted;
        else if (quoted) continue;
        else if (strchr("([{", c)) depth++;
        else if (strchr(")]}", c)) depth--;
        else if (c == ',' && depth <= 0) break;
    }
    return n;
}

/* The colon behind a name: one before the first "=". */
static const char *colon_of(const char *text)
{
    const char *const colon = strchr(text, ':'), *const equals = strchr(text, '=');

    return colon && (!equals || colon < equals) ? colon : NULL;
}

static int refuse(ccs_err_t *err, const char *text)
{
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--what-if",
        "must be such as \"two more: groups.general.staff+=2, types.sales.arrivals.per_day*=1.1\", found \"%s\"", text);
}

int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    const char *const colon = colon_of(text), *at = colon ? colon + 1 : text;

    *out = (ccs_what_if_t){.name = colon ? trimmed(text, (size_t) (colon - text), arena) : trimmed(text, strlen(text), arena),
        .sets = ccs_arena_array(arena, strlen(text) + 1, sizeof *out->sets)};
    if (!out->name || !out->sets) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (out->name[0] == '\0') return refuse(err, text);
    for (bool more = true; more;) {
        const size_t n = length_of_change(at);
        const char *const change = trimmed(at, n, arena), *const equals = change ? strchr(change, '=') : NULL;

        if (!change) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
        if (!equals || equals == change) return refuse(err, text);
        out->sets[out->n_sets++] = change;
        more = at[n] == ',';
        at += n + 1;
    }
    return 0;
}
