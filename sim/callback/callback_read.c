/* callback_read.c - what stands at types.*.callback, and what of it cannot stand together. */
#include "callback_read.h"

#include "fields.h"
#include "read_course.h"
#include "read_curve.h"
#include "read_expression.h"
#include "read_value.h"

/* A key that says something, and is read only where calls are made in another way. What it is by default may stand: completed scenarios have it. */
static void refuse(ccs_reader_t *self, const ccs_place_t *at, const char *key, enum ccs_callback_way way, bool is_default)
{
    const ccs_place_t place = ccs_place_child(self, at, key);

    if (place.given && !is_default)
        ccs_reader_error(self, &place, "is not read with way = \"%s\": leave it out", ccs_callback_way_name(way));
}

static void read_work(ccs_reader_t *self, const ccs_place_t *at, ccs_callback_t *callback, double aht_factor)
{
    const ccs_place_t factor = ccs_place_child(self, at, "talk_factor"), wrap = ccs_place_child(self, at, "wrap_factor");

    callback->wrap_factor = ccs_read_amount(self, &wrap, 1);
    callback->talk_factor = ccs_read_amount(self, &factor, 1);
    if (callback->talk.kind == CCS_DISTRIBUTION_NONE) return;
    callback->talk = ccs_distribution_scaled(&callback->talk, aht_factor);
    if (factor.given && callback->talk_factor != 1)
        ccs_reader_error(self, &factor, "cannot stand beside talk: leave out one of them");
}

/* A share of all, or one by the wait that is predicted. */
static void read_acceptance(ccs_reader_t *self, const ccs_place_t *at, const ccs_type_t *type, ccs_callback_t *callback)
{
    const ccs_place_t accept = ccs_place_child(self, at, "accept"), by_wait = ccs_place_child(self, at, "accept_by_wait");

    callback->accept_by_wait = ccs_read_share_curve(self, &by_wait, CCS_CURVE_SHARE_BY_WAIT);
    if (!accept.given && !by_wait.given) ccs_reader_error(self, &accept, "is required, or accept_by_wait in its place");
    if (accept.given && by_wait.given) ccs_reader_error(self, &by_wait, "cannot stand beside accept: leave out one of them");
    if (by_wait.given && type->prediction.by == CCS_PREDICTOR_NONE)
        ccs_reader_error(self, &by_wait,
            "needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list rules`");
}

/* What is read only where calls are made in some way. */
static void refuse_what_is_not_read(ccs_reader_t *self, const ccs_place_t *at, const ccs_callback_t *callback)
{
    const enum ccs_callback_way way = callback->way;

    if (way != CCS_CALLBACK_BY_PRIORITY && way != CCS_CALLBACK_AT_TIME)
        refuse(self, at, "priority", way, callback->priority == 0);
    if (way != CCS_CALLBACK_WHEN_QUIET) refuse(self, at, "idle_more_than", way, callback->idle_more_than == 1);
    if (way != CCS_CALLBACK_AT_TIME) refuse(self, at, "time", way, false);
    if (way != CCS_CALLBACK_AT_TIME) refuse(self, at, "predicted_times", way, false);
    if (way != CCS_CALLBACK_SLOTS) refuse(self, at, "slots", way, false);
}

/* When customers are called to whom a time is said. */
static void read_time(ccs_reader_t *self, const ccs_place_t *at, const ccs_type_t *type, ccs_callback_t *callback)
{
    const ccs_place_t time = ccs_place_child(self, at, "time"), times = ccs_place_child(self, at, "predicted_times");

    callback->predicted_times = ccs_read_amount(self, &times, 1);
    if (callback->way != CCS_CALLBACK_AT_TIME) return;
    if (!time.given && !times.given)
        ccs_reader_error(self, &time, "is required with way = \"at_time\", or predicted_times in its place");
    if (time.given && times.given) ccs_reader_error(self, &times, "cannot stand beside time: leave out one of them");
    if (times.given && type->prediction.by == CCS_PREDICTOR_NONE)
        ccs_reader_error(self, &times,
            "needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list rules`");
}

enum { MOST_SLOTS = 100000 };

static void read_slots(ccs_reader_t *self, const ccs_place_t *at, ccs_callback_t *callback)
{
    const ccs_place_t place = ccs_place_child(self, at, "slots"), capacity = ccs_place_child(self, &place, "capacity"),
                      within = ccs_place_child(self, &place, "within");
    ccs_slots_t *const slots = &callback->slots;

    if (callback->way != CCS_CALLBACK_SLOTS) return;
    if (!capacity.value) {
        ccs_reader_error(self, capacity.given ? &capacity : &place,
            "needs capacity with way = \"slots\": how many calls there are in each");
        return;
    }
    if (ccs_is_over_time(capacity.value))
        ccs_read_course(self, &capacity, CCS_COURSE_COUNT, &slots->capacity, &slots->capacities);
    else slots->capacity = ccs_read_count(self, &capacity);
    if (slots->within_s / slots->every_s > MOST_SLOTS)
        ccs_reader_error(self, &within, "has more than %d slots: give a shorter time, or longer slots", MOST_SLOTS);
    if (slots->capacity == 0) ccs_reader_error(self, &capacity, "is 0 at any time: nobody would ever be called");
}

/* Whose phone rings first. */
static void read_first(ccs_reader_t *self, const ccs_place_t *at, const ccs_callback_t *callback)
{
    const ccs_place_t first = ccs_place_child(self, at, "first"), patience = ccs_place_child(self, at, "patience");
    const bool is_customer = callback->first == CCS_CALLED_FIRST_CUSTOMER;

    if (is_customer && callback->way == CCS_CALLBACK_KEEP_PLACE)
        ccs_reader_error(self, &first,
            "cannot be \"customer\" with way = \"keep_place\", where an agent calls whose turn it is; way = \"by_priority\" with the priority of the "
            "queue calls in the same order");
    if (patience.given && !is_customer)
        ccs_reader_error(self, &patience, "is read with first = \"customer\" alone: leave it out");
}

void ccs_callback_read(ccs_reader_t *self, const ccs_place_t *type_at, ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(self, type_at, "callback");
    ccs_callback_t *const callback = at.value ? ccs_reader_array(self, 1, sizeof *callback) : NULL;

    if (!callback) return;
    ccs_compile_fields(self, &at, CCS_RECORD_CALLBACK, callback);
    read_acceptance(self, &at, type, callback);
    read_work(self, &at, callback, type->aht_factor);
    const ccs_place_t when = ccs_place_child(self, &at, "when");

    callback->when = ccs_read_condition(self, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT);
    refuse_what_is_not_read(self, &at, callback);
    read_time(self, &at, type, callback);
    read_slots(self, &at, callback);
    read_first(self, &at, callback);
    callback->patience = ccs_distribution_scaled(&callback->patience, type->patience_factor);
    if (callback->way != CCS_CALLBACK_WHEN_QUIET) callback->idle_more_than = 0;
    type->callback = callback;
}
