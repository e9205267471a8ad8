/** @file issue.h  What an issue is known by from its first contact to its last: the source that it comes from, and its index there. Laws are those of
 * the type that a contact has, numbers those of the issue, whatever has become of its type since. */
#ifndef CCS_LIFE_ISSUE_H
#define CCS_LIFE_ISSUE_H

#include "flow.h"
#include "hint.h"

/* Plain: a contact keeps the type that it has come with, whose source has its number. */
static inline uint32_t source_id(const ccs_contact_t *c)
{
    return RICH ? c->source : c->type;
}

static inline ccs_source_t *source_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.sources[source_id(c)];
}

/* Whether contacts may go on to another agent after a talk. */
static inline bool has_legs(const ccs_flow_t *f)
{
    return FURTHER && f->world.journeys;
}

static inline uint32_t leg_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return FURTHER ? ccs_world_leg(&f->world, c) : 0;
}

/* The customer comes again; a later leg of an attempt is no attempt. */
static inline bool is_further_attempt(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return c->attempt && leg_of(f, c) == 0;
}

/* The uniform itself, of the leg. */
static inline double draw_alone(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose)
{
    return ccs_source_draw_leg(source_of(f, c), NULL, purpose, &(ccs_draw_part_t){c->index, c->attempt, leg_of(f, c)});
}

/* Of a contact that has become another type, or is in a later leg. */
CCS_APART static double draw_as(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose, uint32_t attempt)
{
    const ccs_draw_t *const draws = &f->world.plan->draws[(size_t) c->type * CCS_N_KEPT_PURPOSES];

    return ccs_source_draw_leg(source_of(f, c), draws[purpose].law, purpose, &(ccs_draw_part_t){c->index, attempt, leg_of(f, c)});
}

/* The contact's draw, as the law of its type has it. */
static inline double draw_of(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose, uint32_t attempt)
{
    if (FURTHER && (c->source != c->type || leg_of(f, c) > 0)) return draw_as(f, c, purpose, attempt);
    return ccs_source_draw(source_of(f, c), purpose, c->index, attempt);
}

/* What was drawn from a law, as the law is at a time, or now. */
static inline double as_at(const ccs_flow_t *f, const ccs_distribution_t *law, double drawn, double time_s)
{
    if (RICH && f->world.varies && law->course) drawn *= ccs_course_at(law->course, time_s);
    return drawn;
}

static inline double as_now(const ccs_flow_t *f, const ccs_distribution_t *law, double drawn)
{
    return as_at(f, law, drawn, f->world.now_s);
}

/* A share that is decided at a time, or now. */
static inline double share_at(const ccs_flow_t *f, const ccs_course_t *course, double frac, double time_s)
{
    return RICH && f->world.varies && course ? ccs_course_at(course, time_s) : frac;
}

static inline double share_now(const ccs_flow_t *f, const ccs_course_t *course, double frac)
{
    return share_at(f, course, frac, f->world.now_s);
}

static inline ccs_attempt_t attempt_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return (ccs_attempt_t){.type = source_id(c), .index = c->index, .attempt = c->attempt, .leg = leg_of(f, c)};
}

#endif
