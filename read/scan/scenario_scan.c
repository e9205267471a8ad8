/* scenario_scan.c - the raw pre-scan. Invariant: out holds a correct beginning of the normalised text, on whose last line
 * stands the last key or value written; line breaks met since then are owed (n_owed) and paid before the next key or value, so
 * that libconfig counts the lines of the original even where its parser looks ahead. */
#include "scenario_scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "scenario_limits.h"
#include "scenario_number.h"
#include "text.h"
#include "units.h"

enum state { KEY, EQUALS, VALUE, AFTER };
enum { N_SLOTS = 8192, NAME_SHOWN = 40, PATH_SIZE = 128 };
_Static_assert(N_SLOTS > 2 * CCS_SCENARIO_MAX_SETTINGS, "the table of keys stays half empty");

typedef struct {
    char bracket;   /* { [ or (; 0 for the file itself */
    uint32_t line;  /* of the bracket */
    uint32_t n;     /* values so far, of a list */
    uint32_t group; /* unique number of the bracket */
    const char *key;
    size_t n_key; /* of the setting being read, of a group */
} level_t;

typedef struct {
    const char *key; /* NULL: free */
    size_t n_key;
    uint32_t group, line;
} slot_t;

typedef struct {
    const ccs_scan_input_t *in;
    ccs_scan_t *result;
    ccs_err_t *err;
    const char *at, *end;
    uint32_t line, n_owed, n_brackets;
    enum state state;
    bool after_string; /* the last token was a string: another one continues it */
    char *out;
    const char *limit; /* of out */
    level_t levels[CCS_SCENARIO_MAX_DEPTH + 1];
    uint32_t depth;
    slot_t *slots; /* keys met: open addressing, at most half full */
} scan_t;

/* --- bytes ------------------------------------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_number_byte(char c)
{
    return is_name_byte(c) || c == '.' || c == '+';
}

/* --- messages ---------------------------------------------------------------------------------------------------------- */

/* types.cards.groups[1]: where the scan stands. */
static const char *path_text(const scan_t *self, char text[PATH_SIZE])
{
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i <= self->depth && n < PATH_SIZE - 1; i++) {
        const level_t *const level = &self->levels[i];
        const bool list = level->bracket == '[' || level->bracket == '(';
        int added = 0;

        if (list) {
            const bool begun = i < self->depth || self->state == AFTER;

            added = snprintf(text + n, PATH_SIZE - n, "[%" PRIu32 "]", level->n - (begun && level->n > 0));
        } else if (level->key) {
            added = snprintf(text + n, PATH_SIZE - n, "%s%.*s", n > 0 ? "." : "",
                (int) (level->n_key < PATH_SIZE ? level->n_key : PATH_SIZE), level->key);
        }
        n += (size_t) added;
    }
    return text;
}

static int fail_at(const scan_t *self, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int fail_at(const scan_t *self, uint32_t line, const char *format, ...)
{
    char where[sizeof self->err->where], path[PATH_SIZE], text[sizeof self->err->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    snprintf(where, sizeof where, "%s:%" PRIu32, self->in->name, line);
    return ccs_err_set(self->err, CCS_ERR_SCENARIO, where, path_text(self, path), "%s", text);
}

static bool in_list(const scan_t *self)
{
    return self->levels[self->depth].bracket == '[' || self->levels[self->depth].bracket == '(';
}

static char closer_of(char bracket)
{
    return bracket == '{' ? '}' : bracket == '[' ? ']' : ')';
}

/* What the grammar allows next, for messages. */
static const char *wanted(const scan_t *self)
{
    const char bracket = self->levels[self->depth].bracket;

    switch (self->state) {
    case KEY: return bracket ? "a key or }" : "a key";
    case EQUALS: return "= after the key";
    case VALUE: return !in_list(self) ? "a value" : bracket == '[' ? "a value or ]" : "a value or )";
    case AFTER:
        if (self->in->value && self->depth == 0) return "the end of the value";
        return bracket == '[' ? ", or ]" : bracket == '(' ? ", or )" : bracket ? "; or a key or }" : "; or a key";
    }
    return "";
}

static int unexpected(const scan_t *self, const char *text, size_t n)
{
    return fail_at(self, self->line, "expected %s, found '%.*s'", wanted(self), (int) (n < NAME_SHOWN ? n : NAME_SHOWN), text);
}

/* The text need not end with a zero. */
static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at)) at++;
    return at;
}

