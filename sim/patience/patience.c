/* patience.c - balking and announcements. Invariant: what goes by a predicted wait stands in a type that has a predictor. */
#include "patience.h"

#include <math.h>

#include "elementary.h"
#include "read_curve.h"
#include "read_value.h"

static const char NEEDS_PREDICTOR[] =
    "needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list routing`";

/* ---- who leaves at once --------------------------------------------------------------------------------------------------------- */

static double most_of(const ccs_share_curve_t *curve, double most)
{
    for (uint32_t n = 0; n < curve->n; n++) most = fmax(most, curve->at[n]);
    return most;
}

/* By how many wait, by how long it will be, or a share of all. */
static void read_balking(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type)
{
    const ccs_place_t balk = ccs_place_child(reader, at, "balk"), by_queue = ccs_place_child(reader, at, "balk_by_queue"),
                      by_wait = ccs_place_child(reader, at, "balk_by_wait");

    type->balk_by_queue = ccs_read_share_curve(reader, &by_queue, CCS_CURVE_SHARE_BY_COUNT);
    type->balk_by_wait = ccs_read_share_curve(reader, &by_wait, CCS_CURVE_SHARE_BY_WAIT);
    if (by_queue.given && balk.given) ccs_reader_error(reader, &by_queue, "cannot stand beside balk: leave out one of them");
    if (by_wait.given && (balk.given || by_queue.given))
        ccs_reader_error(reader, &by_wait, "cannot stand beside %s: leave out one of them",
            balk.given ? "balk" : "balk_by_queue");
    if (by_wait.given && type->prediction.by == CCS_PREDICTOR_NONE) ccs_reader_error(reader, &by_wait, NEEDS_PREDICTOR);
    type->balk_frac = most_of(&type->balk_by_wait, most_of(&type->balk_by_queue, type->balk_frac));
}

/* ---- what who waits is told ----------------------------------------------------------------------------------------------------- */

/* What goes by a wait that is told has no meaning beside a place. */
static void check_place(ccs_reader_t *reader, const ccs_place_t *at)
{
    static const char *const keys[] = {"says", "leave_when_over", "impatience_per_minute"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ccs_place_t key = ccs_place_child(reader, at, keys[i]);

        if (key.given) ccs_reader_error(reader, &key, "cannot stand beside what = \"position\": no wait is told");
    }
}

static void check_predictor(ccs_reader_t *reader, const ccs_place_t *at, const ccs_type_t *type)
{
    const ccs_announcement_t *const a = &type->announcement;
    const ccs_place_t above = ccs_place_child(reader, at, "above"), what = ccs_place_child(reader, at, "what");

    if (type->prediction.by != CCS_PREDICTOR_NONE) {
        if (!isnan(a->says_s) && above.given)
            ccs_reader_error(reader, &above, "cannot stand beside says, which is always the same wait");
        return;
    }
    if (above.given) ccs_reader_error(reader, &above, NEEDS_PREDICTOR);
    else if (a->what == CCS_ANNOUNCED_WAIT && isnan(a->says_s)) ccs_reader_error(reader, &what, "%s, or says", NEEDS_PREDICTOR);
}

static void read_announcement(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type)
{
    ccs_announcement_t *const a = &type->announcement;
    const ccs_place_t what = ccs_place_child(reader, at, "what"), says = ccs_place_child(reader, at, "says"),
                      every = ccs_place_child(reader, at, "every"), above = ccs_place_child(reader, at, "above"),
                      curve = ccs_place_child(reader, at, "patience_curve"),
                      leave = ccs_place_child(reader, at, "leave_when_over"),
                      growth = ccs_place_child(reader, at, "impatience_per_minute");

    a->is_made = true;
    a->what = (enum ccs_announced) ccs_read_choice(reader, &what);
    a->says_s = ccs_read_duration(reader, &says);
    a->every_s = ccs_read_duration(reader, &every);
    a->above_s = ccs_read_duration(reader, &above);
    a->factor = ccs_read_share_curve(reader, &curve,
        a->what == CCS_ANNOUNCED_WAIT ? CCS_CURVE_FACTOR_BY_WAIT : CCS_CURVE_FACTOR_BY_PLACE);
    a->leave_frac = ccs_read_share(reader, &leave);
    a->growth_per_s = ccs_log(ccs_read_amount(reader, &growth, 1)) / 60;
    if (a->what == CCS_ANNOUNCED_POSITION) check_place(reader, at);
    check_predictor(reader, at, type);
}

void ccs_patience_type(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type)
{
    const ccs_place_t announce = ccs_place_child(reader, at, "announce"), callback = ccs_place_child(reader, at, "callback"),
                      after = ccs_place_child(reader, &callback, "after");

    read_balking(reader, at, type);
    if (announce.value) read_announcement(reader, &announce, type);
    if (announce.value && after.given)
        ccs_reader_error(reader, &announce,
            "cannot stand beside callback.after: who is asked after a while is told nothing meanwhile; leave out one of them");
}
