/** @file campaign.h  Outbound campaigns, as rows of the plan: who is called and when, how many at once, what comes of a call, what must not happen. docs/outbound.md says
 * what each does. */
#ifndef CCS_CAMPAIGN_H
#define CCS_CAMPAIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "campaign.def"
#include "distribution.h"

#define X(NAME, name, text) CCS_CALL_##NAME,
enum ccs_call_outcome { CCS_CALL_OUTCOME_LIST(X) CCS_N_CALL_OUTCOMES };
#undef X
#define X(NAME, name, text) CCS_PACING_##NAME,
enum ccs_pacing_mode { CCS_PACING_LIST(X) };
#undef X
#define X(NAME, name, text) CCS_MISMATCH_##NAME,
enum ccs_mismatch { CCS_MISMATCH_LIST(X) };
#undef X
#define X(NAME, name, text) CCS_CALL_RULES_##NAME,
enum ccs_call_rules { CCS_CALL_RULES_LIST(X) };
#undef X
#define X(NAME, name, text) CCS_LIST_EVERY_##NAME,
enum ccs_list_every { CCS_LIST_EVERY_LIST(X) };
#undef X

/** A stretch of elapsed time within a day of somebody's own clock. */
typedef struct {
    double from_s, to_s;
    double shift_s; /* local time of day = time + shift_s */
    int64_t date;   /* local, days since 1970-01-01 */
} ccs_call_span_t;

/** Where some of the people live. Spans ascend and are apart. */
typedef struct {
    const char *name;
    double upto_frac;            /* share of the entries, with those of the zones before */
    const ccs_call_span_t *open; /* the campaign calls them */
    uint32_t n_open;
    const ccs_call_span_t *legal; /* they may be called */
    uint32_t n_legal;
    const ccs_call_span_t *days; /* of their clock, whole */
    uint32_t n_days;
} ccs_call_zone_t;

enum { CCS_ANY_ZONE = UINT8_MAX };

/** One of the people of a list. */
typedef struct {
    double best_from_s, best_to_s; /* of their own clock's day; best_to_s 0: any time */
    double value;                  /* of a conversion, in money; NAN: that of the campaign */
    uint16_t n_calls;              /* made so far */
    uint8_t zone;                  /* CCS_ANY_ZONE: by the shares of the zones */
    uint8_t n_numbers;             /* 0: as many as the campaign says */
    uint8_t level;                 /* 0 is called first */
    bool must_not;                 /* be called */
    bool is_free;                  /* of the list of those who must not be, as is known */
    bool has_agreed;               /* as is known */
} ccs_call_customer_t;

/** When an entry is called again, from the end of the call on, in seconds. */
typedef struct {
    double by_outcome_s[CCS_N_CALL_OUTCOMES]; /* of a live answer: of another person; INFINITY: never */
    double abandoned_s;
    double next_number_s[CCS_N_CALL_OUTCOMES]; /* the next number of the person; INFINITY: the same one, after by_outcome_s */
} ccs_call_again_t;

typedef struct {
    enum ccs_pacing_mode mode;
    uint32_t lines; /* of its own that may be out at once */
    double per_agent, more, over;
    double target_frac; /* NAN: over stays as it is */
    uint32_t limit;     /* calls that may begin in each window; UINT32_MAX: any number */
    double limit_window_s;
    double preview_s;
} ccs_pacing_t;

/** What each breach of a rule costs, in money. */
typedef struct {
    double hours, attempts, opt_out; /* a call */
    double cap;                      /* a live answer that is abandoned beyond it */
} ccs_call_fines_t;

typedef struct {
    enum ccs_call_rules rules;
    bool guards;
    bool has_hours;
    ccs_call_fines_t fines;
    double connect_within_s, cap_frac, window_s, no_call_s;
    double do_not_call_frac, consent_frac, opt_out_frac;
} ccs_compliance_t;

typedef struct {
    double lasts_s, echo_frac;
    uint32_t to;
    ccs_distribution_t delay;
    bool is_left;
} ccs_voicemail_t;

/** Whose contacts do not come any more, as the campaign has reached them. */
typedef struct {
    uint32_t type; /* of these contacts; UINT32_MAX: nobody's */
    double right_party_frac, message_frac;
    ccs_distribution_t delay; /* until they would have come */
} ccs_call_averts_t;

typedef struct {
    bool is_on;
    double time_s, wrong_frac, missed_frac;
} ccs_detection_t;

