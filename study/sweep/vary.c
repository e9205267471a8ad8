/* vary.c - takes a factor apart and says what its levels change. */
#include "vary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "units.h"
#include "what_if_words.h"

enum { NUMBER = CCS_UNITS_TEXT_MAX, MOST_WRITTEN = 2000 /* levels that somebody writes one by one: those of a range differ */ };

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static int refuse(const ccs_vary_t *self, ccs_err_t *err, const char *text, const char *found)
{
    return ccs_err_set(err, CCS_ERR_USAGE, self->where, self->name, "%s, found \"%s\"", text, found);
}

static const char *trimmed(const char *text, size_t n, ccs_arena_t *arena)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) text++, n--;
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) n--;
    return ccs_arena_printf(arena, "%.*s", (int) n, text);
}

/* ---- levels ------------------------------------------------------------------------------------------------------------------------------ */

bool ccs_vary_number(enum ccs_vary_by by, const char *text, double *x)
{
    const char sign = *text == '+' || *text == '-' ? *text : '\0';
    size_t n = strlen(text);
    char number[NUMBER];
    double value;

    if (sign) text++, n--;
    const bool percent = n > 0 && text[n - 1] == '%';

    n -= percent;
    if (n >= sizeof number) return false;
    memcpy(number, text, n);
    number[n] = '\0';
    if (ccs_units_number(number, &value) != 0) return false;
    if (percent) value /= 100;
    if (by == CCS_VARY_TIMES && sign && !percent) return false;
    *x = sign == '-' ? -value : value;
    if (by == CCS_VARY_TIMES && sign) *x += 1;
    return by != CCS_VARY_TIMES || *x >= 0;
}

void ccs_vary_ends(ccs_vary_t *self)
{
    if (self->n_levels == 0) return;
    self->low = (double) INFINITY;
    self->high = -(double) INFINITY;
    for (uint32_t i = 0; i < self->n_levels; i++) {
        self->low = fmin(self->low, self->levels[i]);
        self->high = fmax(self->high, self->levels[i]);
    }
}

ccs_extent_t ccs_vary_extent(const ccs_vary_t *self)
{
    return (ccs_extent_t){self->name, self->low, self->high, self->levels, self->n_levels};
}

int ccs_vary_step(ccs_vary_t *self, double low, double high, double step, ccs_arena_t *arena, ccs_err_t *err)
{
    const double n = step > 0 ? floor((high - low) / step * (1 + 1e-12) + 1e-9) + 1 : 0;
    char number[NUMBER];

    self->low = low;
    self->high = high;
    if (n == 0) return 0;
    if (n > CCS_VARY_MAX_LEVELS)
        return ccs_err_set(err, CCS_ERR_USAGE, self->where, self->name, "has %.4g levels, more than %d: take a longer step", n,
            CCS_VARY_MAX_LEVELS);
    self->n_levels = (uint32_t) n;
    self->levels = ccs_arena_array(arena, self->n_levels, sizeof *self->levels);
    if (!self->levels) return no_memory(err);
    for (uint32_t i = 0; i < self->n_levels; i++) { /* 0.8 + 2 * 0.1 is written 1, as people mean it */
        snprintf(number, sizeof number, "%.12g", low + i * step);
        self->levels[i] = strtod(number, NULL);
    }
    ccs_vary_ends(self);
    return 0;
}

static int read_end(const ccs_vary_t *self, const char *text, size_t n, double *x, ccs_arena_t *arena, ccs_err_t *err)
{
    const char *const end = trimmed(text, n, arena);

    if (!end) return no_memory(err);
    if (ccs_vary_number(self->by, end, x)) return 0;
    return refuse(self, err, "expected a number, as in 0.8..1.2 by 0.1, 10..20 or -10%..+10% by 5%", end);
}

static int read_range(ccs_vary_t *self, const char *text, const char *dots, ccs_arena_t *arena, ccs_err_t *err)
{
    const char *const by = strstr(dots, " by "), *const end = by ? by : text + strlen(text);
    double low = 0, high = 0, step = 0;
    int ret;

    CCS_TRY(read_end(self, text, (size_t) (dots - text), &low, arena, err));
    CCS_TRY(read_end(self, dots + 2, (size_t) (end - dots - 2), &high, arena, err));
    if (by) {
        const char *const written = trimmed(by + 4, strlen(by + 4), arena);

        CCS_REQUIRE(written, no_memory(err));
        if (!ccs_vary_number(CCS_VARY_VALUE, written, &step) || !(step > 0))
            CCS_TRY(refuse(self, err, "a step must be a number above 0", written));
    }
    CCS_REQUIRE(low < high, refuse(self, err, "a range must end above its begin", text));
    CCS_TRY(ccs_vary_step(self, low, high, step, arena, err));
out:
    return ret;
}

