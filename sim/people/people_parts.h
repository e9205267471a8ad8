/** @file people_parts.h  What the files of this room share. */
#ifndef CCS_PEOPLE_PARTS_H
#define CCS_PEOPLE_PARTS_H

#include "people.h"

/** Time at one activity, as it is written. */
typedef struct {
    double start_s, end_s; /* elapsed */
    uint32_t activity;
} ccs_stay_t;

/** The activity of a word; of a new one the row is added. @param is_break  it is one, whatever its word */
uint32_t ccs_people_activity(ccs_people_t *self, const char *word, bool is_break);
/** A text of days, "mon-fri" or "mon, wed, sat-sun", as bits. @return false if it is none */
bool ccs_people_weekdays(const char *text, uint8_t *days);
/** Elapsed time of a local time, counted from a date's midnight. */
double ccs_people_elapsed(const ccs_people_t *self, int64_t date, double local_s);
/** Note a stay of the shift at hand. */
void ccs_people_stay(ccs_people_t *self, double start_s, double end_s, uint32_t activity);
/** The stays since the last shift become one. Those on the phones, and those off them, lie apart; the latter cut the former. */
void ccs_people_add_shift(ccs_people_t *self, uint32_t day);
/** The reasons for which persons are off the phones, when everybody is there and the tables are in the plan. */
void ccs_people_list_off(ccs_people_t *self, ccs_plan_t *plan);
/** `groups.*.roster` */
void ccs_people_roster(ccs_people_t *self, const ccs_place_t *at, ccs_group_t *group);
void ccs_people_templates(ccs_people_t *self);
void ccs_people_employments(ccs_people_t *self);
/** `share_least` and `share_most`, 0 and 1 where they are left out; that they contradict one another is told. */
void ccs_people_parts(ccs_people_t *self, const ccs_place_t *at, double *least_frac, double *most_frac);
/** "4 on 3 off": days of work and days off in turn; both are left as they are if nothing stands there. */
void ccs_people_pattern(ccs_people_t *self, const ccs_place_t *at, uint8_t *n_on, uint8_t *n_off);
/** Of a template that leaves something to choose: parts that fit into none of its shifts are errors; shifts in which parts are at the same time are told. */
void ccs_people_check_choice(ccs_people_t *self, const ccs_place_t *at, const ccs_template_t *t);

#endif