typedef struct {
    const char *name, *label;
    uint64_t name_hash;                   /* "campaign:NAME" */
    uint32_t type;                        /* as which live answers go to agents */
    uint32_t n_list;                      /* entries of each list; UINT32_MAX: endless */
    const ccs_call_customer_t *customers; /* [n_list], of each list; NULL: nothing is known of them */
    uint32_t n_levels;                    /* of priority; 1 where there are none */
    const struct ccs_expression *when;    /* it calls only while this holds (expression.h); NULL: always */
    const double *begins_s;               /* of its lists */
    uint32_t n_lists;
    double valid_s; /* INFINITY */
    const ccs_call_zone_t *zones;
    uint32_t n_zones;                 /* 0: steady mode, somebody may be called at any time */
    uint32_t most, per_day, per_week; /* UINT32_MAX: any number */
    uint32_t n_numbers;               /* of each person whose list says no other */
    ccs_call_again_t again;
    double outcome_frac[CCS_N_CALL_OUTCOMES];
    const double *by_hour; /* [24] on the first of these; NULL */
    double right_frac;
    ccs_distribution_t ring[CCS_N_CALL_OUTCOMES]; /* NONE: no time */
    double greeting_s;
    ccs_detection_t detection;
    ccs_voicemail_t voicemail;
    ccs_call_averts_t averts;
    ccs_pacing_t pacing;
    enum ccs_mismatch mismatch;
    ccs_compliance_t compliance;
    ccs_distribution_t talk_wrong, talk_machine; /* talk_wrong NONE: as the right party */
    double conversion_frac, revenue;
    double longest_s;    /* that all but the rarest calls take, up to their outcome */
    uint32_t first_line; /* its lines among those of all campaigns */
    uint32_t n_windows;  /* of its rules within the run */
} ccs_campaign_t;

/** Whether its lists have an end. */
static inline bool ccs_campaign_is_endless(const ccs_campaign_t *self)
{
    return self->n_list == UINT32_MAX;
}

/** Who an entry is. @return NULL: nothing is known of them */
static inline const ccs_call_customer_t *ccs_campaign_customer(const ccs_campaign_t *self, uint32_t entry)
{
    return self->customers ? &self->customers[entry % self->n_list] : NULL;
}

/** Telephone numbers of an entry. */
static inline uint32_t ccs_campaign_n_numbers(const ccs_campaign_t *self, uint32_t entry)
{
    const ccs_call_customer_t *const who = ccs_campaign_customer(self, entry);

    return who && who->n_numbers > 0 ? who->n_numbers : self->n_numbers;
}

/** Calls to an entry before its list began. */
static inline uint32_t ccs_campaign_n_before(const ccs_campaign_t *self, uint32_t entry)
{
    const ccs_call_customer_t *const who = ccs_campaign_customer(self, entry);

    return who ? who->n_calls : 0;
}

/** The share of entries such as this one that must not be called, being on the list of those or not having agreed: what is known of somebody stands. @param who  NULL: nothing is known of them */
double ccs_campaign_must_not_frac(const ccs_campaign_t *self, const ccs_call_customer_t *who);

/** Whether somebody may have several numbers. */
bool ccs_campaign_has_numbers(const ccs_campaign_t *self);

/** Heaps of its list: by zone, and within it by level. */
static inline uint32_t ccs_campaign_n_heaps(const ccs_campaign_t *self)
{
    return (self->n_zones > 0 ? self->n_zones : 1) * self->n_levels;
}

/** Entries of all its lists; 0 of an endless one. */
static inline uint32_t ccs_campaign_n_entries(const ccs_campaign_t *self)
{
    return ccs_campaign_is_endless(self) ? 0 : self->n_list * self->n_lists;
}

/** The window that holds at a time. */
uint32_t ccs_campaign_window(const ccs_campaign_t *self, double time_s);
/** The span that holds at a time. @return UINT32_MAX if none does. O(log n) */
uint32_t ccs_call_span_at(const ccs_call_span_t *spans, uint32_t n, double time_s);
/** The first span that ends after a time, which it may hold. @return n if none does */
uint32_t ccs_call_span_from(const ccs_call_span_t *spans, uint32_t n, double time_s);
/** How a call comes out. @param live_frac  for the hour @param u  uniform in [0, 1) */
enum ccs_call_outcome ccs_campaign_outcome(const ccs_campaign_t *self, double live_frac, double u);
/** Share of calls that a person answers at a time of their clock. @param hour  0 .. 23; anything beyond where no hour is known */
double ccs_campaign_live_frac(const ccs_campaign_t *self, uint32_t hour);
/** Share of calls that come to an agent as far as the scenario knows: people not taken for machines, machines taken for people. */
double ccs_campaign_connect_frac(const ccs_campaign_t *self);
/** The longest that a call takes that nobody answers, or until an agent is needed, on average. */
double ccs_campaign_ring_s(const ccs_campaign_t *self);
/** Whether one more live answer could be abandoned without breaking the cap of its window, whatever comes of the calls that are out already and keep no agent.
 * @param n_out  those @param live, abandoned  of the window so far */
bool ccs_compliance_allows(const ccs_compliance_t *self, double live, double abandoned, double n_out);
/** Live answers of a window that were abandoned beyond the cap. */
double ccs_compliance_beyond(const ccs_compliance_t *self, double live, double abandoned);
/** Whether a campaign has to pay for breaches. */
static inline bool ccs_call_fines_any(const ccs_call_fines_t *self)
{
    return self->hours > 0 || self->attempts > 0 || self->opt_out > 0 || self->cap > 0;
}
/** Whether a window is above its cap. */
bool ccs_compliance_is_broken(const ccs_compliance_t *self, double live, double abandoned);

#endif
