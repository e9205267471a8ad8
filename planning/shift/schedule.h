/** @file schedule.h  Shifts and persons of all groups of a scenario, from the agents that each needs by interval.
 *
 * Rows are those of the grid of the templates; row 0 begins at local midnight of the first date that counts, and time is that of the local clock. */
#ifndef CCS_SCHEDULE_H
#define CCS_SCHEDULE_H

#include "requirement.h"
#include "shift_cover.h"
#include "shift_persons.h"

/** What is wished. */
typedef struct {
    ccs_shift_rules_t rules;           /* rest in rows; of those of whom nothing else is agreed */
    const ccs_shift_rules_t *rules_of; /* by kind of employment, where there are any */
    double short_cost;                 /* of an agent-hour that is missing, beside a paid one; INFINITY: none may be missing */
    bool (*shall_end)(void *listener);
    void *listener;
} ccs_schedule_wish_t;

/** The persons of a kind of employment. */
typedef struct {
    ccs_shift_persons_t persons;
    uint32_t n_tasks;
    double paid_h;
} ccs_shift_crew_t;

/** A group of the scenario. */
typedef struct {
    bool scheduled;   /* its agents are what is asked for; the others keep their staff */
    double *required; /* by row: on the phones, as it was asked first */
    double *need;     /* by row: what its shifts shall cover, which repairs raise */
    double away_frac; /* of its persons' shifts: what of its planned shrinkage the breaks and activities of shifts do not hold */
    ccs_shift_choice_t choice;
    ccs_shift_task_t *tasks; /* n_tasks, by kind of employment, day and start; `of` is the pick */
    uint32_t n_tasks;
    ccs_shift_persons_t persons; /* of all kinds */
    ccs_shift_crew_t *crews;     /* by kind, or one of all; their persons follow one another */
    ccs_arena_t arena;           /* of tasks */
} ccs_scheduled_group_t;

typedef struct {
    const ccs_requirement_t *asked;
    const ccs_shift_templates_t *templates;
    ccs_schedule_wish_t wish;
    ccs_shift_candidates_t candidates;
    double
        held_frac; /* of the paid time of all shifts that can be chosen: their breaks and activities, as far as they are paid */
    uint32_t n_rows, n_groups, first_weekday;
    ccs_scheduled_group_t *groups;
    ccs_arena_t arena;
} ccs_schedule_t;

/** @param asked, templates  outlive it @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_schedule_init(ccs_schedule_t *self, const ccs_requirement_t *asked, const ccs_shift_templates_t *templates,
    const ccs_schedule_wish_t *wish, ccs_err_t *err);
void ccs_schedule_free(ccs_schedule_t *self);
/** Rows of a slot: *from .. *to - 1. */
void ccs_schedule_rows(const ccs_schedule_t *self, uint32_t slot, uint32_t *from, uint32_t *to);
/** The need of a group over a slot, at least. */
void ccs_schedule_require(ccs_schedule_t *self, uint32_t group, uint32_t slot, double agents);
/** What the shifts of a group shall cover, with what they can be chosen from. */
ccs_shift_need_t ccs_schedule_need(const ccs_schedule_t *self, uint32_t group);
/** Agents of a group on the phones over a slot: the least of its rows, and the mean. */
double ccs_schedule_least(const ccs_schedule_t *self, uint32_t group, uint32_t slot);
double ccs_schedule_mean(const ccs_schedule_t *self, uint32_t group, uint32_t slot);

/** Cover the need of a group, then find persons for its shifts.
 * @return 0; CCS_ERR_SCENARIO: an interval that no shift covers, limits that leave too few, a shift longer than a week may be paid; CCS_ERR_STOPPED: ended
 * before anything was found; CCS_ERR_INPUT: GLPK; CCS_ERR_NOMEM */
int ccs_schedule_cover(ccs_schedule_t *self, uint32_t group, ccs_err_t *err);
/** One head of a kind of shift more (1) or less (-1) of a group that is covered; persons are found when all is moved.
 * @return 0; CCS_ERR_USAGE: there is none that could go; CCS_ERR_NOMEM */
int ccs_schedule_move(ccs_schedule_t *self, uint32_t group, const ccs_shift_pick_t *shift, int heads);
/** Persons for the shifts of a group. @return as ccs_schedule_cover */
int ccs_schedule_find_persons(ccs_schedule_t *self, uint32_t group, ccs_err_t *err);
/** Weighted paid hours of a head of a candidate. */
double ccs_schedule_shift_cost(const ccs_schedule_t *self, uint32_t group, uint32_t candidate);
/** Weighted paid hours of all groups, and a bound below which no choice that covers the needs is. */
double ccs_schedule_cost(const ccs_schedule_t *self);
double ccs_schedule_bound(const ccs_schedule_t *self);

/** A stretch of a person's day: on the phones, or at something else. */
typedef struct {
    uint32_t person;
    int32_t start, end;   /* rows */
    const char *activity; /* NULL: on the phones */
} ccs_schedule_stretch_t;
enum { CCS_SCHEDULE_STRETCHES_MAX = 2 * CCS_SHIFT_BREAKS_MAX + 1 };
/** The rows of a roster of a task: stretches of work, and the breaks that lie in them. An unpaid break of an hour or more parts two stretches.
 * @param to  CCS_SCHEDULE_STRETCHES_MAX of them @return how many */
uint32_t ccs_schedule_stretches(const ccs_schedule_t *self, uint32_t group, const ccs_shift_task_t *task,
    ccs_schedule_stretch_t *to);
/** "2026-03-02", "09:30": of a row. @return text */
const char *ccs_schedule_date(const ccs_schedule_t *self, int32_t row, char *text, size_t size);
const char *ccs_schedule_time(const ccs_schedule_t *self, int32_t row, char *text, size_t size);
/** Kinds of employment; where there are none, all are of one. */
uint32_t ccs_schedule_n_crews(const ccs_schedule_t *self);
/** "desk_007", or of a kind of employment "desk_part_time_007" */
const char *ccs_schedule_person(const ccs_schedule_t *self, uint32_t group, uint32_t person, char *text, size_t size);

#endif
