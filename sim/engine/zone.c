/* zone.c - files of the time zone database read as tables. Invariant: shifts ascend, and each has another offset than the one before. */
#include "zone.h"

#include <string.h>

#include "date.h"
#include "err.h"

enum { DAY_S = 86400, HOUR_S = 3600, FIRST_YEAR = 1970, LAST_YEAR = 2200, HEADER_BYTES = 44, AHEAD_MAX_S = 26 * HOUR_S };

/* ---- the table ------------------------------------------------------------------------------------------------------------------ */

/* How many shifts lie at or before a moment. */
static uint32_t shifts_until(const ccs_zone_t *self, int64_t utc_s)
{
    uint32_t low = 0, high = self->n;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (self->shifts[middle].from_s <= utc_s) low = middle + 1;
        else high = middle;
    }
    return low;
}

static int64_t ahead_after(const ccs_zone_t *self, uint32_t n_shifts)
{
    return n_shifts > 0 ? self->shifts[n_shifts - 1].ahead_s : self->first_ahead_s;
}

int64_t ccs_zone_offset(const ccs_zone_t *self, int64_t utc_s)
{
    return ahead_after(self, shifts_until(self, utc_s));
}

int64_t ccs_zone_change(const ccs_zone_t *self, int64_t from_s, int64_t to_s)
{
    const uint32_t from = shifts_until(self, from_s), to = shifts_until(self, to_s);

    return ahead_after(self, from) == ahead_after(self, to) ? INT64_MAX : self->shifts[from].from_s;
}

int64_t ccs_zone_utc(const ccs_zone_t *self, int64_t local_s)
{
    /* no zone is more than a day from UTC, so these moments lie before and after every moment with this local time */
    const int64_t early = local_s - DAY_S, late = local_s + DAY_S;
    const int64_t before = ccs_zone_offset(self, early), after = ccs_zone_offset(self, late);

    if (before == after) return local_s - before;
    const int64_t change = ccs_zone_change(self, early, late);

    if (local_s < change + before) return local_s - before;
    return local_s < change + after ? change : local_s - after;
}

/* ---- making it ------------------------------------------------------------------------------------------------------------------ */

/* A table that grows: shifts come in any order within a year. */
typedef struct {
    ccs_zone_shift_t *shifts;
    uint32_t n;
    int64_t first_ahead_s;
} table_t;

/* What lies before 1970 is remembered as one offset. A later word on the same moment counts; one that changes nothing is left out. */
static void add(table_t *self, int64_t from_s, int64_t ahead_s)
{
    if (from_s < -2 * (int64_t) DAY_S) {
        self->first_ahead_s = ahead_s;
        return;
    }
    if (self->n > 0 && self->shifts[self->n - 1].from_s == from_s) self->n--;
    if ((self->n > 0 ? self->shifts[self->n - 1].ahead_s : self->first_ahead_s) == ahead_s) return;
    self->shifts[self->n++] = (ccs_zone_shift_t){from_s, ahead_s};
}

/* ---- the rule at the end: "CET-1CEST,M3.5.0,M10.5.0/3" -------------------------------------------------------------------------- */

/* On which day of a year, and when on it, clocks change. */
typedef struct {
    char form; /* 'J': day 1 .. 365, never 29 February; 'D': day 0 .. 365; 'M': weekday of a week of a month */
    int day, week, month;
    int64_t time_s; /* local time before the change */
} clock_change_t;

typedef struct {
    int64_t standard_s, summer_s; /* ahead of UTC */
    bool has_summer;
    clock_change_t begin, end; /* of summer time */
} rule_t;

/* What is left of the text, which ends with a 0; reading goes on after a fault, which is looked at once. */
typedef struct {
    const char *at;
    bool wrong;
} scan_t;

static bool take(scan_t *self, char c)
{
    if (*self->at != c) return false;
    self->at++;
    return true;
}

static int number(scan_t *self, int least, int most)
{
    int x = 0;

    if (*self->at < '0' || *self->at > '9') self->wrong = true;
    while (*self->at >= '0' && *self->at <= '9' && x <= most) x = x * 10 + (*self->at++ - '0');
    if (x < least || x > most) self->wrong = true;
    return x;
}

/* "CET" or "<+0330>" */
static void skip_name(scan_t *self)
{
    const char *const start = self->at;

    if (take(self, '<')) {
        while (*self->at && *self->at != '>') self->at++;
        if (!take(self, '>')) self->wrong = true;
        return;
    }
    while ((*self->at >= 'A' && *self->at <= 'Z') || (*self->at >= 'a' && *self->at <= 'z')) self->at++;
    if (self->at == start) self->wrong = true;
}

