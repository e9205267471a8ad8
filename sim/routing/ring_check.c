/* ring_check.c - rings that nobody can answer, and agents who always do. */
#include "ring_check.h"

#include <math.h>

#include "units.h"

void ccs_ring_check(ccs_reader_t *reader, const ccs_place_t *group_at, const ccs_group_t *group)
{
    const ccs_place_t at = ccs_place_child(reader, group_at, "ring"), at_most = ccs_place_child(reader, &at, "at_most"),
                      not_ready = ccs_place_child(reader, &at, "not_ready");
    const ccs_ringing_t *const ring = &group->ring;
    char text[CCS_UNITS_TEXT_MAX];

    if (!at.value || !ccs_ringing_is_on(ring)) return;
    if (!(ring->no_answer_frac > 0) && isnan(ring->at_most_s) && not_ready.given)
        ccs_reader_error(reader, &not_ready,
            "has no effect, as agents answer every ring: write no_answer, a share, or at_most, a time, or leave it out");
    if (!isnan(ring->at_most_s) && ccs_ringing_missed_frac(ring) > 0.999)
        ccs_reader_error(reader, &at_most, "is %s, within which hardly any ring is answered: its time takes longer",
            ccs_units_show_duration(ring->at_most_s, text, sizeof text));
}
