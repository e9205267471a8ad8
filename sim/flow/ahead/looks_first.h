/** @file looks_first.h  Further: what customers look at before they contact the centre. */
#ifndef CCS_LIFE_LOOKS_FIRST_H
#define CCS_LIFE_LOOKS_FIRST_H

#include "self_service.h"

/* Further: what the customer looks at before the first attempt; it holds no line. @return false: there is no such thing */
static bool looks_first(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER || !f->world.paths) return false;
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const uint32_t before = f->world.plan->types[c->type].before;

    if (before == CCS_NONE || c->attempt > 0) return false;
    c->flags |= CCS_CONTACT_NO_LINE;
    path_of(f, c)->is_before = true;
    enter_flow(f, id, before);
    return true;
}

#endif