/* "-3", "+5:30", "2:00:00" */
static int64_t clock_time(scan_t *self)
{
    const int sign = take(self, '-') ? -1 : 1;

    if (sign > 0) (void) take(self, '+');
    int64_t s = (int64_t) number(self, 0, 167) * HOUR_S;

    if (take(self, ':')) s += (int64_t) number(self, 0, 59) * 60;
    if (take(self, ':')) s += number(self, 0, 59);
    return sign * s;
}

static clock_change_t read_clock_change(scan_t *self)
{
    clock_change_t t = {.form = 'D', .time_s = 2 * (int64_t) HOUR_S};

    if (!take(self, ',')) self->wrong = true;
    if (take(self, 'M')) {
        t.form = 'M';
        t.month = number(self, 1, 12);
        if (!take(self, '.')) self->wrong = true;
        t.week = number(self, 1, 5);
        if (!take(self, '.')) self->wrong = true;
        t.day = number(self, 0, 6);
    } else if (take(self, 'J')) {
        t.form = 'J';
        t.day = number(self, 1, 365);
    } else {
        t.day = number(self, 0, 365);
    }
    if (take(self, '/')) t.time_s = clock_time(self);
    return t;
}

static bool read_rule(const char *text, rule_t *rule)
{
    scan_t scan = {.at = text};

    *rule = (rule_t){0};
    skip_name(&scan);
    rule->standard_s = -clock_time(&scan);
    if (!*scan.at) return !scan.wrong;
    rule->has_summer = true;
    skip_name(&scan);
    rule->summer_s = *scan.at == ',' ? rule->standard_s + HOUR_S : -clock_time(&scan);
    rule->begin = read_clock_change(&scan);
    rule->end = read_clock_change(&scan);
    return !scan.wrong && !*scan.at;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days since 1970 of a change of clocks in a year. */
static int64_t day_of(const clock_change_t *t, int year)
{
    const int64_t new_year = ccs_date_days(year, 1, 1);

    if (t->form == 'D') return new_year + t->day;
    if (t->form == 'J') return new_year + t->day - 1 + (is_leap(year) && t->day >= 60);
    const int64_t first = ccs_date_days(year, (unsigned) t->month, 1);
    const int64_t next = t->month == 12 ? ccs_date_days(year + 1, 1, 1) : ccs_date_days(year, (unsigned) t->month + 1, 1);
    const int64_t weekday = (ccs_date_weekday(first) + 1) % 7; /* Sunday = 0 */
    const int64_t day = first + (t->day - weekday + 7) % 7 + 7 * ((int64_t) t->week - 1);

    return day < next ? day : day - 7; /* week 5 is the last, which may be the fourth */
}

/* What the rule says of all years, where the table has not said it. */
static void follow(table_t *self, const rule_t *rule, int64_t known_until_s)
{
    if (!rule->has_summer) {
        add(self, known_until_s, rule->standard_s);
        return;
    }
    for (int year = FIRST_YEAR - 1; year <= LAST_YEAR; year++) {
        const ccs_zone_shift_t begin = {day_of(&rule->begin, year) * DAY_S + rule->begin.time_s - rule->standard_s,
            rule->summer_s};
        const ccs_zone_shift_t end = {day_of(&rule->end, year) * DAY_S + rule->end.time_s - rule->summer_s, rule->standard_s};
        const bool in_order = begin.from_s <= end.from_s;
        const ccs_zone_shift_t first = in_order ? begin : end, second = in_order ? end : begin;

        if (first.from_s > known_until_s) add(self, first.from_s, first.ahead_s);
        if (second.from_s > known_until_s) add(self, second.from_s, second.ahead_s);
    }
}

/* ---- the file ------------------------------------------------------------------------------------------------------------------- */

/* A block of the file: its counts, and where its parts begin. Times have 4 bytes in the first block, 8 in the second. */
typedef struct {
    uint32_t n_isut, n_isstd, n_leap, n_times, n_types, n_chars;
    size_t times, indices, types, end;
} block_t;

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t) at[0] << 24 | (uint32_t) at[1] << 16 | (uint32_t) at[2] << 8 | at[3];
}

static int64_t moment_at(const unsigned char *at, size_t width)
{
    const uint32_t high = big_endian(at);

    return width == 4 ? (int32_t) high : (int64_t) ((uint64_t) high << 32 | big_endian(at + 4));
}