/* Where a key should be stands what begins with no letter, or goes on with one that is not plain: what a name is made of. */
static int no_name(const scan_t *self, const char *start)
{
    size_t n = 0;

    while (start + n < self->end && !strchr(" \t\r\n\f=:;,{}()[]\"", start[n])) n++;
    const size_t shown = n < NAME_SHOWN ? n : ccs_text_whole(start, NAME_SHOWN);

    return fail_at(self, self->line,
        "expected %s, found '%.*s': a name is a letter from a to z, then letters, digits, _ or -; what people read goes to "
        "label = \"%.*s\"",
        self->state == KEY ? wanted(self) : "a name", (int) shown, start, (int) shown, start);
}

/* A digit behind a comma that followed a number, where a key should be: cv = 0,9 or per_day = 1,000. */
static bool fail_comma(const scan_t *self, const char *word, size_t n)
{
    const char *start = word - 1;
    char number[NAME_SHOWN + 1], remedy[PATH_SIZE];

    if (start - 1 < self->in->bytes || *start != ',' || !is_number_byte(start[-1])) return false;
    while (start > self->in->bytes && (is_number_byte(start[-1]) || start[-1] == ',')) start--;
    while (word + n + 1 < self->end && word[n] == ',' && is_digit(word[n + 1]))
        n = (size_t) (skip_digits(word + n + 1, self->end) - word);
    snprintf(number, sizeof number, "%.*s", (int) (word + n - start), start);
    if (*ccs_units_remedy(number, remedy, sizeof remedy) == '\0') return false;
    (void) fail_at(self, self->line, "found %s: %s", number, remedy);
    return true;
}

/* --- raw bytes --------------------------------------------------------------------------------------------------------- */

/* Whether the first line that is not empty parts headings as a table does; in a scenario it says something of a key, or is a remark. */
static bool is_table(const char *text, size_t n)
{
    static const char separators[] = ";,\t|";
    size_t n_found[sizeof separators - 1] = {0}, most = 0, from = 0;

    if (n >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) from = 3;
    while (from < n && strchr(" \r\n", text[from])) from++;
    if (from == n || strchr("#/@", text[from])) return false;
    for (size_t i = from; i < n && text[i] != '\n'; i++) {
        const char *const at = text[i] ? strchr(separators, text[i]) : NULL;

        if (text[i] == '=' || text[i] == '{') return false;
        if (at) n_found[at - separators]++;
    }
    for (size_t i = 0; i < sizeof separators - 1; i++) most = n_found[i] > most ? n_found[i] : most;
    return most >= 2;
}

