/* people_template.c - `shifts`: what several agents work alike, as it is written. Invariant: the parts of a template that is not open lie within it, one behind the
 * other; what it leaves open is for who makes a schedule, and nobody works it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "people_parts.h"
#include "read_value.h"
#include "text.h"
#include "units.h"

enum { EVERY_DAY = (1 << CCS_N_WEEKDAYS) - 1, MAX_CYCLE = 60 /* days */ };

/* --- values ------------------------------------------------------------------------------------------------------------ */

/* "mon" at the begin of a text. @return its number, -1 if it is none; the rest stands at *text */
static int take_weekday(const char **text)
{
    while (**text == ' ') ++*text;
    for (int day = 0; day < CCS_N_WEEKDAYS; day++) {
        const size_t n = strlen(CCS_WEEKDAYS[day]);

        if (strlen(*text) < n || !ccs_text_is_word(*text, n, CCS_WEEKDAYS[day])) continue;
        *text += n;
        while (**text == ' ') ++*text;
        return day;
    }
    return -1;
}

bool ccs_people_weekdays(const char *text, uint8_t *days)
{
    *days = 0;
    for (const char *at = text;; at++) {
        const int first = take_weekday(&at);
        int last = first;

        if (first < 0) return false;
        if (*at == '-') {
            at++;
            last = take_weekday(&at);
        }
        if (last < 0) return false;
        for (int day = first;; day = (day + 1) % CCS_N_WEEKDAYS) { /* "sat-mon" goes over the Sunday */
            *days |= (uint8_t) (1 << day);
            if (day == last) break;
        }
        if (*at == '\0') return true;
        if (*at != ',') return false;
    }
}

static uint8_t read_days(ccs_people_t *self, const ccs_place_t *at, uint8_t absent)
{
    uint8_t days = absent;

    if (!at->value) return absent;
    if (at->value->kind != CCS_VALUE_STRING || !ccs_people_weekdays(at->value->as.text, &days))
        ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_WEEKDAYS));
    return days;
}

/* A time of the service day; NAN if nothing, or nothing valid, stands there. */
static double read_time(ccs_people_t *self, const ccs_place_t *at)
{
    double time_s;

    if (!at->value) return NAN;
    if (at->value->kind == CCS_VALUE_STRING && ccs_units_time_of_day(at->value->as.text, &time_s) == 0 && time_s < CCS_DAY_S)
        return ccs_clock_time(self->clock, time_s, false);
    ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_TIME_OF_DAY));
    return NAN;
}

/* A share, 1 where none is written. */
static double read_part_of(ccs_people_t *self, const ccs_place_t *owner, const char *key)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);

    return at.value ? ccs_read_share(self->reader, &at) : 1;
}

static double read_duration(ccs_people_t *self, const ccs_place_t *at)
{
    return at->value ? ccs_read_duration(self->reader, at) : (double) NAN;
}

/* ("06:00", "10:00", "30 min") */
static void read_starts(ccs_people_t *self, const ccs_place_t *at, ccs_template_t *t)
{
    const ccs_value_t *const v = at->value;
    double *const to[] = {&t->first_start_s, &t->last_start_s};

    t->first_start_s = t->last_start_s = t->step_s = NAN;
    if (!v) return;
    const ccs_value_t *item = v->kind == CCS_VALUE_LIST && v->n == 3 ? v->first : NULL;
    bool valid = item != NULL;

    for (int i = 0; valid && i < 2; i++, item = item->next) {
        valid = item->kind == CCS_VALUE_STRING && ccs_units_time_of_day(item->as.text, to[i]) == 0 && *to[i] < CCS_DAY_S;
        if (valid) *to[i] = ccs_clock_time(self->clock, *to[i], false);
    }
    valid = valid && item->kind == CCS_VALUE_STRING && ccs_units_duration(item->as.text, &t->step_s) == 0;
    if (!valid || !(t->step_s > 0) || t->last_start_s < t->first_start_s)
        ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_START_CHOICE));
}

