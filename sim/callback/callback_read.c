/* callback_read.c - what stands at types.*.callback, and what of it cannot stand together. */
#include "callback_read.h"

#include "fields.h"
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

static void read_talk(ccs_reader_t *self, const ccs_place_t *at, ccs_callback_t *callback, double aht_factor)
{
    const ccs_place_t factor = ccs_place_child(self, at, "talk_factor");

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

void ccs_callback_read(ccs_reader_t *self, const ccs_place_t *type_at, ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(self, type_at, "callback");
    ccs_callback_t *const callback = at.value ? ccs_reader_array(self, 1, sizeof *callback) : NULL;

    if (!callback) return;
    ccs_compile_fields(self, &at, CCS_RECORD_CALLBACK, callback);
    read_acceptance(self, &at, type, callback);
    read_talk(self, &at, callback, type->aht_factor);
    const ccs_place_t when = ccs_place_child(self, &at, "when");

    callback->when = ccs_read_condition(self, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT);
    if (callback->way != CCS_CALLBACK_BY_PRIORITY) refuse(self, &at, "priority", callback->way, callback->priority == 0);
    if (callback->way != CCS_CALLBACK_WHEN_QUIET) {
        refuse(self, &at, "idle_more_than", callback->way, callback->idle_more_than == 1);
        callback->idle_more_than = 0;
    }
    type->callback = callback;
}
