/** @file roster.h  Persons and their shifts: nouns of the plan (plan.h). */
#ifndef CCS_ROSTER_H
#define CCS_ROSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "distribution.h"
#include "vocabulary.h"

/** How persons keep to their shifts; a law that is NONE: they do. */
typedef struct {
    ccs_distribution_t late, long_breaks, early_by;
    double early_leave_frac; /* of the shifts */
} ccs_adherence_t;

/** After a contact and its after-call work. */
typedef struct {
    double frac; /* of the contacts, after which the agent goes not ready; 0 = of none */
    ccs_distribution_t time;
} ccs_not_ready_t;

/** What persons are at: the phones, which come first, or something off them. */
typedef struct {
    const char *name; /* "lunch" */
    bool is_break;    /* one that begins late has its full length within the shift; anything else ends as planned */
} ccs_activity_t;
enum { CCS_ON_PHONES = 0 };

/** A person's time at one activity, within opening hours. The spells of a shift ascend; where they do not meet, the centre is closed. */
typedef struct {
    double start_s, end_s;
    uint32_t activity; /* into plan.activities */
} ccs_spell_t;

/** From coming to going. */
typedef struct {
    double start_s, end_s; /* as the roster says it, closed hours included */
    double absent_frac;    /* probability that the person stays away */
    uint32_t day;          /* service day on which it begins, whose draws decide; CCS_DAY_BEFORE: that before the first */
    uint32_t first_spell, n_spells; /* into plan.spells; 0: the centre is closed all the while */
} ccs_shift_t;
enum { CCS_DAY_BEFORE = 4095 };

/** Why a person is off the phones in a shift, beside the activities of the shift; these follow them, by number. */
enum ccs_off_cause { CCS_OFF_ABSENT, CCS_OFF_LATE, CCS_OFF_LEFT_EARLY, CCS_N_OFF_CAUSES };

/** Time that persons of a team are off the phones in their shifts, for one reason. */
typedef struct {
    const char *name;  /* "desk/lunch", "desk/absent" */
    const char *label; /* "Service desk: lunch" */
    uint32_t team;
} ccs_off_t;

/** The same of one person, where the reason can happen to whom. */
typedef struct {
    uint32_t person, off; /* into plan.persons and plan.offs */
} ccs_own_off_t;

/** Those of a person, into plan.own_offs; by off they ascend. */
typedef struct {
    uint32_t first, n;
} ccs_own_offs_t;

/** An agent of a group that is made of persons. Those who work alike have the same shifts. */
typedef struct {
    const char *name; /* of the roster, or "early 1" */
    uint32_t key;     /* in draws of the group: how many of a group of shifts come before, or the hash of a name of a roster */
    uint32_t first_shift, n_shifts; /* into plan.shifts, ascending */
} ccs_person_t;

/** A break or an activity within a shift that several work alike. Times count from its start, NAN = not written. */
typedef struct {
    const char *name;
    double after_s; /* it begins so long after the start */
    double at_s;    /* or at this time of the service day */
    double lasts_s;
    double within_s; /* how much later it may begin: a choice for who makes a schedule */
    uint32_t activity;
    uint8_t days; /* bit 0 = Monday */
    double paid_frac;
} ccs_template_part_t;

/** A shift that several work alike, as it is written. */
typedef struct {
    const char *name;
    double start_s, length_s; /* time of the service day; NAN = open, then the choices are: */
    double first_start_s, last_start_s, step_s;
    double lengths_s[CCS_MAX_WITHIN];
    uint32_t n_lengths;
    double weight;                    /* of a paid hour, for who makes a schedule */
    double least_frac, most_frac;     /* of a day's shifts of a group that must, and may, be of it */
    uint32_t most_heads, most_starts; /* shifts, and different starts, of a day and group; 0 = any number */
    uint32_t employment;              /* whose shift it is; CCS_NONE: there are no kinds */
    uint32_t first_part, n_parts;     /* into plan.template_parts */
    uint8_t days;                     /* on which it begins, bit 0 = Monday */
    uint8_t n_on, n_off; /* of these so many, then so many not, for each of its agents a day later; n_on = 0: all of them */
    bool is_open;        /* something is left to choose: nobody can work it as it is */
} ccs_template_t;

/** What is agreed with some of those who work, for who makes a schedule. */
typedef struct {
    const char *name;
    double hours_a_week_s, rest_s; /* paid in a week at most, and between two shifts at least; NAN: as is asked of all */
    uint32_t days_a_week;          /* at most; CCS_NONE: as is asked of all */
    uint8_t n_on, n_off;           /* so many days of work, then so many off; n_on = 0: in any order */
    double least_frac, most_frac;  /* of a day's shifts of a group that must, and may, be theirs */
} ccs_employment_t;

#endif
