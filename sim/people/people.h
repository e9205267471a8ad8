/** @file people.h  When agents are there: shifts that several work alike, rosters of persons, as rows of the plan. What is wrong is recorded by the reader.
 *
 * Invariant: the shifts of a person ascend and lie apart or meet; the spells of a shift lie within opening hours, ascend and do not overlap. */
#ifndef CCS_PEOPLE_H
#define CCS_PEOPLE_H

#include "reader.h"

/** The tables that grow, and what they are made from. Mode day. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_clock_t *clock;
    const ccs_named_t *named;                                /* the members of `shifts` */
    ccs_template_t *templates;                               /* of them */
    const ccs_named_t *kinds;                                /* the members of `employment` */
    ccs_employment_t *employments;                           /* of them */
    ccs_vector_t parts, activities, persons, shifts, spells; /* rows of the plan */
    ccs_vector_t stays;                                      /* of the shift at hand */
    ccs_vector_t sent;                                       /* reasons for which rules send persons off the phones */
    double outside_s; /* time on the phones of the group at hand that opening hours leave out */
} ccs_people_t;

/** The templates are read, and what is agreed with those who work them. */
void ccs_people_start(ccs_people_t *self, ccs_reader_t *reader, const ccs_clock_t *clock, const ccs_named_t *named,
    const ccs_named_t *kinds);
void ccs_people_free(ccs_people_t *self);
/** The tables in the plan; they are freed. */
void ccs_people_keep(ccs_people_t *self, ccs_plan_t *plan);
/** Whether a group is written as persons, by shifts or a roster. */
bool ccs_people_has(const ccs_people_t *self, const ccs_place_t *group_at);
/** Whether the agents of a group that is read are assumed still: its assumed_staff is 0 from now on unless its `staff` is that number. */
void ccs_people_assumed(const ccs_reader_t *reader, const ccs_place_t *group_at, ccs_group_t *group);
/** The persons of such a group. */
void ccs_people_group(ccs_people_t *self, const ccs_place_t *group_at, ccs_group_t *group);

/** Shifts on the phones for a while, as far as the centre is open, behind all others. */
void ccs_people_span(ccs_people_t *self, double start_s, double end_s);
/** n persons more, the last ones of a group that was read last, who work all shifts from the first one on; nobody where there is no such shift. */
void ccs_people_heads(ccs_people_t *self, ccs_group_t *group, uint32_t n, size_t first_shift);

/** n persons fewer. Without whiles the last n of the group who have any shift: they stay in the tables, without shifts. Else, at each of the moments asked
 * for, the last n who are in a shift then; the rest of their shifts stays, as shifts of the same days.
 * @param whiles  ccs_stretch_t, ascending and apart; NULL: for good @param gone  receives who of plan.persons it is, uint32_t, each once */
void ccs_people_take_off(ccs_people_t *self, const ccs_group_t *group, uint32_t n, const ccs_vector_t *whiles,
    ccs_vector_t *gone);

/** Persons of a team may be sent off the phones by a rule, for something that is called so: a reason of the team's. @return the activity; CCS_ON_PHONES: the word
 * is one for work on the phones */
uint32_t ccs_people_send_off(ccs_people_t *self, uint32_t team, const char *word);
/** An activity that shifts of a group hold. @return CCS_NONE: nobody has it */
uint32_t ccs_people_find(const ccs_people_t *self, const ccs_group_t *group, const char *word);

/** How many persons of a group are where for a while, within opening hours. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
    double on_phones, off;
} ccs_presence_t;
/** All opening hours in order of time, each piece as long as it is the same. @param take  receives them */
void ccs_people_walk(ccs_people_t *self, const ccs_group_t *group, void (*take)(void *to, const ccs_presence_t *presence),
    void *to);

/** The groups of a scenario. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *named;
    ccs_group_t *at;
} ccs_teams_t;

/** Whether a group has as many agents as others ask for (groups.*.span). */
bool ccs_people_spans(const ccs_reader_t *reader, const ccs_place_t *group_at);
/** The parts of such a group, of those of the groups that it follows.
 * @param parts  ccs_part_t, by group and behind them, of persons, by class: all opening hours, ascending; receives those of @p team */
void ccs_people_follow(const ccs_teams_t *teams, uint32_t team, ccs_vector_t *parts);

#endif