static void read_lengths(ccs_people_t *self, const ccs_place_t *at, ccs_template_t *t)
{
    const ccs_value_t *const v = at->value;
    const bool is_list = v && v->kind == CCS_VALUE_LIST;

    if (!v) return;
    if (is_list && (v->n == 0 || v->n > CCS_MAX_WITHIN)) {
        ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_DURATIONS));
        return;
    }
    for (const ccs_value_t *item = is_list ? v->first : v; item; item = is_list ? item->next : NULL) {
        const ccs_place_t element = is_list ? ccs_place_element(at, item, t->n_lengths) : *at;

        t->lengths_s[t->n_lengths++] = ccs_read_duration(self->reader, &element);
    }
}

/* A number of days and the word behind it. @return the number; 0 if there is none, and *text is NULL */
static unsigned long take_days(const char **text, const char *word)
{
    char *end;
    const unsigned long n = strtoul(*text, &end, 10);
    const bool valid = **text >= '1' && **text <= '9' && n <= MAX_CYCLE && strncmp(end, word, strlen(word)) == 0;

    *text = valid ? end + strlen(word) : NULL;
    return valid ? n : 0;
}

/* "4 on 3 off" */
void ccs_people_pattern(ccs_people_t *self, const ccs_place_t *at, uint8_t *n_on, uint8_t *n_off)
{
    const char *text = at->value && at->value->kind == CCS_VALUE_STRING ? at->value->as.text : "";

    if (!at->value) return;
    *n_on = (uint8_t) take_days(&text, " on ");
    if (text) *n_off = (uint8_t) take_days(&text, " off");
    if (!text || *text != '\0') ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_PATTERN));
}

/* --- parts ------------------------------------------------------------------------------------------------------------- */

static void read_part(ccs_people_t *self, const ccs_place_t *at, bool is_break, ccs_template_t *t)
{
    const ccs_place_t after = ccs_place_child(self->reader, at, "after"), time = ccs_place_child(self->reader, at, "at"),
                      lasts = ccs_place_child(self->reader, at, "lasts");
    ccs_template_part_t part = {.name = at->key,
        .after_s = read_duration(self, &after),
        .at_s = read_time(self, &time),
        .lasts_s = read_duration(self, &lasts),
        .within_s = NAN,
        .activity = ccs_people_activity(self, at->key, is_break),
        .paid_frac = is_break ? read_part_of(self, at, "paid") : 1,
        .days = EVERY_DAY};

    if (is_break) {
        const ccs_place_t within = ccs_place_child(self->reader, at, "within");

        part.within_s = read_duration(self, &within);
    } else {
        const ccs_place_t days = ccs_place_child(self->reader, at, "days");

        part.days = read_days(self, &days, EVERY_DAY);
        if (part.activity == CCS_ON_PHONES)
            ccs_reader_error(self->reader, at,
                "is a word for time on the phones, not for what is done off them: call it otherwise");
    }
    if ((after.value != NULL) == (time.value != NULL))
        ccs_reader_error(self->reader, at, "needs either after = \"2 h\", since the start of the shift, or at = \"12:00\"");
    ccs_template_part_t *const added = ccs_reader_push(self->reader, &self->parts, sizeof *added);

    if (added) *added = part;
    t->n_parts += added != NULL;
    t->is_open = t->is_open || part.within_s > 0;
}

static void read_parts(ccs_people_t *self, const ccs_place_t *at, const char *key, ccs_template_t *t)
{
    const ccs_place_t parts = ccs_place_child(self->reader, at, key);
    const bool is_break = strcmp(key, "breaks") == 0;
    const ccs_named_t named = ccs_read_named(self->reader, &parts, is_break ? "break" : "activity");

    for (uint32_t i = 0; i < named.n; i++) read_part(self, &named.at[i], is_break, t);
}

/* Since the start of the shift. */
static double part_begins_s(const ccs_template_t *t, const ccs_template_part_t *part)
{
    if (!isnan(part->after_s)) return part->after_s;
    return part->at_s < t->start_s ? part->at_s + CCS_DAY_S - t->start_s : part->at_s - t->start_s;
}

