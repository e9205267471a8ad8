/** @file promised.h  What a customer has been promised and still waits for. */
#ifndef CCS_PROMISED_H
#define CCS_PROMISED_H

#include <stdbool.h>
#include <stdint.h>

/** Of the customer's thread of contacts. */
typedef struct {
    double began_s; /* its first contact asked for an agent */
    uint16_t touch; /* contacts before this one */
    uint16_t n;     /* in all; 0: not known yet */
    bool is_away;   /* the customer will write again */
} ccs_thread_t;

/** By contact; where plans have deadlines (plan.deferred). */
typedef struct {
    double asked_s;            /* since when: of a backlog before the run began */
    double due_s;              /* INFINITY: not while the type is open within the run */
    double chase_s;            /* when the customer chases it; INFINITY: never will; NAN: is not decided yet */
    uint32_t period;           /* in which it was promised; periods.n: it does not count */
    uint16_t type;             /* whose target it is */
    bool is_open;              /* it is still waited for */
    bool is_chased;            /* the customer has chased it */
    bool chases;               /* the contact itself chases another one, whose issue is not its own */
    uint32_t original;         /* that one, as it was then: its record may be another contact's by now */
    uint32_t place, nth_chase; /* among those that will be chased: see ccs_chases_t */
    ccs_thread_t thread;
} ccs_deadline_t;

#endif
