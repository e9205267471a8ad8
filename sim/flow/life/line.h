/** @file line.h  How lines are held: a contact holds one of its trunk group from the door to the end of its talk. */
#ifndef CCS_LIFE_LINE_H
#define CCS_LIFE_LINE_H

#include "count.h"
#include "hint.h"

CCS_APART static void change_lines(ccs_flow_t *f, uint32_t trunk, int delta)
{
    f->world.trunks[trunk].n_busy += (uint32_t) delta;
    book(f, &ccs_facts_trunk(&f->facts, f->world.period, trunk)[CCS_FACT_line_area], delta);
}

static void seize_line(ccs_flow_t *f, uint32_t trunk)
{
    if (!LEAN && trunk != CCS_NONE) change_lines(f, trunk, 1);
}

static void free_line(ccs_flow_t *f, uint32_t trunk)
{
    if (!LEAN && trunk != CCS_NONE) change_lines(f, trunk, -1);
}

#endif