/* Up to the next comma that is outside of quotes and brackets. */
static size_t length_of_level(const char *text)
{
    size_t n = 0;
    int depth = 0;
    bool quoted = false;

    for (; text[n]; n++) {
        if (text[n] == '"') quoted = !quoted;
        else if (quoted) continue;
        else if (strchr("([{", text[n])) depth++;
        else if (strchr(")]}", text[n])) depth--;
        else if (text[n] == ',' && depth <= 0) break;
    }
    return n;
}

static int add_level(ccs_vary_t *self, const char *text, ccs_err_t *err)
{
    if (*text == '\0') return refuse(self, err, "expected a level between commas", text);
    self->words[self->n_levels] = text;
    self->levels[self->n_levels++] = (double) NAN;
    return 0;
}

/* Levels are numbers, all of them, or texts. */
static int close_levels(ccs_vary_t *self, ccs_err_t *err)
{
    uint32_t n_numbers = 0;

    for (uint32_t i = 0; i < self->n_levels; i++) n_numbers += ccs_vary_number(self->by, self->words[i], &self->levels[i]);
    if (n_numbers < self->n_levels && (self->by != CCS_VARY_VALUE || self->is_quantity)) {
        for (uint32_t i = 0; i < self->n_levels; i++)
            if (!ccs_vary_number(self->by, self->words[i], &self->levels[i]))
                return refuse(self, err, "expected numbers, as in 0.9,1,1.1, -10%,+10% or 0.8..1.2 by 0.1", self->words[i]);
    }
    for (uint32_t i = 0; n_numbers < self->n_levels && i < self->n_levels; i++) self->levels[i] = i;
    if (n_numbers == self->n_levels) self->words = NULL;
    ccs_vary_ends(self);
    return 0;
}

int ccs_vary_read_levels(const char *text, ccs_arena_t *arena, ccs_vary_t *out, ccs_err_t *err)
{
    const char *const dots = strstr(text, "..");
    const size_t most = strlen(text) + 1;
    int ret = 0;

    out->low = out->high = (double) NAN;
    if (dots && !strchr(text, '"')) return read_range(out, text, dots, arena, err);
    out->levels = ccs_arena_array(arena, most, sizeof *out->levels);
    out->words = ccs_arena_array(arena, most, sizeof *out->words);
    CCS_REQUIRE(out->levels && out->words, no_memory(err));
    for (bool more = true; more;) {
        const size_t n = length_of_level(text);
        const char *const level = trimmed(text, n, arena);

        CCS_REQUIRE(level, no_memory(err));
        CCS_TRY(add_level(out, level, err));
        more = text[n] == ',';
        text += n + more;
    }
    CCS_TRY(close_levels(out, err));
out:
    return ret;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------------- */

void ccs_vary_of(const char *what, ccs_vary_t *out)
{
    const char *const quantity = ccs_what_if_quantity(what);
    const bool counts =
        quantity && (!strcmp(quantity, "shrinkage") || !strcmp(quantity, "move") || !strcmp(quantity, "cross-train"));

    out->what = what;
    out->is_quantity = quantity != NULL;
    out->by = quantity && !counts ? CCS_VARY_TIMES : CCS_VARY_VALUE;
}

/* The first = outside of quotes. NULL: there is none */
static const char *equals_of(const char *text)
{
    bool quoted = false;

    for (; *text; text++) {
        if (*text == '"') quoted = !quoted;
        else if (*text == '=' && !quoted) return text;
    }
    return NULL;
}

/* The colon behind a name, with a blank behind it. NULL: there is none */
static const char *colon_of(const char *text, const char *end)
{
    for (const char *c = text; c + 1 < end; c++) {
        if (*c == '"') return NULL;
        if (*c == ':' && c[1] == ' ') return c;
    }
    return NULL;
}

int ccs_vary_check(const ccs_vary_t *self, ccs_err_t *err)
{
    static const struct {
        const char *key, *instead;
    } own[] = {{"run.seed", "--seed: points share it, so that they differ by what is varied alone"},
        {"run.replications", "-r, or replications of the study, or --precision: each point has as many"}};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!self->is_quantity && strcmp(self->what, own[i].key) == 0)
            return ccs_err_set(err, CCS_ERR_USAGE, self->where, self->name, "is the study's own and no factor: write %s",
                own[i].instead);
    for (uint32_t i = 0; self->n_levels <= MOST_WRITTEN && i < self->n_levels; i++)
        for (uint32_t k = 0; k < i; k++) {
            const bool same = self->words ? strcmp(self->words[i], self->words[k]) == 0 : self->levels[i] == self->levels[k];
            char level[NUMBER * 2];

            if (same)
                return ccs_err_set(err, CCS_ERR_USAGE, self->where, self->name, "has the level %s twice",
                    ccs_vary_show(self, self->levels[i], level, sizeof level));
        }
    return 0;
}

