/** @file compile_internal.h  What the files of the compiler share: places in the tree, tables being built, readers of shapes.
 *
 * Invariant: an error is recorded where it is found and compilation goes on with a harmless value, so that one pass reports
 * all errors; the plan counts only if no error was recorded. Every value of the tree is read once, so every error is reported
 * once. */
#ifndef CCS_COMPILE_INTERNAL_H
#define CCS_COMPILE_INTERNAL_H

#include "compile.h"
#include "key.def"
#include "plausible.h"
#include "stream.h"
#include "text.h"

/* --- keys and places (compile_key.c) ----------------------------------------------------------------------------------- */

#define X(name, text) CCS_SHAPE_##name,
enum ccs_shape { CCS_SHAPE_LIST(X) CCS_N_SHAPES };
#undef X
enum ccs_key_when { CCS_KEY_BOTH, CCS_KEY_DAY, CCS_KEY_STEADY };
#define X(path, shape, when, fallback, range, text) +1
enum { CCS_N_KEYS = 0 CCS_KEY_LIST(X) };
#undef X

/** A row of key.def. */
typedef struct {
    const char *path;
    enum ccs_shape shape;
    enum ccs_key_when when;
    const char *fallback, *range, *about;
} ccs_key_t;

/** A value in its place. Refers to its parent's place, which must live as long. */
typedef struct ccs_place ccs_place_t;
struct ccs_place {
    const ccs_value_t *value; /* what stands there, or the default; NULL = nothing */
    const ccs_place_t *parent;
    const char *key; /* NULL: element `index` of a list */
    uint32_t index;
    const ccs_key_t *row; /* of key.def; for what is inside a shape that of the shape; NULL for the root */
    bool given;           /* written in the scenario, not a default */
};

/** The members of a NAMED group. */
typedef struct {
    uint32_t n;
    ccs_place_t *at;
} ccs_named_t;

/** A growing array outside the arena, for tables whose size is not known before. */
typedef struct {
    void *items; /* owned; freed by ccs_compile_keep */
    size_t n, cap;
} ccs_vector_t;

/* --- the clock (compile_clock.c) --------------------------------------------------------------------------------------- */

enum { CCS_MAX_DAYS = 3660, CCS_MAX_HOURS = 8, CCS_DAY_S = 86400 };

/* Local time of day is counted from the midnight at which its service day's date begins: with days that start at 22:00 it runs from
 * 79200 (22:00) to 165600, and 01:00 is 90000. */

typedef struct {
    double from_s, to_s; /* local time of day, day_starts_s <= from < to <= day_starts_s + 86400 */
} ccs_hours_t;

/** Opening hours of one weekday: ascending, apart from each other. n = 0: closed. */
typedef struct {
    uint32_t n;
    ccs_hours_t hours[CCS_MAX_HOURS];
} ccs_opening_t;

typedef struct {
    int64_t date;     /* days since 1970-01-01: that on which the service day begins */
    uint32_t weekday; /* Monday = 0 */
    bool open;
    /* local time of day = time + shift_s before jump_s, time + shift_after_s from then on */
    double shift_s, shift_after_s, jump_s;
} ccs_day_t;

/** A stretch of opening hours in elapsed time. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
} ccs_stretch_t;

typedef struct {
    double interval_s;
    double day_starts_s; /* of a service day, local time of day; 0 <= it < 86400 */
    enum ccs_at_close at_close;
    ccs_zone_t zone;
    int64_t first_date; /* days since 1970-01-01 */
    int64_t zero_utc;   /* the moment that is time 0, seconds since 1970 */
    uint32_t n_days;    /* run-in and run-out included */
    uint32_t n_run_in, n_run_out;
    ccs_opening_t opening[7];
    bool used[7]; /* a day of the scenario has this weekday and is open */
    ccs_day_t *days;
    ccs_cell_t *cells; /* one before the plan's first, for what comes before the first opening */
    ccs_stretch_t *stretches;
    uint32_t n_stretches;
} ccs_clock_t;

/* --- the compiler ------------------------------------------------------------------------------------------------------ */

