/** @file channel.h  How channels are worked on: how much of an agent a contact takes, what may be put aside for what, and conversations that go by turns. */
#ifndef CCS_CHANNEL_H
#define CCS_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "counts.h"
#include "distribution.h"
#include "stickiness.h"
#include "vocabulary.h"

/** Columns USE and ANSWER of def/channel.def, which says what they mean. */
enum ccs_channel_use { CCS_USE_CALL, CCS_USE_WRITTEN, CCS_USE_SIDE_BY_SIDE };
enum ccs_channel_answer { CCS_ANSWER_LIVE, CCS_ANSWER_LATER };
enum ccs_channel_use ccs_channel_use(enum ccs_channel channel);
enum ccs_channel_answer ccs_channel_answer(enum ccs_channel channel);
const char *ccs_channel_name(enum ccs_channel channel);
const char *ccs_channel_about(enum ccs_channel channel);

enum { CCS_MAX_CHANNELS = 32 }; /* those of def/channel.def, and a scenario's own behind them */

/** A channel, as the scenario says that it is worked on. */
typedef struct {
    const char *name, *about; /* about: what people read */
    enum ccs_channel_use use;
    enum ccs_channel_answer answer;
    enum ccs_give_to give_to;
    bool is_chosen;     /* the scenario says at_once */
    uint32_t at_once;   /* contacts of it that an agent may have in hand, >= 1; each takes so much of them */
    bool interruptible; /* its contacts are put aside for those of a more urgent channel */
    double resume_s;    /* time to come back to one that was put aside; NAN where they are not */
} ccs_channel_rule_t;

/** A conversation that nobody writes in for a while is put away: it is in nobody's hand until the customer writes again, and then asks for an agent once more, in its next leg. */
typedef struct {
    double after_s;             /* without an answer for so long */
    double frac;                /* of the customer's answers: come after `length`, and not as `customer` says */
    ccs_distribution_t length;  /* NONE where frac is 0 */
    enum ccs_join joins;        /* where in the queue it then comes to stand */
    ccs_sticky_t same_agent;    /* the agent of before is looked for */
    double context_frac;        /* of those whom another agent has then: need not explain anything again */
    ccs_distribution_t explain; /* what that takes of the agent, beside the first turn; NONE = no time */
} ccs_lapse_t;

/** A conversation: the agent's turn, the customer's turn, the agent's turn, and so on; an agent works on one turn at a time. What a turn takes of the agent says the
 * talk time of the type. */
typedef struct ccs_turns {
    ccs_counts_t number;         /* turns of the agent */
    ccs_distribution_t customer; /* how long the customer takes for an answer */
    ccs_distribution_t
        patience;             /* how long the customer waits for one, until the agent has written it; NONE: as long as it takes */
    double silent_frac;       /* of those who leave: say nothing, so that the agent does not know */
    double close_after_s;     /* the agent closes a conversation when the customer has not written for so long; INFINITY: never */
    double slower_frac;       /* a turn takes so much longer for each other contact in hand */
    const ccs_lapse_t *lapse; /* NULL: it stays in the agent's hand to its end */
} ccs_turns_t;

#endif
