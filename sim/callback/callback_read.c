/* callback_read.c - what stands at types.*.callback, and what of it cannot stand together. */
#include "callback_read.h"

#include <string.h>

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
            "needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list routing`");
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
            "needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list routing`");
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
    const ccs_place_t patience = ccs_place_child(self, at, "patience");
    const bool is_customer = callback->first == CCS_CALLED_FIRST_CUSTOMER;

    if (patience.given && !is_customer)
        ccs_reader_error(self, &patience, "is read with first = \"customer\" alone: leave it out");
}

/* What is read of calls, and not of messages. */
static void refuse_calls(ccs_reader_t *self, const ccs_place_t *at, const ccs_callback_t *callback)
{
    const enum ccs_callback_way way = CCS_CALLBACK_MESSAGE;

    refuse(self, at, "reach", way, callback->reach_frac == 1);
    refuse(self, at, "attempts", way, callback->attempts == 3);
    refuse(self, at, "retry_after", way, callback->retry_after_s == 600);
    refuse(self, at, "talk", way, false);
    refuse(self, at, "talk_factor", way, callback->talk_factor == 1);
    refuse(self, at, "wrap_factor", way, callback->wrap_factor == 1);
    refuse(self, at, "first", way, callback->first == CCS_CALLED_FIRST_AGENT);
    refuse(self, at, "ring", way, false);
    refuse(self, at, "no_answer", way, callback->no_answer_s == 0);
}

/* A message waits in the queue of another type, where nobody is asked once more to leave one. */
static void read_message(ccs_reader_t *self, const ccs_place_t *type_at, const ccs_place_t *at, const ccs_named_t *types,
    ccs_callback_t *callback)
{
    const ccs_place_t to = ccs_place_child(self, at, "to"), counts_as = ccs_place_child(self, at, "counts_as");

    callback->to = CCS_NONE;
    if (callback->way != CCS_CALLBACK_MESSAGE) {
        refuse(self, at, "to", callback->way, false);
        return;
    }
    refuse_calls(self, at, callback);
    if (callback->counts_as == CCS_COUNTS_WAITS_ON)
        ccs_reader_error(self, &counts_as,
            "cannot be \"waits_on\" with way = \"message\": nobody is called back; the messages have a target of their own");
    if (!to.value) {
        ccs_reader_error(self, at, "needs to with way = \"message\": the type in whose queue messages wait");
        return;
    }
    callback->to = ccs_read_name(self, &to, types);
    if (callback->to == CCS_NONE) return;
    const ccs_place_t other = ccs_place_child(self, &types->at[callback->to], "callback"),
                      way = ccs_place_child(self, &other, "way");

    if (types->at[callback->to].key == type_at->key) ccs_reader_error(self, &to, "is the type itself: name that of the messages");
    else if (way.value && way.value->kind == CCS_VALUE_STRING && !strcmp(way.value->as.text, "message"))
        ccs_reader_error(self, &to, "leads to a type whose customers are asked to leave a message, too");
}

void ccs_callback_feed(ccs_type_t *types, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (types[i].callback && types[i].callback->to != CCS_NONE) types[types[i].callback->to].is_fed = true;
}

void ccs_callback_read(ccs_reader_t *self, const ccs_place_t *type_at, const ccs_named_t *types, ccs_type_t *type)
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
    read_message(self, type_at, &at, types, callback);
    callback->patience = ccs_distribution_scaled(&callback->patience, type->patience_factor);
    if (callback->way != CCS_CALLBACK_WHEN_QUIET) callback->idle_more_than = 0;
    type->callback = callback;
}