bool ccs_zone_is_file(const void *bytes, size_t size)
{
    return size >= HEADER_BYTES && memcmp(bytes, "TZif", 4) == 0;
}

/* The block whose header stands at a place. @return whether it is whole */
static bool find_block(const unsigned char *bytes, size_t size, size_t from, size_t width, block_t *b)
{
    if (from > size || !ccs_zone_is_file(bytes + from, size - from)) return false;
    const unsigned char *const counts = bytes + from + 20;

    *b = (block_t){big_endian(counts), big_endian(counts + 4), big_endian(counts + 8), big_endian(counts + 12),
        big_endian(counts + 16), big_endian(counts + 20), 0, 0, 0, 0};
    if (b->n_isut > size || b->n_isstd > size || b->n_leap > size || b->n_times > size || b->n_types > size || b->n_chars > size)
        return false;
    b->times = from + HEADER_BYTES;
    b->indices = b->times + b->n_times * width;
    b->types = b->indices + b->n_times;
    b->end = b->types + 6 * (size_t) b->n_types + b->n_chars + b->n_leap * (width + 4) + b->n_isstd + b->n_isut;
    return b->end <= size && b->n_types > 0;
}

/* Offset of a type of local time. @return whether there is such a type, no more than a day from UTC */
static bool ahead_of_type(const unsigned char *bytes, const block_t *b, uint32_t type, int64_t *ahead_s)
{
    if (type >= b->n_types) return false;
    *ahead_s = (int32_t) big_endian(bytes + b->types + 6 * (size_t) type);
    return *ahead_s > -AHEAD_MAX_S && *ahead_s < AHEAD_MAX_S;
}

static bool read_times(const unsigned char *bytes, const block_t *b, size_t width, table_t *to, int64_t *known_until_s)
{
    *known_until_s = INT64_MIN;
    if (!ahead_of_type(bytes, b, 0, &to->first_ahead_s)) return false;
    for (uint32_t i = 0; i < b->n_times; i++) {
        const int64_t from_s = moment_at(bytes + b->times + i * width, width);
        int64_t ahead_s;

        if (from_s < *known_until_s || !ahead_of_type(bytes, b, bytes[b->indices + i], &ahead_s)) return false;
        add(to, from_s, ahead_s);
        *known_until_s = from_s;
    }
    return true;
}

/* The text between two line feeds behind the second block; "" = no rule. @return whether it is there */
static bool find_rule(const unsigned char *bytes, size_t size, size_t from, char *text, size_t room)
{
    const unsigned char *const end = from < size && bytes[from] == '\n' ? memchr(bytes + from + 1, '\n', size - from - 1) : NULL;
    const size_t n = end ? (size_t) (end - (bytes + from + 1)) : room;

    if (n >= room) return false;
    memcpy(text, bytes + from + 1, n);
    text[n] = '\0';
    return true;
}

static bool read_zone(const unsigned char *bytes, size_t size, const block_t *b, size_t width, table_t *to)
{
    char text[128] = "";
    rule_t rule;
    int64_t known_until_s;

    if (b->n_leap > 0 || !read_times(bytes, b, width, to, &known_until_s)) return false;
    if (width == 8 && !find_rule(bytes, size, b->end, text, sizeof text)) return false;
    if (!*text) return true;
    if (!read_rule(text, &rule)) return false;
    follow(to, &rule, known_until_s);
    return true;
}

int ccs_zone_parse(ccs_zone_t *self, const void *bytes, size_t size, ccs_arena_t *arena)
{
    const unsigned char *const at = bytes;
    block_t block;
    size_t width = 4;

    *self = (ccs_zone_t){0};
    if (!find_block(at, size, 0, width, &block)) return CCS_ERR_SCENARIO;
    if (at[4] >= '2') { /* the first block is for old readers */
        width = 8;
        if (!find_block(at, size, block.end, width, &block)) return CCS_ERR_SCENARIO;
    }
    const size_t most = block.n_times + 2 * (size_t) (LAST_YEAR - FIRST_YEAR + 2) + 1;
    table_t table = {.shifts = ccs_arena_array(arena, most, sizeof *table.shifts)};

    if (!table.shifts) return CCS_ERR_NOMEM;
    if (!read_zone(at, size, &block, width, &table)) return CCS_ERR_SCENARIO;
    *self = (ccs_zone_t){table.first_ahead_s, table.n, table.shifts};
    return 0;
}