/* Bytes that no text holds. The line is counted as the scan counts it. */
static int check_bytes(scan_t *self)
{
    const char *const bytes = self->in->bytes;
    const size_t n = self->in->n;
    uint32_t line = 1;

    if (n >= 4 && memcmp(bytes, "\x89HDF", 4) == 0)
        return fail_at(self, 1, "is a result file, no scenario: ccsim show, compare, report and export read it");
    if (!self->in->value && is_table(bytes, n))
        return fail_at(self, 1, "is a table, no scenario: ccsim import makes a scenario of it");
    if (n > CCS_SCENARIO_MAX_BYTES) {
        return fail_at(self, 1, "larger than %d bytes, the most a scenario file may have", CCS_SCENARIO_MAX_BYTES);
    }
    if (n >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        return fail_at(self, 1, "is UTF-16: save it as UTF-8");
    }
    for (size_t i = 0, length; i < n; i += length) {
        const unsigned char c = (unsigned char) bytes[i];

        length = ccs_text_utf8(bytes + i, n - i);
        if (c == '\n' || (c == '\r' && !(i + 1 < n && bytes[i + 1] == '\n'))) line++;
        if (length == 0) return fail_at(self, line, "byte 0x%02x is no UTF-8: save the file as UTF-8", c);
        if ((c < ' ' && !strchr("\t\n\r\f", c)) || c == 0x7f || c == 0) {
            return fail_at(self, line, "is no text: it holds the control byte 0x%02x", c);
        }
    }
    return 0;
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

static void emit(scan_t *self, const char *text, size_t n)
{
    CCS_BUG_IF(n > (size_t) (self->limit - self->out));
    memcpy(self->out, text, n);
    self->out += n;
    *self->out = '\0';
}

static void pay_lines(scan_t *self)
{
    for (; self->n_owed > 0; self->n_owed--) emit(self, "\n", 1);
}

/* Before a value: its place in the list, the limits, the line. */
static int begin_value(scan_t *self)
{
    if (self->state != VALUE) return 0;
    if (++self->result->n_nodes > CCS_SCENARIO_MAX_NODES) {
        return fail_at(self, self->line, "more than %d values", CCS_SCENARIO_MAX_NODES);
    }
    if (in_list(self) && self->levels[self->depth].n++ > 0) emit(self, ",", 1);
    pay_lines(self);
    self->after_string = false;
    return 0;
}

static void end_value(scan_t *self)
{
    self->state = AFTER;
}

/* A setting is over: libconfig may do without the separator, the next token tells. */
static void end_setting(scan_t *self)
{
    emit(self, ";", 1);
    self->state = KEY;
    self->levels[self->depth].key = NULL;
}

/* Whether the next token may be the key of another setting, without a separator before it. */
static bool may_end_setting(const scan_t *self)
{
    return self->state == AFTER && !in_list(self) && !(self->in->value && self->depth == 0);
}

/* Whether what is no key is meant for one here. Behind a value it is rather more of the value, but a closed group has no more. */
static bool wants_name(scan_t *self)
{
    if (may_end_setting(self) && self->out[-1] == '}') end_setting(self);
    return self->state == KEY;
}

/* --- keys -------------------------------------------------------------------------------------------------------------- */

static uint32_t hash(const char *key, size_t n, uint32_t group)
{
    uint32_t h = 2166136261u ^ group * 2654435761u; /* FNV-1a (Fowler, Noll, Vo) */

    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char) key[i]) * 16777619u;
    return h ^ h >> 15;
}

static int remember_key(scan_t *self, const char *key, size_t n)
{
    const uint32_t group = self->levels[self->depth].group;
    uint32_t i = hash(key, n, group) % N_SLOTS;

    for (; self->slots[i].key; i = (i + 1) % N_SLOTS) {
        const slot_t *const slot = &self->slots[i];

        if (slot->group != group || slot->n_key != n || memcmp(slot->key, key, n) != 0) continue;
        return fail_at(self, self->line, "stands twice in its group, first in line %" PRIu32, slot->line);
    }
    self->slots[i] = (slot_t){key, n, group, self->line};
    return 0;
}

static int take_key(scan_t *self, const char *key, size_t n)
{
    level_t *const level = &self->levels[self->depth];

    if (++self->result->n_settings > CCS_SCENARIO_MAX_SETTINGS) {
        return fail_at(self, self->line, "more than %d settings, the most a scenario file may have", CCS_SCENARIO_MAX_SETTINGS);
    }
    if (!ccs_text_is_key(key, n)) {
        return fail_at(self, self->line, "'%.*s' is no key: a letter, then letters, digits, _ or -",
            (int) (n < NAME_SHOWN ? n : NAME_SHOWN), key);
    }
    level->key = key;
    level->n_key = n;
    const int ret = remember_key(self, key, n);

    if (ret != 0) return ret;
    pay_lines(self);
    emit(self, key, n);
    self->state = EQUALS;
    return 0;
}

/* --- words and numbers ------------------------------------------------------------------------------------------------- */

/* A bare word where a value should be. */
static int bare_word(const scan_t *self, const char *word, size_t n)
{
    const int shown = (int) (n < NAME_SHOWN ? n : NAME_SHOWN);

    if (ccs_text_is_word(word, n, "yes") || ccs_text_is_word(word, n, "on")) {
        return fail_at(self, self->line, "expected a value, found %.*s: write true", shown, word);
    }
    if (ccs_text_is_word(word, n, "no") || ccs_text_is_word(word, n, "off")) {
        return fail_at(self, self->line, "expected a value, found %.*s: write false", shown, word);
    }
    if (ccs_text_is_word(word, n, "nan") || ccs_text_is_word(word, n, "inf") || ccs_text_is_word(word, n, "infinity")) {
        return fail_at(self, self->line, "%.*s is not a number that a scenario can use", shown, word);
    }
    return fail_at(self, self->line, "expected a value, found %.*s: text needs quotes, \"%.*s\"", shown, word, shown, word);
}

