/** @file vocabulary.h  The words of sim/def that a plan speaks, as numbers, and what there may be of its nouns at most. */
#ifndef CCS_VOCABULARY_H
#define CCS_VOCABULARY_H

#include <stdint.h>

#include "agent_selection.def"
#include "attempt.def"
#include "call_flow.def"
#include "callback.def"
#include "channel.def"
#include "contact_selection.def"
#include "deferred.def"
#include "mode.def"
#include "outage.def"
#include "predictor.def"
#include "queue.def"

#define CCS_NONE UINT32_MAX /* no id */

#define X(name, text, use, answer, about) CCS_CHANNEL_##name,
enum ccs_channel { CCS_CHANNEL_LIST(X) CCS_N_CHANNELS };
#undef X
#define X(name, text, candidates, reads, about) CCS_AGENT_SELECTION_##name,
enum ccs_agent_selection { CCS_AGENT_SELECTION_LIST(X) };
#undef X
#define X(name, text, candidates, levels, about) CCS_CONTACT_SELECTION_##name,
enum ccs_contact_selection { CCS_CONTACT_SELECTION_LIST(X) };
#undef X
#define X(name, text, about) CCS_GIVE_TO_##name,
enum ccs_give_to { CCS_GIVE_TO_LIST(X) };
#undef X
#define X(name, text, use, answer, about) CCS_CHANNEL_CLASS_##name,
enum ccs_channel_class { CCS_CHANNEL_CLASS_LIST(X) CCS_N_CHANNEL_CLASSES };
#undef X
#define X(name, text, about) CCS_JOIN_##name,
enum ccs_join { CCS_JOIN_LIST(X) };
#undef X
#define X(name, text, about) CCS_TRANSFER_##name,
enum ccs_transfer_kind { CCS_TRANSFER_KIND_LIST(X) };
#undef X
#define X(name, text, about) CCS_ORDER_##name,
enum ccs_queue_order { CCS_QUEUE_ORDER_LIST(X) };
#undef X
#define X(name, text, about) CCS_AT_CLOSE_##name,
enum ccs_at_close { CCS_AT_CLOSE_LIST(X) };
#undef X
#define X(name, text, about) CCS_CALLBACK_##name,
enum ccs_callback_way { CCS_CALLBACK_WAY_LIST(X) };
#undef X
#define X(name, text, about) CCS_CALLED_FIRST_##name,
enum ccs_callback_first { CCS_CALLBACK_FIRST_LIST(X) };
#undef X
#define X(name, text, about, aside) CCS_COUNTS_##name,
enum ccs_callback_counting { CCS_CALLBACK_COUNTING_LIST(X) };
#undef X
#define X(name, text, about) CCS_PROMISE_CLOCK_##name,
enum ccs_promise_clock { CCS_PROMISE_CLOCK_LIST(X) };
#undef X
#define X(name, text, about) CCS_CHASED_##name,
enum ccs_chased { CCS_CHASED_LIST(X) };
#undef X
#define X(name, text, about, noun, verb, formula) CCS_PROMISE_OF_##name,
enum ccs_promise_of { CCS_PROMISE_OF_LIST(X) CCS_N_PROMISES };
#undef X
#define X(name, text, about) CCS_IN_HAND_##name,
enum ccs_in_hand { CCS_IN_HAND_LIST(X) };
#undef X
#define X(name, text, about) CCS_FLOW_DOWN_##name,
enum ccs_flow_down { CCS_FLOW_DOWN_LIST(X) };
#undef X
#define X(name, text, about) CCS_WHEN_FULL_##name,
enum ccs_when_full { CCS_WHEN_FULL_LIST(X) };
#undef X
#define X(name, text, about) CCS_OUTSIDE_##name,
enum ccs_outside { CCS_OUTSIDE_LIST(X) };
#undef X
#define X(name, text, about) CCS_WHEN_CLOSED_##name,
enum ccs_when_closed { CCS_WHEN_CLOSED_LIST(X) };
#undef X
#define X(name, text, about) CCS_DRAWS_##name,
enum ccs_draws { CCS_DRAWS_LIST(X) };
#undef X

#define X(name, text, about) CCS_PREDICTOR_##name,
enum ccs_predictor { CCS_PREDICTOR_LIST(X) };
#undef X

#define X(name, text, about) CCS_ANNOUNCED_##name,
enum ccs_announced { CCS_ANNOUNCED_LIST(X) };
#undef X

/** Whom a rule of selection looks at: the head of each list, everybody, one of all who is drawn (agents only). */
enum ccs_candidates { CCS_CANDIDATES_FIRST, CCS_CANDIDATES_ALL, CCS_CANDIDATES_DRAWN };

/** Which types of a group's order compete when an agent is free: none but contacts of one type, those of equal priority, all. */
enum ccs_levels { CCS_LEVELS_EACH, CCS_LEVELS_PRIORITY, CCS_LEVELS_ONE };

#define X(name, text, about) CCS_REPORT_##name,
enum ccs_report { CCS_REPORT_LIST(X) };
#undef X
#define X(name, text, about) CCS_MODE_##name,
enum ccs_mode { CCS_MODE_LIST(X) };
#undef X
#define X(name, text, about) CCS_AGENT_FIGURES_##name,
enum ccs_agent_figures { CCS_AGENT_FIGURES_LIST(X) };
#undef X
#define X(name, text, about) CCS_FIGURES_##name,
enum ccs_figures { CCS_FIGURES_LIST(X) };
#undef X
#define X(name, text, about) CCS_VARIANCE_##name,
enum ccs_variance { CCS_VARIANCE_LIST(X) };
#undef X
#define X(name, text, about) CCS_RATIOS_##name,
enum ccs_ratios { CCS_RATIOS_LIST(X) };
#undef X
#define X(name, text, about) CCS_LEVEL_OF_##name,
enum ccs_level_of { CCS_LEVEL_OF_LIST(X) };
#undef X
#define X(name, text, about) CCS_COUNTED_IN_##name,
enum ccs_counted_in { CCS_COUNTED_IN_LIST(X) };
#undef X

enum {
    CCS_MAX_WITHIN = 8,       /* thresholds of one type */
    CCS_MAX_TYPES = 1000,     /* also groups and trunk groups */
    CCS_MAX_AGENTS = 1000000, /* of one group */
    CCS_MAX_CELLS = 200000
};

#endif