typedef struct {
    ccs_zone_find_t *zones;
    ccs_arena_t *arena;
    ccs_err_list_t *errors;
    ccs_plan_t *plan;
    bool steady;
    bool out_of_memory;                                                       /* sticky */
    bool told_grouped;                                                        /* 1.300 is doubted, once */
    bool too_large;                                                           /* sticky: a table would exceed its limit */
    ccs_place_t root, types_at, groups_at, trunks_at, factors_at, changes_at; /* the root and its NAMED groups */
    ccs_named_t types_named, groups_named, trunks_named, factors_named, changes_named;
    struct ccs_compile_change *changes; /* [changes_named.n] */
    ccs_clock_t clock;
    ccs_type_t *types;
    ccs_group_t *groups;
    ccs_trunk_t *trunks;
    ccs_distribution_t *group_talk, *group_wrap; /* laws given by the groups */
    ccs_distribution_t *own_talk, *own_wrap;     /* by group: those of by_group of the type at hand */
    struct {
        double volume, aht, patience, staff;
    } factors;    /* of the whole centre */
    bool *listed; /* by group: whether the type at hand lists it */
    ccs_vector_t day_factors, rates, steps, pairs, tiers, tier_pairs;
    ccs_value_t defaults[CCS_N_KEYS];
} ccs_compiler_t;

extern const ccs_key_t CCS_KEYS[CCS_N_KEYS];
const char *ccs_shape_text(enum ccs_shape shape);

/** The last name of a row's path if the row stands under parent (NULL: the root) and has a meaning in this mode, else NULL. */
const char *ccs_key_name(const ccs_compiler_t *self, const ccs_key_t *row, const ccs_key_t *parent);
/** The rows whose paths begin with that of parent (NULL: all), from the one returned up to end: key.def has them behind their parent, without
 * a gap. */
const ccs_key_t *ccs_keys_below(const ccs_key_t *parent, const ccs_key_t **end);
/** Mode, defaults and the root's places, for a zeroed compiler. */
void ccs_compile_start(ccs_compiler_t *self, const ccs_value_t *root);

/** Append a zeroed item. @return it, valid until the next push; NULL when out of memory or beyond the limit of tables (sticky) */
void *ccs_compile_push(ccs_compiler_t *self, ccs_vector_t *to, size_t item_size);
/** The items in the arena; the vector is freed. */
const void *ccs_compile_keep(ccs_compiler_t *self, ccs_vector_t *from, size_t item_size);
/** Zeroed array in the arena; NULL when out of memory (sticky) or nothing is wanted. */
void *ccs_compile_array(ccs_compiler_t *self, size_t n, size_t item_size);

