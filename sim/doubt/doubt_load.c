/* doubt_load.c - warnings of types that ask for more than their groups can give. Invariant: one for each set of types that is short,
 * however many intervals it is short in; the worst first, and a word on those that are left out. */
#include "doubt.h"

#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "load.h"

enum { TOLD_MAX = 8, SETS_MAX = 4096 }; /* warnings; sets of types that are kept apart */

/* A set of types that is short. */
typedef struct {
    const uint64_t *types; /* a bit each */
    uint64_t hash;
    const char *names, *groups;
    uint32_t first_type, n_types, n_cells, worst_cell;
    ccs_shortage_t worst;
} set_t;

typedef struct {
    const ccs_doubt_t *about;
    ccs_load_t load;
    uint64_t *bits; /* of the set at hand */
    size_t n_words;
    set_t *sets;
    size_t n, cap;
    uint32_t n_open; /* intervals */
    ccs_arena_t arena;
} loads_t;

static uint64_t gather(loads_t *self, uint32_t shortage)
{
    memset(self->bits, 0, self->n_words * sizeof *self->bits);
    for (uint32_t i = 0; i < self->load.plan->n_types; i++)
        if (self->load.part[i] == shortage) self->bits[i / 64] |= UINT64_C(1) << i % 64;
    return ccs_fnv1a(CCS_FNV_START, self->bits, self->n_words * sizeof *self->bits);
}

/* The first type of a shortage, and of how many. */
static uint32_t first_of(const loads_t *self, uint32_t shortage, uint32_t *n_types)
{
    uint32_t first = CCS_NONE;

    *n_types = 0;
    for (uint32_t i = 0; i < self->load.plan->n_types; i++) {
        if (self->load.part[i] != shortage) continue;
        if ((*n_types)++ == 0) first = i;
    }
    return first;
}

static set_t *add_set(loads_t *self, uint32_t shortage, uint64_t hash)
{
    uint64_t *const types = ccs_arena_array(&self->arena, self->n_words, sizeof *types);
    set_t *const sets = ccs_arena_room(&self->arena, self->sets, self->n, &self->cap, sizeof *sets);

    self->about->reader->out_of_memory = self->about->reader->out_of_memory || !types || !sets;
    if (!types || !sets) return NULL;
    memcpy(types, self->bits, self->n_words * sizeof *types);
    self->sets = sets;
    set_t *const set = &sets[self->n++];

    *set = (set_t){.types = types,
        .hash = hash,
        .names = ccs_load_types(&self->load, shortage, &self->arena),
        .groups = ccs_load_groups(&self->load, shortage, &self->arena)};
    set->first_type = first_of(self, shortage, &set->n_types);
    self->about->reader->out_of_memory = self->about->reader->out_of_memory || !set->names || !set->groups;
    return set->names && set->groups ? set : NULL;
}

static set_t *find_set(loads_t *self, uint32_t shortage)
{
    const uint64_t hash = gather(self, shortage);

    for (size_t i = 0; i < self->n; i++)
        if (self->sets[i].hash == hash && memcmp(self->sets[i].types, self->bits, self->n_words * sizeof *self->bits) == 0)
            return &self->sets[i];
    if (self->n < SETS_MAX) return add_set(self, shortage, hash);
    return NULL;
}

/* Whether agents who are short are assumed, all of them: that there are too few says nothing of anybody's schedule. */
static bool is_assumed(const loads_t *self, uint32_t shortage)
{
    bool assumed = true;

    for (uint32_t g = 0; g < self->load.plan->n_groups && assumed; g++)
        assumed = self->load.plan->groups[g].assumed_staff > 0 || !ccs_load_has_group(&self->load, shortage, g);
    return assumed;
}

static void look_at_cell(loads_t *self)
{
    for (uint32_t s = 0; s < self->load.n_shortages; s++) {
        if (is_assumed(self, s)) continue;
        const ccs_shortage_t *const shortage = &self->load.shortages[s];
        set_t *const set = find_set(self, s);

        if (!set) continue;
        if (set->n_cells++ > 0 && shortage->load - shortage->agents <= set->worst.load - set->worst.agents) continue;
        set->worst = *shortage;
        set->worst_cell = self->load.cell;
    }
}

/* --- words ------------------------------------------------------------------------------------------------------------- */

/* Worst first; those found first before others. */
static int compare(const void *a, const void *b)
{
    const set_t *const x = a, *const y = b;
    const double by = (y->worst.load - y->worst.agents) - (x->worst.load - x->worst.agents);

    if (by != 0) return by > 0 ? 1 : -1;
    return x->first_type != y->first_type ? (x->first_type > y->first_type ? 1 : -1) : x->worst_cell > y->worst_cell ? 1 : -1;
}

