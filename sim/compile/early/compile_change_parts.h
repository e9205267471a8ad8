/** @file compile_change_parts.h  What the files of changes share. */
#ifndef CCS_COMPILE_CHANGE_PARTS_H
#define CCS_COMPILE_CHANGE_PARTS_H

#include "compile_change.h"

enum { CCS_CHANGE_LINE = 400 };

/* Agent-seconds of those who come or go: on the roster, and of them at work, without those who are not there. */
typedef struct {
    double roster_s, work_s;
} ccs_change_work_t;

typedef struct ccs_compile_change {
    const ccs_place_t *at;
    double volume, staff;  /* factors; NAN: not said */
    double agents;         /* NAN: not said */
    double shrinkage_frac; /* NAN: not said */
    uint32_t n_types, n_groups;
    uint32_t *types, *groups; /* n = 0: all of them */
    uint32_t from, to;        /* CCS_NONE: nobody moves */
    uint32_t learn;           /* the type that `agents` learn; CCS_NONE: none */
    const char *hours;        /* in words, with a comma in front */
    ccs_vector_t windows;     /* ccs_amount_t: when it holds, ascending; x counts nothing */
    bool timed;               /* its hours, if any, are understood */
    bool acts;                /* some time is within it */
    bool refused;             /* it was told of already, as an error or a warning */
    /* what came of `agents`, on the days that count */
    double total_s, agent_s, least, least_s;
    ccs_change_work_t work, work_to; /* of the group, or groups, at hand; of the one that they join */
    bool acts_closed;                /* it changes contacts that come outside opening hours */
    char by_time[CCS_CHANGE_LINE];
    char persons[CCS_CHANGE_LINE]; /* what becomes of those who are no numbers */
} ccs_compile_change_t;

/** Whether it changes anything. */
bool ccs_change_says_something(const ccs_compile_change_t *change);
/** Take note of a stretch of time in what came of the amount asked for. */
void ccs_change_count(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_amount_t *got);
/** Take note of who of the agents of some amounts is at work: with a shrinkage that they bring along, or (NAN) that of the parts. */
void ccs_change_count_work(const ccs_compiler_t *self, ccs_change_work_t *work, const ccs_vector_t *parts,
    const ccs_vector_t *amounts, double shrinkage_frac);
/** Whether a day is one of those that figures are told of. */
bool ccs_change_counts(const ccs_compiler_t *self, uint32_t day);
/** Seconds of a while at which the centre is open. */
double ccs_change_open(const ccs_clock_t *clock, double start_s, double end_s);
/** "2026-03-02: 6 from 08:00, 10 from 09:00", of the first day on which it is less than asked for, into by_time. */
void ccs_change_tell_times(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *got, double asked);
/** Fewer persons than are to go: "asked 10, Desk has 9". */
void ccs_change_tell_lack(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, size_t n);
/** Who of a group goes: "who goes: late 2, late 1 (the last of Desk)". @param gone  into plan.persons, uint32_t */
void ccs_change_tell_gone(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, const ccs_vector_t *gone);
/** Who of a group learns a type: "who learns: dana, emil (the first of Desk who do not serve it)". @param who  into plan.persons, uint32_t */
void ccs_change_tell_learners(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, const ccs_vector_t *who);
/** Errors for a change of skills that says something else, too, or leaves out what it needs. */
void ccs_lesson_check(ccs_compiler_t *self, const ccs_compile_change_t *change);
/** What came of the agents who are to learn something in groups of numbers. @param written  by group: ccs_part_t */
void ccs_lesson_count(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *written);
/** What shrinkage means of persons. @param parts  by class: how many of them are there */
void ccs_change_tell_absent(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_group_t *group,
    const ccs_vector_t *parts);

#endif
