/* scenario_setting.c - the text of a setting taken apart. Invariant: no tree is looked at, so that a text means the same whatever scenario it
 * is for. */
#include "scenario_setting.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "path.h"
#include "text.h"
#include "units.h"

enum { NUMBER = 64 };

static int fail(ccs_err_t *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int fail(ccs_err_t *err, const char *format, ...)
{
    char text[sizeof err->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "%s", text);
}

static int fail_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
}

const char *ccs_steps_text(const ccs_path_step_t *steps, uint32_t n, char text[CCS_SETTING_PATH_MAX])
{
    size_t at = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < n; i++) at = ccs_path_add(text, CCS_SETTING_PATH_MAX, at, steps[i].key, steps[i].index);
    return text;
}

/* --- the text ---------------------------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char *trim(char *from, char *end)
{
    while (from < end && is_blank(*from)) from++;
    while (end > from && is_blank(end[-1])) end--;
    *end = '\0';
    return from;
}

/* One step at *at: a key, or [3]; the key is cut out of the text later, by its end. */
static int take_index(ccs_setting_t *self, char **at, ccs_err_t *err)
{
    uint64_t index = 0;
    char *digit = *at + 1;

    for (; *digit >= '0' && *digit <= '9' && index < UINT32_MAX; digit++) index = 10 * index + (uint64_t) (*digit - '0');
    if (digit == *at + 1 || *digit != ']' || index >= UINT32_MAX)
        return fail(err, "expected the number of an element in [ ], such as staff[3]");
    self->steps[self->n_steps++] = (ccs_path_step_t){.index = (uint32_t) index};
    *at = digit + 1;
    return 0;
}

static int take_key(ccs_setting_t *self, char **at, ccs_arena_t *arena, ccs_err_t *err)
{
    const size_t quotes = **at == '"' && strchr(*at + 1, '"') ? 2 : 0;
    const size_t n = quotes ? strcspn(*at + 1, "\"") : strcspn(*at, ".[");
    const bool any = n == 1 && **at == '*';
    char *const key = ccs_arena_alloc(arena, n + 1);

    if (!key) return fail_memory(err);
    memcpy(key, *at + quotes / 2, n);
    if (quotes) {
        self->steps[self->n_steps++] = (ccs_path_step_t){.key = key, .quoted = true};
        *at += n + quotes;
        return 0;
    }
    if (!any && memchr(key, '*', n)) return fail(err, "a * stands for a whole key, as in groups.*.staff, not for a part of one");
    if (!any && !ccs_text_is_key(key, n)) {
        self->no_key = key;
        return fail(err, "expected keys with points between them, such as types.cards.talk.mean%s",
            strchr(key, ' ') ? "; a key has no blanks" : "");
    }
    self->steps[self->n_steps++] = (ccs_path_step_t){.key = key, .any = any};
    if (any) self->n_open = self->n_steps;
    *at += n;
    return 0;
}

static int take_steps(ccs_setting_t *self, char *at, ccs_arena_t *arena, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(take_key(self, &at, arena, err));
    while (*at != '\0') {
        if (self->n_steps == CCS_SCENARIO_MAX_DEPTH) CCS_TRY(fail(err, "a path of more than %d keys", CCS_SCENARIO_MAX_DEPTH));
        if (*at == '[') {
            CCS_TRY(take_index(self, &at, err));
        } else if (*at == '.') {
            at++;
            CCS_TRY(take_key(self, &at, arena, err));
        } else {
            CCS_TRY(fail(err, "expected a point, a [ or the end of the path, found '%.20s'", at));
        }
    }
out:
    return ret;
}

/* The first = outside of quotes: no path has one. NULL: there is none */
static char *find_equals(char *text)
{
    bool quoted = false;

    for (; *text; text++) {
        if (*text == '"') quoted = !quoted;
        else if (*text == '=' && !quoted) return text;
    }
    return NULL;
}

int ccs_setting_parse(ccs_setting_t *self, const char *text, ccs_arena_t *arena, ccs_err_t *err)
{
    char *const copy = ccs_arena_strdup(arena, text);
    char *equals = copy ? find_equals(copy) : NULL;

    *self = (ccs_setting_t){.path = "", .value = ""};
    if (!copy) return fail_memory(err);
    if (strlen(text) > CCS_SCENARIO_MAX_BYTES || !ccs_text_is_clean(text, strlen(text)))
        return fail(err, "is no text in UTF-8, or a very long one");
    if (!equals) return fail(err, "expected PATH=VALUE, PATH*=NUMBER, PATH+=NUMBER or PATH-=NUMBER, found '%.60s'", text);
    self->value = trim(equals + 1, equals + 1 + strlen(equals + 1));
    if (equals > copy && strchr("*+-", equals[-1])) {
        equals--;
        self->operation = *equals == '*' ? CCS_SETTING_MULTIPLY : CCS_SETTING_ADD;
        self->minus = *equals == '-';
    }
    char *const path = trim(copy, equals);
    const size_t n = strlen(path);

    self->path = path;
    if (self->operation == CCS_SETTING_MULTIPLY && (n == 0 || path[n - 1] == '.')) {
        return fail(err,
            "%s*= can be read in two ways: write \"%s* = VALUE\" to set every member, \"%s* *= NUMBER\" to multiply it", path,
            path, path);
    }
    if (*self->value == '\0') return fail(err, "has no value: write \"\" for an empty text, none to remove what is there");
    return take_steps(self, path, arena, err);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

bool ccs_quantity_parse(const char *text, ccs_quantity_t *quantity)
{
    const size_t n = strlen(text), digits = strspn(text, "0123456789");
    char number[NUMBER];

    *quantity = (ccs_quantity_t){0};
    if (digits == n && n > 0 && n <= 18) {
        quantity->whole = true;
        for (size_t i = 0; i < n; i++) quantity->i = 10 * quantity->i + (text[i] - '0');
        quantity->x = (double) quantity->i;
        return true;
    }
    if (n > 1 && n < sizeof number && text[n - 1] == '%') { /* above 100 % too: *= "110 %" */
        memcpy(number, text, n - 1);
        number[n - 1] = '\0';
        if (ccs_units_number(number, &quantity->x) != CCS_ERR_OK) return false;
        quantity->x /= 100;
        quantity->percent = true;
        return true;
    }
    return ccs_units_number(text, &quantity->x) == CCS_ERR_OK || ccs_units_duration(text, &quantity->x) == CCS_ERR_OK;
}

/* The operand may have a sign, and quotes as in a file. */
int ccs_setting_operand(const ccs_setting_t *self, ccs_arena_t *scratch, ccs_quantity_t *operand, ccs_err_t *err)
{
    const size_t n = strlen(self->value);
    const bool quoted = n >= 2 && self->value[0] == '"' && self->value[n - 1] == '"';
    char *const text = ccs_arena_strdup(scratch, self->value + quoted);

    if (!text) return fail_memory(err);
    if (quoted) text[n - 2] = '\0';
    const char sign = *text;
    const size_t skip = sign == '-' || sign == '+';

    if (!ccs_quantity_parse(text + skip, operand)) {
        char remedy[CCS_SETTING_PATH_MAX];
        const char *const sep = *ccs_units_remedy(text + skip, remedy, sizeof remedy) ? ": " : "";

        return fail(err, "expected a number to %s, found %.40s%s%s",
            self->operation == CCS_SETTING_MULTIPLY ? "multiply by" : "add", self->value, sep, remedy);
    }
    if ((sign == '-') != self->minus) {
        operand->x = -operand->x;
        operand->i = -operand->i;
    }
    return 0;
}