/* "15 Erlang (3 of them by customers who come again), 10 agents of g, h" @return text */
static const char *quantities(loads_t *self, const set_t *set, const char *than)
{
    const ccs_shortage_t *const worst = &set->worst;
    const char *const repeats = worst->repeats > 1e-3 * worst->load
        ? ccs_arena_printf(&self->arena, " (%.4g of them by customers who come again)", worst->repeats)
        : "";
    const bool several = self->load.plan->n_teams > 1;
    const char *const text = repeats ? ccs_arena_printf(&self->arena, "%.4g Erlang%s, %s%.4g agents%s%s", worst->load, repeats,
                                           than, worst->agents, several ? " of " : "", several ? set->groups : "")
                                     : NULL;

    self->about->reader->out_of_memory = self->about->reader->out_of_memory || !text;
    return text ? text : "";
}

static void warn(loads_t *self, const set_t *set)
{
    const ccs_doubt_t *const about = self->about;
    const ccs_place_t *const at = set->n_types == 1 ? &about->types_named->at[set->first_type] : about->types_at;
    const bool endless = set->worst.endless;

    if (about->reader->steady) {
        ccs_reader_warning(about->reader, at, "offered load of %s, %s%s", set->names,
            quantities(self, set, "is not below capacity, "),
            endless ? ": the queue grows without bound, and waits say how long the run was, not how long customers wait" : "");
        return;
    }
    ccs_reader_warning(about->reader, at, "offered load of %s is above capacity in %lu of %lu intervals, most at %s: %s%s",
        set->names, (unsigned long) set->n_cells, (unsigned long) self->n_open, self->load.plan->cells[set->worst_cell].label,
        quantities(self, set, ""), endless ? "; customers never abandon, so the queue grows as long as it lasts" : "");
}

static void warn_all(loads_t *self)
{
    size_t n_untold = 0, n_cells = 0;

    if (self->n > 1) qsort(self->sets, self->n, sizeof *self->sets, compare);
    for (size_t i = 0; i < self->n; i++) {
        if (i < TOLD_MAX) {
            warn(self, &self->sets[i]);
            continue;
        }
        n_untold++;
        if (self->sets[i].n_cells > n_cells) n_cells = self->sets[i].n_cells;
    }
    if (n_untold > 0)
        ccs_reader_warning(self->about->reader, self->about->types_at,
            "offered load of %s%zu more sets of types is above capacity, in %zu intervals at most: `ccsim check` lists them all",
            self->n < SETS_MAX ? "" : "at least ", n_untold, n_cells);
}

/* Work that may wait, and is more than all hours together can do. */
static void warn_overall(loads_t *self)
{
    for (uint32_t s = 0; s < self->load.n_shortages; s++) {
        const ccs_shortage_t *const shortage = &self->load.shortages[s];
        const double hours = self->load.hours_s / 3600;
        set_t set = {.names = ccs_load_types(&self->load, s, &self->arena),
            .groups = ccs_load_groups(&self->load, s, &self->arena)};
        const uint32_t first = first_of(self, s, &set.n_types);

        self->about->reader->out_of_memory = self->about->reader->out_of_memory || !set.names || !set.groups;
        if (!set.names || !set.groups) return;
        ccs_reader_warning(self->about->reader, set.n_types == 1 ? &self->about->types_named->at[first] : self->about->types_at,
            "the work of %s, %.4g hours in all, is more than the %.4g agent hours%s%s: what is left over grows as long as the run lasts, "
            "and waits say how long that was, not how long customers wait",
            set.names, shortage->load * hours, shortage->agents * hours, self->load.plan->n_teams > 1 ? " of " : "",
            self->load.plan->n_teams > 1 ? set.groups : "");
    }
}

void ccs_doubt_loads(const ccs_doubt_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    loads_t loads = {.about = self, .n_words = (plan->n_types + 63) / 64};

    loads.bits = ccs_arena_array(&loads.arena, loads.n_words, sizeof *loads.bits);
    if (!loads.bits || ccs_load_init(&loads.load, plan) != 0) {
        self->reader->out_of_memory = true;
    } else {
        while (ccs_load_next(&loads.load)) {
            if (loads.load.cell - plan->first_counted >= plan->n_counted) continue;
            loads.n_open++;
            look_at_cell(&loads);
        }
        warn_all(&loads);
        if (ccs_load_overall(&loads.load)) warn_overall(&loads);
    }
    ccs_load_free(&loads.load);
    ccs_arena_free(&loads.arena);
}