static void check_parts(ccs_people_t *self, const ccs_place_t *at, const ccs_template_t *t)
{
    const ccs_template_part_t *const parts = (ccs_template_part_t *) self->parts.items + t->first_part;

    for (uint32_t i = 0; i < t->n_parts; i++) {
        const double begins_s = part_begins_s(t, &parts[i]), ends_s = begins_s + parts[i].lasts_s;

        if (ends_s > t->length_s) ccs_reader_error(self->reader, at, "%s does not lie within the shift", parts[i].name);
        for (uint32_t k = 0; k < i; k++) {
            const double other_s = part_begins_s(t, &parts[k]);

            if ((parts[i].days & parts[k].days) && begins_s < other_s + parts[k].lasts_s && other_s < ends_s)
                ccs_reader_error(self->reader, at, "%s and %s are at the same time", parts[k].name, parts[i].name);
        }
    }
}

/* --- a template -------------------------------------------------------------------------------------------------------- */

/* One of two keys, the second of which leaves a choice. */
static void check_either(ccs_people_t *self, const ccs_place_t *at, bool one, bool other, const char *text)
{
    if (one == other) ccs_reader_error(self->reader, at, "needs either %s", text);
}

static uint32_t read_most(ccs_people_t *self, const ccs_place_t *owner, const char *key)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);
    const uint32_t most = at.value ? ccs_read_count(self->reader, &at) : 0;

    return most == CCS_NONE ? 0 : most;
}

/* What a schedule may have of it, and who works it. */
static void read_limits(ccs_people_t *self, const ccs_place_t *at, ccs_template_t *t)
{
    const ccs_place_t employment = ccs_place_child(self->reader, at, "employment");

    ccs_people_parts(self, at, &t->least_frac, &t->most_frac);
    t->most_heads = read_most(self, at, "most");
    t->most_starts = read_most(self, at, "starts_most");
    t->employment = employment.value ? ccs_read_name(self->reader, &employment, self->kinds) : CCS_NONE;
    if (!employment.value && self->kinds->n > 0)
        ccs_reader_error(self->reader, at, "needs employment, such as \"%s\": where there are kinds of it, every shift is of one",
            self->kinds->at[0].key);
}

static void read_template(ccs_people_t *self, const ccs_place_t *at, ccs_template_t *t)
{
    const ccs_place_t start = ccs_place_child(self->reader, at, "start"), length = ccs_place_child(self->reader, at, "length"),
                      starts = ccs_place_child(self->reader, at, "starts"),
                      lengths = ccs_place_child(self->reader, at, "lengths"), days = ccs_place_child(self->reader, at, "days"),
                      pattern = ccs_place_child(self->reader, at, "pattern"),
                      weight = ccs_place_child(self->reader, at, "weight");
    const size_t before = self->reader->errors->n_errors;

    *t = (ccs_template_t){.name = at->key,
        .start_s = read_time(self, &start),
        .length_s = read_duration(self, &length),
        .first_part = (uint32_t) self->parts.n,
        .days = read_days(self, &days, EVERY_DAY),
        .weight = ccs_read_amount(self->reader, &weight, 1),
        .is_open = starts.value || lengths.value};
    check_either(self, at, start.value, starts.value,
        "start = \"07:00\", or starts = (\"06:00\", \"10:00\", \"30 min\") for ccsim schedule");
    check_either(self, at, length.value, lengths.value, "length = \"8 h\", or lengths = (\"6 h\", \"8 h\") for ccsim schedule");
    ccs_people_pattern(self, &pattern, &t->n_on, &t->n_off);
    read_limits(self, at, t);
    read_starts(self, &starts, t);
    read_lengths(self, &lengths, t);
    read_parts(self, at, "breaks", t);
    read_parts(self, at, "activities", t);
    if (self->reader->errors->n_errors > before) return;
    if (t->is_open) ccs_people_check_choice(self, at, t);
    else check_parts(self, at, t);
}

void ccs_people_templates(ccs_people_t *self)
{
    self->templates = ccs_reader_array(self->reader, self->named->n, sizeof *self->templates);
    for (uint32_t i = 0; i < self->named->n && self->templates; i++)
        read_template(self, &self->named->at[i], &self->templates[i]);
}