/* "staff of desk=5,6" is meant as five and six agents, and would be five and six times as many. */
static int doubt_factors(const ccs_vary_t *self, ccs_err_t *err)
{
    static const double MOST = 3; /* nobody varies a quantity that far without saying that it is multiplied */
    const char *const of = strstr(self->what, "staff of ") == self->what ? &self->what[strlen("staff of ")] : "NAME";

    if (self->by != CCS_VARY_TIMES || !self->is_quantity || !(self->high > MOST)) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, self->where, self->name,
        "levels of it multiply what the scenario has, here by up to %.6g: write what it is to be by its path, such as \"groups.%s.staff=5,6\", or "
        "\"%s*=...\" to multiply",
        self->high, of, self->what);
}

int ccs_vary_read(const char *text, ccs_arena_t *arena, ccs_vary_t *out, ccs_err_t *err)
{
    const char *const equals = equals_of(text), *const colon = equals ? colon_of(text, equals) : NULL;
    int ret;

    *out = (ccs_vary_t){.name = text, .where = "--vary"};
    if (!equals || equals == text)
        return refuse(out, err,
            "expected what is varied and its levels, as in \"volume=0.8..1.2 by 0.1\" or \"groups.desk.staff=10,12\"", text);
    const char sign = strchr("*+", equals[-1]) ? equals[-1] : '\0', *const begin = colon ? colon + 1 : text;
    const char *const what = trimmed(begin, (size_t) (equals - (sign ? 1 : 0) - begin), arena);

    CCS_REQUIRE(what, no_memory(err));
    out->name = colon ? trimmed(text, (size_t) (colon - text), arena) : what;
    CCS_REQUIRE(out->name, no_memory(err));
    if (*what == '\0' || *out->name == '\0') CCS_TRY(refuse(out, err, "expected what is varied in front of the =", text));
    ccs_vary_of(what, out);
    if (sign) out->by = sign == '*' ? CCS_VARY_TIMES : CCS_VARY_PLUS;
    CCS_TRY(ccs_vary_read_levels(trimmed(equals + 1, strlen(equals + 1), arena), arena, out, err));
    if (!sign) CCS_TRY(doubt_factors(out, err));
    CCS_TRY(ccs_vary_check(out, err));
out:
    return ret;
}

/* ---- what levels change --------------------------------------------------------------------------------------------------------------------- */

/* "move from a to b" of 3: the number stands behind the first word. */
static const char *counted(const ccs_vary_t *self, const char *number, ccs_arena_t *arena)
{
    const size_t n = strcspn(self->what, " ");

    return ccs_arena_printf(arena, "%.*s %s%s", (int) n, self->what, number, &self->what[n]);
}

static const char *of_quantity(const ccs_vary_t *self, double level, const char *number, ccs_arena_t *arena)
{
    if (self->by == CCS_VARY_TIMES) return ccs_arena_printf(arena, "%s *%s", self->what, number);
    if (self->by == CCS_VARY_PLUS) {
        if (level == 0) return "";
        return ccs_arena_printf(arena, "%s %s%s", self->what, level > 0 ? "+" : "", number);
    }
    if (strncmp(self->what, "shrinkage", 9) == 0) return ccs_arena_printf(arena, "%s %.15g %%", self->what, 100 * level);
    return level == 0 ? "" : counted(self, number, arena);
}

const char *ccs_vary_change(const ccs_vary_t *self, double level, ccs_arena_t *arena)
{
    char number[NUMBER];

    if (self->words && self->is_quantity && !self->words[(uint32_t) level][0]) return "";
    if (self->words)
        return ccs_arena_printf(arena, self->is_quantity ? "%s %s" : "%s=%s", self->what, self->words[(uint32_t) level]);
    (void) ccs_units_write_number(level, number, sizeof number);
    if (self->is_quantity) return of_quantity(self, level, number, arena);
    if (self->by == CCS_VARY_TIMES) return ccs_arena_printf(arena, "%s *=%s", self->what, number);
    if (self->by == CCS_VARY_VALUE) return ccs_arena_printf(arena, "%s =%s", self->what, number);
    (void) ccs_units_write_number(fabs(level), number, sizeof number);
    return level == 0 ? "" : ccs_arena_printf(arena, "%s %c=%s", self->what, level < 0 ? '-' : '+', number);
}

const char *ccs_vary_show(const ccs_vary_t *self, double level, char *text, size_t size)
{
    if (self->words) snprintf(text, size, "%s", self->words[(uint32_t) level][0] ? self->words[(uint32_t) level] : "-");
    else snprintf(text, size, self->by == CCS_VARY_PLUS ? "%+.6g" : "%.6g", level);
    return text;
}