/* Where = should be stands a second word: `sales team: {` is a name of several words, `label My desk;` a text without = and quotes. */
static int second_word(const scan_t *self, const char *word, size_t n)
{
    const char *const start = self->levels[self->depth].key, *end = start;
    const int shown = (int) (n < NAME_SHOWN ? n : NAME_SHOWN);
    char name[NAME_SHOWN + 1];
    size_t n_name = 0;

    while (end < self->end && (is_name_byte(*end) || *end == ' ')) end++;
    if (end <= word || end == self->end || !strchr(":=", *end) || end - start > NAME_SHOWN)
        return fail_at(self, self->line, "expected = after the key, found %.*s: text of several words needs quotes", shown, word);
    while (end[-1] == ' ') end--;
    for (const char *at = start; at < end; at++) name[n_name++] = *at == ' ' ? '_' : *at;
    name[n_name] = '\0';
    return fail_at(self, self->line, "expected = after the key, found %.*s: a name is one word, such as %s", shown, word, name);
}

static int on_word(scan_t *self)
{
    const char *const word = self->at;
    size_t n = 1;

    while (word + n < self->end && is_name_byte(word[n])) n++;
    self->at += n;
    const bool boolean = !ccs_text_is_key(word, n); /* a word that begins with a letter is a key or true or false */

    if (may_end_setting(self)) end_setting(self);
    if (self->state == KEY) return take_key(self, word, n);
    if (self->state == EQUALS) return second_word(self, word, n);
    if (self->state == AFTER) return unexpected(self, word, n);
    if (!boolean) return bare_word(self, word, n);
    const int ret = begin_value(self);

    if (ret != 0) return ret;
    emit(self, word, n);
    end_value(self);
    return 0;
}

/* Digits, then what names go on with: 2nd-line. */
static bool begins_like_name(const char *word, const char *end)
{
    const char *const rest = skip_digits(word, end);

    return rest > word && rest < end && (*rest == '_' || *rest == '-' || (*rest >= 'a' && *rest <= 'z'));
}

static int on_number(scan_t *self)
{
    const char *const word = self->at;
    ccs_scenario_number_t number;
    size_t n = 1;

    while (word + n < self->end && is_number_byte(word[n])) n++;
    self->at += n;
    if (self->state == KEY && fail_comma(self, word, n)) return CCS_ERR_SCENARIO;
    if (begins_like_name(word, self->end) && wants_name(self)) return no_name(self, word);
    if (self->state != VALUE) return unexpected(self, word, n);
    if (ccs_scenario_number(word, n, &number) != 0) return fail_at(self, self->line, "%s", number.text);
    const int ret = begin_value(self);

    if (ret != 0) return ret;
    if (ccs_units_is_grouped(word, n)) self->result->grouped[self->result->n_grouped++] = self->result->n_reals;
    self->result->n_reals += strchr(number.text, 'L') == NULL;
    emit(self, number.text, strlen(number.text));
    end_value(self);
    return 0;
}

/* --- texts ------------------------------------------------------------------------------------------------------------- */

/* The escape that begins at the backslash: its length, or 0. \xHH above 7f would build what is no UTF-8, \x00 would end the
 * text. */
static size_t escape_length(const char *at, const char *end)
{
    if (end - at < 2) return 0;
    if (memchr("nrtf\\\"", at[1], 6)) return 2;
    if (at[1] != 'x' || end - at < 4 || !strchr("01234567", at[2]) || !memchr("0123456789abcdefABCDEF", at[3], 22)) return 0;
    return at[2] == '0' && at[3] == '0' ? 0 : 4;
}

static int quoted_name(const scan_t *self, const char *start)
{
    const size_t n = (size_t) (self->at - start), shown = n < NAME_SHOWN ? n : ccs_text_whole(start, NAME_SHOWN);

    return fail_at(self, self->line, "expected %s, found %.*s: a name has no quotes", wanted(self), (int) shown, start);
}