void ccs_compile_error(ccs_compiler_t *self, const ccs_place_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void ccs_compile_warning(ccs_compiler_t *self, const ccs_place_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** "expected TEXT, found VALUE" */
void ccs_compile_expected(ccs_compiler_t *self, const ccs_place_t *at, const char *expected);

/** The place of a key that key.def has under this parent (anything else is a bug). "none" counts as not written. */
ccs_place_t ccs_place_child(const ccs_compiler_t *self, const ccs_place_t *parent, const char *key);
/** The place of an element of a list. */
ccs_place_t ccs_place_element(const ccs_place_t *list, const ccs_value_t *element, uint32_t index);
/** The place of a key that a shape, not key.def, knows. */
ccs_place_t ccs_place_field(const ccs_place_t *parent, const ccs_value_t *field);
/** The members of a NAMED group; names that are no names and members that are no groups are left out (ccs_compile_check_keys
 * tells). */
ccs_named_t ccs_compile_named(ccs_compiler_t *self, const ccs_place_t *at);
/** @return index of the member, CCS_NONE if there is none */
uint32_t ccs_named_find(const ccs_named_t *self, const char *name);

/** Tree against key.def: unknown and missing keys, keys without a meaning in this mode, bad names. */
void ccs_compile_check_keys(ccs_compiler_t *self);

/* --- readers of shapes (compile_shape.c, compile_law.c): errors are recorded, then what stands for absence is returned ----- */

double ccs_compile_duration(ccs_compiler_t *self, const ccs_place_t *at); /* seconds; NAN */
double ccs_compile_share(ccs_compiler_t *self, const ccs_place_t *at);    /* NAN */
uint32_t ccs_compile_count(ccs_compiler_t *self,
    const ccs_place_t *at); /* CCS_NONE; for rows with a range within 0 .. 2^32 - 2 */
int64_t ccs_compile_integer(ccs_compiler_t *self, const ccs_place_t *at); /* 0 */
/** A number in the range of its row. @return absent if nothing, or nothing valid, stands there */
double ccs_compile_amount(ccs_compiler_t *self, const ccs_place_t *at, double absent);
/** The factor at `factors.KEY` of a type, a group or the root; 1 where none is written. */
double ccs_compile_factor(ccs_compiler_t *self, const ccs_place_t *owner, const char *key);
uint64_t ccs_compile_seed(ccs_compiler_t *self, const ccs_place_t *at);    /* 0 */
const char *ccs_compile_text(ccs_compiler_t *self, const ccs_place_t *at); /* NULL */
/** A number, or a text that is one ("1500"), as exports quote them. Records nothing. */
bool ccs_compile_is_number(const ccs_value_t *value, double *x);
/** A finite number. @return false if it is none (recorded with the expected text) */
bool ccs_compile_number(ccs_compiler_t *self, const ccs_place_t *at, const char *expected, double *x);

typedef struct {
    const char *name, *about;
} ccs_choice_t;
extern const ccs_choice_t CCS_CHANNEL_CHOICES[], CCS_AGENT_SELECTION_CHOICES[], CCS_CONTACT_SELECTION_CHOICES[],
    CCS_QUEUE_ORDER_CHOICES[], CCS_AT_CLOSE_CHOICES[], CCS_DRAWS_CHOICES[], CCS_MODE_CHOICES[],
    CCS_OUTSIDE_CHOICES[]; /* ended by a NULL name */
/** @return position in the list; 0 if it is none of them */
int ccs_compile_choice(ccs_compiler_t *self, const ccs_place_t *at, const ccs_choice_t *choices);
/** Position without recording anything, -1 if it is none of them. */
int ccs_choice_find(const ccs_choice_t *choices, const char *name);
/** A list of distinct names of members; one name may stand without a list.
 * @param ids  receives the ids, in the arena @return how many */
uint32_t ccs_compile_names(ccs_compiler_t *self, const ccs_place_t *at, const ccs_named_t *of, uint32_t **ids);
/** One name of a member. @return CCS_NONE if it is none (recorded) */
uint32_t ccs_compile_name(ccs_compiler_t *self, const ccs_place_t *at, const ccs_named_t *of);
/** Records that there is no such member, with the closest one. */
void ccs_compile_no_such(ccs_compiler_t *self, const ccs_place_t *at, const ccs_named_t *of, const char *name);

enum ccs_law_use {
    CCS_LAW_TIME,   /* seconds */
    CCS_LAW_FACTOR, /* of mean 1, which need not be written */
    CCS_LAW_FORM    /* only the shape counts: any mean, which need not be written */
};
/** @return the law, NONE if nothing (or nothing valid) stands there */
ccs_distribution_t ccs_compile_law(ccs_compiler_t *self, const ccs_place_t *at, enum ccs_law_use use);

/* --- tables by weekday (compile_weekday.c) ----------------------------------------------------------------------------- */

/** Which value of a table serves each weekday. */
typedef struct {
    bool is_table;
    const ccs_value_t *value[7]; /* NULL: the table names no value for this weekday */
    int first_of[7];             /* the first weekday with the same value */
} ccs_weekdays_t;

/** Spread a value, or a table { weekdays, weekend, mon, ..., sun }, over the weekdays. @return false if something was recorded */
bool ccs_compile_weekdays(ccs_compiler_t *self, const ccs_place_t *at, ccs_weekdays_t *table);

/* --- values over time (compile_time.c) --------------------------------------------------------------------------------- */

typedef struct {
    double from_s, to_s; /* local time of day */
    double value;
} ccs_span_t;

/** Values over one day: ascending spans; 0 where there is none. */
typedef struct {
    uint32_t n;
    const ccs_span_t *spans;
    bool constant;   /* one span that covers the day because nothing else was said */
    bool of_opening; /* a value for each interval of the opening hours: it says nothing of a day that is closed */
} ccs_curve_t;

typedef struct {
    ccs_curve_t of[7];
} ccs_week_t;

/** What a value over time may be. */
typedef struct {
    double max;       /* of one value */
    double max_shown; /* what the message says: the same in the units of `unit` */
    const char *unit; /* "contacts per second"; NULL = none */
    const char *none; /* what is said where there is none: "nobody is scheduled"; NULL = "nothing arrives" */
    bool counts;      /* a number of a list or a row is that of its own span: the curve holds it by the second */
    double max_per_s; /* of one such value */
    bool even;        /* a list covers 24 hours evenly; a constant is refused */
    bool constants;   /* constants only, by weekday if need be */
    bool all_hours;   /* rows count in closed hours too, and on closed days */
} ccs_over_time_t;

/** Read a value over time for every weekday that the scenario uses. Mode day. @return false if something was recorded */
bool ccs_compile_week(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_week_t *week);
/** Read a constant. Mode steady. @return false if something was recorded */
bool ccs_compile_constant(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x);

/** A piece of constant value in elapsed time, within opening hours. */
typedef struct {
    uint32_t day;
    double start_s, end_s, value;
} ccs_piece_t;
/** Agents of a group, or a rate, while nothing changes. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
    double value;          /* agents scheduled, those who are not there included; contacts a second */
    double shrinkage_frac; /* of agents, what is not there */
} ccs_part_t;
/** Receives the pieces of a walk in order of time. */
typedef struct {
    void (*take)(void *to, const ccs_piece_t *piece);
    void *to;
} ccs_sink_t;
/** All opening hours in pieces; zero where the week says nothing. */
void ccs_compile_walk(const ccs_clock_t *clock, const ccs_week_t *week, const ccs_sink_t *sink);
/** The same of whole days, from midnight (or day_starts) on, where the week says something. */
void ccs_compile_walk_days(const ccs_clock_t *clock, const ccs_week_t *week, const ccs_sink_t *sink);
/** Integral of a curve over a day, in value-seconds, and the part of it within opening hours. */
double ccs_curve_total(const ccs_curve_t *self);
double ccs_curve_open(const ccs_curve_t *self, const ccs_opening_t *opening);

/* --- the chapters of a scenario ---------------------------------------------------------------------------------------- */

/** A clock time as it is written, in [0, 86400], as a time of the service day: from its beginning on, an `end` after it. */
double ccs_clock_time(const ccs_clock_t *self, double written_s, bool end);
/** The whole of a service day, open or not. */
ccs_stretch_t ccs_clock_day(const ccs_clock_t *self, uint32_t day);
/** "08:30" of a time of the service day. @return text */
const char *ccs_clock_show(double time_s, char *text, size_t size);
/** Opening hours as text, "08:00-12:00, 13:00-17:30". @return text */
const char *ccs_opening_text(const ccs_opening_t *self, char *text, size_t size);
/** Intervals of a day with these hours. */
uint32_t ccs_opening_intervals(const ccs_opening_t *self, double interval_s);
double ccs_opening_length(const ccs_opening_t *self);
extern const char *const CCS_WEEKDAYS[7]; /* "mon", ... */

/** What people read: `label`, or the name. */
const char *ccs_compile_label(ccs_compiler_t *self, const ccs_place_t *at);
/** ccs_stream_hash("kind:name") */
uint64_t ccs_compile_hash(ccs_compiler_t *self, const char *kind, const char *name);

void ccs_compile_clock(ccs_compiler_t *self); /* clock; plan's days, cells, end */
/** Hours of a weekday or of all, 1 within them. Mode day, after the clock. @return false if something was recorded */
bool ccs_compile_hours(ccs_compiler_t *self, const ccs_place_t *at, ccs_week_t *week);
void ccs_compile_before_opening(
    ccs_compiler_t *self);                          /* a cell before the first opening, if contacts come there; after the types */
void ccs_compile_run(ccs_compiler_t *self);         /* run; in steady mode plan's cells, end */
void ccs_compile_day_factors(ccs_compiler_t *self); /* day_factors */
void ccs_compile_group(ccs_compiler_t *self, uint32_t id);
void ccs_compile_staff(
    ccs_compiler_t *self); /* of all groups; after ccs_compile_orders: who serves types that drain stays after close */
void ccs_compile_type(ccs_compiler_t *self, uint32_t id);
void ccs_compile_arrivals(ccs_compiler_t *self, uint32_t id, const ccs_place_t *type_at);
void ccs_compile_tiers(ccs_compiler_t *self, uint32_t id); /* groups, by_group, talk, wrap: pairs and tiers */
void ccs_compile_changes(ccs_compiler_t *self);            /* changes; before types and staff, which they change */
/** The volume changes of a type, on its rates: the last of the table. */
void ccs_compile_change_rates(ccs_compiler_t *self, uint32_t id);
/** Whether staff is changed at all. */
bool ccs_compile_changes_staff(const ccs_compiler_t *self);
/** What was changed becomes the plan's to tell; after all of them. */
void ccs_compile_tell_changes(ccs_compiler_t *self);
/** The changes of staff. @param written  by group, its ccs_part_t: all opening hours, ascending */
void ccs_compile_change_staff(ccs_compiler_t *self, ccs_vector_t *written);
void ccs_compile_orders(ccs_compiler_t *self); /* groups: contact_selection, order; after all types */
void ccs_compile_trunk(ccs_compiler_t *self, uint32_t id);
void ccs_compile_check_plan(
    ccs_compiler_t *self); /* what only the whole plan shows: agents, loads, initial state; after all else */
void ccs_compile_check_loads(ccs_compiler_t *self); /* types that ask for more than their groups can give: warnings */
/** A value that is allowed and hardly ever meant. @return whether a warning was recorded */
bool ccs_compile_doubt_value(ccs_compiler_t *self, const ccs_place_t *at, enum ccs_plausible what, double value);
void ccs_compile_doubt(ccs_compiler_t *self); /* what is allowed and hardly ever meant: warnings; after ccs_compile_check_plan */

#endif
