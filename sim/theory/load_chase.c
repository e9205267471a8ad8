/* load_chase.c - backlogs as a fluid, first come, first served. Invariant: what waits of a type is what is left of the cell at its head and all that has come since. */
#include "load_chase.h"

#include <math.h>

#include "deferred.h"
#include "due_clock.h"
#include "err.h"

/** A type that waits over the night. */
typedef struct {
    double waiting; /* contacts */
    /* where customers chase: */
    double *came;                   /* by cell: contacts that came in it; NULL: nobody chases */
    double *open;                   /* of these, but for those that have been closed since */
    uint32_t head;                  /* the cell whose contacts are worked off next */
    double head_left;               /* of them */
    uint32_t next[CCS_LOAD_DELAYS]; /* by point of the law of delays: the cell whose customers chase next */
} backlog_t;

struct ccs_load_chases {
    backlog_t *backlogs; /* by type */
    double *owed;        /* by type: contacts of who chases while it is closed */
};

static const ccs_chase_t *chase_of(const ccs_plan_t *plan, uint32_t type)
{
    return plan->deferred ? plan->deferred[type].chase : NULL;
}

/* When customers of a type who came in a cell chase, on average: so long after it was due as this point of the law says. */
static double chases_at_s(const ccs_plan_t *plan, uint32_t type, uint32_t cell, int point)
{
    const ccs_type_t *const t = &plan->types[type];
    const ccs_distribution_t *const after = &chase_of(plan, type)->after;
    const ccs_due_clock_t *const clock = plan->deferred[type].clock;
    const double from_s = clock ? plan->cells[cell].start_s : ccs_plan_asks_from_s(plan, t, cell);
    const double came_s = 0.5 * (from_s + plan->cells[cell].end_s);
    const double due_s = clock ? ccs_due_clock_after(clock, came_s, t->target.within_s[0]) : came_s + t->target.within_s[0];

    return due_s + (after->kind == CCS_DISTRIBUTION_NONE ? 0 : ccs_distribution_at(after, (point + 0.5) / CCS_LOAD_DELAYS));
}

static double waits_frac(const backlog_t *self, uint32_t cell)
{
    if (cell != self->head) return cell > self->head;
    return self->open[cell] > 0 ? self->head_left / self->open[cell] : 0;
}

/* Their customers have been served. */
static void close_contacts(backlog_t *self, uint32_t cell, double contacts)
{
    self->open[cell] -= contacts;
    self->waiting -= contacts;
    if (cell == self->head) self->head_left -= contacts;
}

/* @return contacts of those who chase in the cell at hand */
static double chase_type(ccs_load_t *load, uint32_t type)
{
    const ccs_plan_t *const plan = load->plan;
    const ccs_chase_t *const chase = chase_of(plan, type);
    backlog_t *const self = &load->chases->backlogs[type];
    double contacts = 0;

    for (int i = 0; i < CCS_LOAD_DELAYS; i++)
        while (self->next[i] < load->cell && chases_at_s(plan, type, self->next[i], i) < plan->cells[load->cell].end_s) {
            const uint32_t cell = self->next[i]++;
            const double chasing = self->came[cell] * waits_frac(self, cell) * chase->frac / CCS_LOAD_DELAYS;

            contacts += chasing;
            if (chase->original != CCS_CHASED_CLOSED || !(chasing > 0)) continue;
            close_contacts(self, cell, chasing);
            load->types[type].closed += chasing;
        }
    return contacts;
}

void ccs_load_chase(ccs_load_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_cell_t *const cell = &plan->cells[self->cell];

    if (!self->chases) return;
    for (uint32_t type = 0; type < plan->n_types; type++)
        if (self->chases->backlogs[type].came) self->chases->owed[chase_of(plan, type)->through] += chase_type(self, type);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        const bool is_open = ccs_plan_is_served(plan, type, self->cell);

        self->types[type].chase_per_s = is_open ? self->chases->owed[type] / (cell->end_s - cell->start_s) : 0;
        self->types[type].per_s += self->types[type].chase_per_s;
        if (is_open) self->chases->owed[type] = 0;
    }
}

/* As many of the first as that. */
static void serve(backlog_t *self, uint32_t cell, double contacts)
{
    self->waiting = fmax(0, self->waiting - contacts);
    while (self->came && contacts > 0 && self->head <= cell) {
        const double now = fmin(contacts, self->head_left);

        contacts -= now;
        self->head_left -= now;
        if (self->head_left > 0) return;
        self->head_left = ++self->head <= cell ? self->open[self->head] : 0;
    }
}

static void work_off(ccs_load_t *load, uint32_t type)
{
    const ccs_routing_t *const routing = &load->plan->types[type].routing;
    const ccs_cell_t *const cell = &load->plan->cells[load->cell];
    const ccs_load_type_t *const t = &load->types[type];
    const double length_s = cell->end_s - cell->start_s, came = (load->plan->handling ? t->came_per_s : t->per_s) * length_s;
    backlog_t *const self = &load->chases->backlogs[type];

    self->waiting += came;
    if (self->came) self->came[load->cell] = self->open[load->cell] = came;
    if (self->came && self->head == load->cell) self->head_left = came;
    if (!(came > 0) && !(self->waiting > 0)) return;
    const double each_s = came > 0 ? ccs_load_of(load, type) * length_s / came : t->least_s;

    for (uint32_t p = routing->first_pair; p < routing->first_pair + routing->n_pairs && self->waiting > 0; p++) {
        double *const left = &load->left[load->plan->pairs[p].group];
        const double work = fmin(*left, self->waiting * each_s / length_s);

        *left -= work;
        serve(self, load->cell, work * length_s / each_s);
    }
}

void ccs_load_work_off(ccs_load_t *self)
{
    if (!self->chases) return;
    for (uint32_t i = 0; i < self->plan->n_types; i++)
        if (self->types[self->by_priority[i]].defers) work_off(self, self->by_priority[i]);
}

int ccs_load_start_chases(ccs_load_t *load)
{
    const ccs_plan_t *const plan = load->plan;
    bool any = false;

    for (uint32_t i = 0; i < plan->n_types; i++) any = any || (load->types[i].defers && chase_of(plan, i));
    if (!any) return 0;
    ccs_load_chases_t *const self = ccs_arena_array(&load->arena, 1, sizeof *self);

    if (!self) return CCS_ERR_NOMEM;
    self->backlogs = ccs_arena_array(&load->arena, plan->n_types, sizeof *self->backlogs);
    self->owed = ccs_arena_array(&load->arena, plan->n_types, sizeof *self->owed);
    if (!self->backlogs || !self->owed) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < plan->n_types; i++) {
        if (!load->types[i].defers || !chase_of(plan, i)) continue;
        self->backlogs[i].came = ccs_arena_array(&load->arena, plan->n_cells, sizeof *self->backlogs[i].came);
        self->backlogs[i].open = ccs_arena_array(&load->arena, plan->n_cells, sizeof *self->backlogs[i].open);
        if (!self->backlogs[i].came || !self->backlogs[i].open) return CCS_ERR_NOMEM;
    }
    load->chases = self;
    return 0;
}
