/* fields.c - key.def bound to the structs of the plan. Invariant: how a value is read follows from the shape of its key, how it is stored from the
 * type of its field; a row in which the two do not meet is found when it is first read (CCS_BUG_IF), whatever the scenario. */
#include "fields.h"

#include "read_course.h"
#include "read_law.h"
#include "read_value.h"

enum storage { CHOICE_OR_COUNT, WHOLE, SEED_WORD, REAL, LAW_OF_TIME, WORDS, SHARE_OVER_TIME };

typedef struct {
    enum ccs_record of;
    enum storage as;
    size_t offset, course; /* the second of a SHARE_OVER_TIME, where it varies */
} field_t;

/* An enum is an unsigned int to _Generic, as a count is: the shape of the key tells them apart. */
#define STORAGE(x)                                                                                                               \
    _Generic((x),                                                                                                                \
        uint32_t: CHOICE_OR_COUNT,                                                                                               \
        int32_t: WHOLE,                                                                                                          \
        uint64_t: SEED_WORD,                                                                                                     \
        double: REAL,                                                                                                            \
        ccs_distribution_t: LAW_OF_TIME,                                                                                         \
        const char *: WORDS)
#define FIELD(kind, type, field)                                                                                                 \
    {                                                                                                                            \
        CCS_RECORD_##kind, STORAGE(((type *) NULL)->field), offsetof(type, field), 0                                             \
    }
#define PLAN(field)  FIELD(PLAN, ccs_plan_t, field)
#define CLOCK(field) FIELD(CLOCK, ccs_clock_t, field)
#define TYPE(field)  FIELD(TYPE, ccs_type_t, field)
/* A share, and its course. */
#define TYPE_OVER_TIME(field, course)                                                                                            \
    {                                                                                                                            \
        CCS_RECORD_TYPE, SHARE_OVER_TIME, offsetof(ccs_type_t, field), offsetof(ccs_type_t, course)                              \
    }
#define CALLBACK(field) FIELD(CALLBACK, ccs_callback_t, field)
#define CALLBACK_OVER_TIME(field, course)                                                                                        \
    {                                                                                                                            \
        CCS_RECORD_CALLBACK, SHARE_OVER_TIME, offsetof(ccs_callback_t, field), offsetof(ccs_callback_t, course)                  \
    }
#define INTRADAY(field) FIELD(INTRADAY, ccs_intraday_t, field)
#define QUEUE(field)    FIELD(QUEUE, ccs_queue_t, field)
#define GROUP(field)    FIELD(GROUP, ccs_group_t, field)
#define SITE(field)     FIELD(SITE, ccs_site_t, field)
#define TRUNK(field)    FIELD(TRUNK, ccs_trunk_t, field)
#define BY_HAND                                                                                                                  \
    {                                                                                                                            \
        CCS_RECORD_NONE, CHOICE_OR_COUNT, 0, 0                                                                                   \
    }

static const field_t FIELDS[CCS_N_KEYS] = {
#define X(path, shape, when, fallback, range, text, field) field,
    CCS_KEY_LIST(X)
#undef X
};

static uint32_t read_choice_or_count(ccs_reader_t *self, const ccs_place_t *at, uint32_t absent)
{
    const bool is_choice = ccs_shape_is_choice(at->row->shape);

    CCS_BUG_IF(!is_choice && at->row->shape != CCS_SHAPE_COUNT);
    if (!is_choice) return ccs_read_count(self, at);
    return at->value ? (uint32_t) ccs_read_choice(self, at) : absent;
}

static double read_real(ccs_reader_t *self, const ccs_place_t *at)
{
    CCS_BUG_IF(at->row->shape != CCS_SHAPE_SHARE && at->row->shape != CCS_SHAPE_DURATION);
    return at->row->shape == CCS_SHAPE_SHARE ? ccs_read_share(self, at) : ccs_read_duration(self, at);
}

static void read_field(ccs_reader_t *self, const ccs_place_t *at, enum storage as, void *field)
{
    const enum ccs_shape shape = at->row->shape;

    switch (as) {
    case CHOICE_OR_COUNT: *(uint32_t *) field = read_choice_or_count(self, at, *(uint32_t *) field); return;
    case WHOLE:
        CCS_BUG_IF(shape != CCS_SHAPE_COUNT);
        *(int32_t *) field = (int32_t) ccs_read_integer(self, at);
        return;
    case SEED_WORD:
        CCS_BUG_IF(shape != CCS_SHAPE_SEED);
        *(uint64_t *) field = ccs_read_seed(self, at);
        return;
    case REAL: *(double *) field = read_real(self, at); return;
    case LAW_OF_TIME:
        CCS_BUG_IF(shape != CCS_SHAPE_LAW);
        *(ccs_distribution_t *) field = ccs_read_law(self, at, CCS_LAW_TIME);
        return;
    case WORDS:
        CCS_BUG_IF(shape != CCS_SHAPE_TEXT);
        *(const char **) field = ccs_read_text(self, at);
        return;
    case SHARE_OVER_TIME: CCS_BUG_IF(true); /* ccs_read_share_over_time */
    }
}

void ccs_compile_fields(ccs_reader_t *self, const ccs_place_t *at, enum ccs_record kind, void *record)
{
    const ccs_key_t *end;

    for (const ccs_key_t *row = ccs_keys_below(at->row, &end); row < end; row++) {
        const char *const name = ccs_key_name(self, row, at->row);
        const field_t *const field = &FIELDS[row - CCS_KEYS];

        if (!name) continue;
        const ccs_place_t child = ccs_place_row(self, at, row, name);

        if (row->shape == CCS_SHAPE_GROUP) ccs_compile_fields(self, &child, kind, record);
        else if (field->of != kind) continue;
        else if (field->as != SHARE_OVER_TIME) read_field(self, &child, field->as, (char *) record + field->offset);
        else
            ccs_read_share_over_time(self, &child, (double *) (void *) ((char *) record + field->offset),
                (const ccs_course_t **) (void *) ((char *) record + field->course));
    }
}