/* From the opening quote to behind the closing one. */
static int pass_string(scan_t *self)
{
    for (self->at++; self->at < self->end; self->at++) {
        switch (*self->at) {
        case '"': self->at++; return 0;
        case '\n':
        case '\r':
            return fail_at(self, self->line,
                "text is not closed by the end of its line: \" is missing, or write \\n for a line break");
        case '\\': {
            const size_t n = escape_length(self->at, self->end);

            if (n == 0) {
                return fail_at(self, self->line,
                    "unknown escape in a text: \\n, \\r, \\t, \\f, \\\", \\x01 to \\x7f; write \\\\ for a backslash");
            }
            self->at += n - 1;
            break;
        }
        default: break;
        }
    }
    return fail_at(self, self->line, "text is not closed by the end of the file: \" is missing");
}

static int on_string(scan_t *self)
{
    const char *const start = self->at;
    int ret = pass_string(self);

    if (ret != 0) return ret;
    if (self->state == AFTER && self->after_string) { /* "one " "text" */
        emit(self, start, (size_t) (self->at - start));
        return 0;
    }
    if (wants_name(self)) return quoted_name(self, start);
    if (self->state != VALUE) return unexpected(self, start, (size_t) (self->at - start));
    ret = begin_value(self);
    if (ret != 0) return ret;
    emit(self, start, (size_t) (self->at - start));
    end_value(self);
    self->after_string = true;
    return 0;
}

/* --- marks ------------------------------------------------------------------------------------------------------------- */

static int on_equals(scan_t *self)
{
    if (self->state != EQUALS) return unexpected(self, self->at, 1);
    emit(self, "=", 1);
    self->state = VALUE;
    self->at++;
    return 0;
}

static int on_separator(scan_t *self)
{
    const bool list = in_list(self), single = self->in->value && self->depth == 0;

    if (self->state != AFTER || single || (list && *self->at == ';')) return unexpected(self, self->at, 1);
    if (list) {
        self->state = VALUE; /* the comma is written before the next value, a trailing one never */
    } else {
        end_setting(self);
    }
    self->at++;
    return 0;
}

static int on_open(scan_t *self)
{
    if (self->state != VALUE) return unexpected(self, self->at, 1);
    if (self->depth == CCS_SCENARIO_MAX_DEPTH) {
        return fail_at(self, self->line, "brackets are nested deeper than %d", CCS_SCENARIO_MAX_DEPTH);
    }
    const int ret = begin_value(self);

    if (ret != 0) return ret;
    self->levels[++self->depth] = (level_t){.bracket = *self->at, .line = self->line, .group = ++self->n_brackets};
    if (self->depth > self->result->depth) self->result->depth = self->depth;
    emit(self, *self->at == '{' ? "{" : "(", 1);
    self->state = *self->at == '{' ? KEY : VALUE;
    self->at++;
    return 0;
}

static int on_close(scan_t *self)
{
    const level_t *const level = &self->levels[self->depth];

    if (!level->bracket) return unexpected(self, self->at, 1);
    if (*self->at != closer_of(level->bracket)) {
        return fail_at(self, self->line, "expected %s, found '%c': the %c of line %" PRIu32 " is still open", wanted(self),
            *self->at, level->bracket, level->line);
    }
    if (self->state == EQUALS || (self->state == VALUE && !in_list(self))) return unexpected(self, self->at, 1);
    if (level->bracket == '{' && self->state == AFTER) end_setting(self);
    emit(self, level->bracket == '{' ? "}" : ")", 1);
    self->depth--;
    self->at++;
    self->after_string = false;
    end_value(self);
    return 0;
}

static int on_other(scan_t *self)
{
    const size_t n = ccs_text_utf8(self->at, (size_t) (self->end - self->at));
    static const char *const quotes[] = {"“", "”", "„", "«", "»", "‘", "’", "'", "`"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (strlen(quotes[i]) == n && memcmp(self->at, quotes[i], n) == 0) {
            return fail_at(self, self->line, "found %s: text stands between plain double quotes, \"", quotes[i]);
        }
    }
    if (*self->at == '@')
        return fail_at(self, self->line, "@include is not part of the language: write extends = \"base.cfg\"; at the top");
    if (*self->at == '%') return fail_at(self, self->line, "found %%: a share needs quotes, \"80 %%\"");
    if (n == 2 && memcmp(self->at, "\xc2\xa0", 2) == 0)
        return fail_at(self, self->line, "found a no-break space: write a plain one");
    if (n > 1 && wants_name(self)) return no_name(self, self->at);
    if (n > 1 && self->state == EQUALS && is_name_byte(self->at[-1])) return no_name(self, self->levels[self->depth].key);
    return unexpected(self, self->at, n);
}

/* --- the text as a whole ----------------------------------------------------------------------------------------------- */

static void next_line(scan_t *self)
{
    self->line++;
    self->n_owed++;
}

/* Over a line break, CR LF and a lone CR included. */
static bool pass_break(scan_t *self)
{
    if (*self->at != '\n' && *self->at != '\r') return false;
    if (*self->at == '\r' && self->at + 1 < self->end && self->at[1] == '\n') self->at++;
    self->at++;
    next_line(self);
    return true;
}

static int pass_block_comment(scan_t *self)
{
    const uint32_t line = self->line;

    for (self->at += 2; self->at < self->end;) {
        if (*self->at == '*' && self->at + 1 < self->end && self->at[1] == '/') {
            self->at += 2;
            return 0;
        }
        if (!pass_break(self)) self->at++;
    }
    return fail_at(self, line, "the comment that begins here with /* is never closed");
}

static int pass_space(scan_t *self)
{
    while (self->at < self->end) {
        const char c = *self->at, next = self->at + 1 < self->end ? self->at[1] : '\0';

        if (pass_break(self)) continue;
        if (c == ' ' || c == '\t' || c == '\f') {
            self->at++;
        } else if (c == '#' || (c == '/' && next == '/')) {
            while (self->at < self->end && *self->at != '\n' && *self->at != '\r') self->at++;
        } else if (c == '/' && next == '*') {
            const int ret = pass_block_comment(self);

            if (ret != 0) return ret;
        } else {
            break;
        }
    }
    return 0;
}

static int on_token(scan_t *self)
{
    const char c = *self->at;

    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return on_word(self);
    if (is_digit(c)) return on_number(self);
    switch (c) {
    case '+':
    case '-':
    case '.': return on_number(self);
    case '"': return on_string(self);
    case '=':
    case ':': return on_equals(self);
    case ',':
    case ';': return on_separator(self);
    case '{':
    case '[':
    case '(': return on_open(self);
    case '}':
    case ']':
    case ')': return on_close(self);
    default: return on_other(self);
    }
}

static int on_end(scan_t *self)
{
    const level_t *const level = &self->levels[self->depth];

    if (level->bracket) return fail_at(self, level->line, "the %c that is opened here is never closed", level->bracket);
    if (self->state == AFTER) end_setting(self);
    if (self->state != KEY) return fail_at(self, self->line, "expected %s, found the end of the file", wanted(self));
    if (self->result->n_settings == 0 && !self->in->value) return fail_at(self, 1, "is empty: there are no settings in it");
    return 0;
}

int ccs_scenario_scan(const ccs_scan_input_t *input, ccs_arena_t *arena, ccs_scan_t *result, ccs_err_t *err)
{
    scan_t self = {.in = input, .result = result, .err = err, .at = input->bytes, .end = input->bytes + input->n, .line = 1};
    int ret = check_bytes(&self);

    *result = (ccs_scan_t){0};
    if (ret != 0) return ret;
    result->text = self.out = ccs_arena_alloc(arena, 2 * input->n + 16); /* an L and a separator for the shortest value, "5," */
    self.slots = ccs_arena_array(arena, N_SLOTS, sizeof *self.slots);
    result->grouped = ccs_arena_array(arena, input->n / 5 + 1, sizeof *result->grouped); /* "1.300" */
    if (!self.out || !self.slots || !result->grouped)
        return ccs_err_set(err, CCS_ERR_NOMEM, input->name, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
    self.limit = self.out + 2 * input->n + 15;
    if (input->n >= 3 && memcmp(input->bytes, "\xef\xbb\xbf", 3) == 0) self.at += 3; /* byte-order mark */
    if (input->value) {
        emit(&self, "v=", 2);
        self.state = VALUE;
    }
    while (ret == 0) {
        ret = pass_space(&self);
        if (ret != 0 || self.at == self.end) break;
        ret = on_token(&self);
    }
    return ret != 0 ? ret : on_end(&self);
}
