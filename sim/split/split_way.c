/* split_way.c - ways from one type to another, where the other one is parted. Invariant: as many go to the parts together as would go to the whole. */
#include <math.h>
#include <string.h>

#include "split_part.h"

enum { LEAST_WORTH = -20 }; /* of `preference`, in log-odds, see key.def */

static const char *text_of(const ccs_value_t *group, const char *key)
{
    const ccs_value_t *const v = ccs_value_get(group, key);

    return v && v->kind == CCS_VALUE_STRING ? v->as.text : NULL;
}

/* --- which parts ------------------------------------------------------------------------------------------------------- */

static bool speaks(const ccs_split_part_t *part, const char *language)
{
    return part->language && strcmp(part->language, language) == 0;
}

static bool is_of(const ccs_split_part_t *part, const char *segment)
{
    return part->segment && strcmp(part->segment->key, segment) == 0;
}

/* What parts must have of where a row comes from; NULL: none to whom anybody comes has that. */
typedef struct {
    const char *language, *segment;
} fit_t;

static bool fits(const ccs_split_part_t *part, fit_t fit)
{
    return (!fit.language || speaks(part, fit.language)) && (!fit.segment || is_of(part, fit.segment));
}

static double share_that_fits(const ccs_split_parted_t *parted, fit_t fit)
{
    double share = 0;

    for (uint32_t i = 0; i < parted->n; i++) share += fits(&parted->of[i], fit) ? parted->of[i].share : 0;
    return share;
}

/* As much as can be had; the language before the segment. */
static fit_t fit_of(const ccs_value_t *from, const ccs_split_parted_t *parted)
{
    const char *const language = text_of(from, "language"), *const segment = text_of(from, "segment");
    const fit_t tried[] = {{language, segment}, {language, NULL}, {NULL, segment}};

    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        if (share_that_fits(parted, tried[i]) > 0) return tried[i];
    return (fit_t){NULL, NULL};
}

/* Parts to which those who come from there may go, each with its share of them. */
typedef struct {
    const ccs_split_part_t *of[CCS_SPLIT_PARTS_MAX];
    double share[CCS_SPLIT_PARTS_MAX];
    uint32_t n;
} fitting_t;

static fitting_t fitting_of(const ccs_value_t *from, const ccs_split_parted_t *parted)
{
    const fit_t fit = fit_of(from, parted);
    const double all = share_that_fits(parted, fit);
    fitting_t to = {.n = 0};

    for (uint32_t i = 0; i < parted->n; i++) {
        if (!fits(&parted->of[i], fit) || !(parted->of[i].share > 0)) continue;
        to.of[to.n] = &parted->of[i];
        to.share[to.n++] = parted->of[i].share / all;
    }
    return to;
}

/* --- rows that say to whom, with a probability ------------------------------------------------------------------------- */

static void lead_on(ccs_split_t *self, const ccs_value_t *from, ccs_value_t *rows, ccs_value_t *row,
    const ccs_split_parted_t *parted)
{
    const fitting_t to = fitting_of(from, parted);

    for (uint32_t i = 0; i < to.n; i++) {
        ccs_value_t *const way = ccs_split_copy(self, row, ccs_split_text(self, "%s_to_%s", row->key, to.of[i]->name));

        ccs_split_set_text(self, way, "to", to.of[i]->name);
        if (to.share[i] < 1)
            ccs_split_set_number(self, way, "probability", ccs_split_number(row, "probability", 0) * to.share[i]);
        ccs_split_put(rows, way);
    }
    (void) ccs_value_remove(rows, row);
}

static void lead_on_rows(ccs_split_t *self, const ccs_value_t *from, ccs_value_t *rows, const ccs_split_parted_t *parted)
{
    const ccs_value_t *const last = rows ? rows->last : NULL;

    for (ccs_value_t *row = rows && rows->kind == CCS_VALUE_GROUP ? rows->first : NULL, *next; row; row = next) {
        const ccs_value_t *const to = ccs_value_get(row, "to");
        const char *const target = to && to->kind == CCS_VALUE_STRING ? to->as.text : row->key;

        next = row == last ? NULL : row->next;
        if (strcmp(target, parted->name) == 0) lead_on(self, from, rows, row, parted);
    }
}

/* --- offers and choices, which are called by the type ------------------------------------------------------------------ */

/* Who refuses the offer of one part is asked for the next: as many accept in all as accept that of the whole. Of an offer that all accept the last part is left with
 * all, within a rounding error. */
static void share_offer(ccs_split_t *self, ccs_value_t *way, double share, double before)
{
    const double accept = ccs_split_number(way, "accept", 0);

    if (share < 1 && ccs_value_get(way, "accept"))
        ccs_split_set_number(self, way, "accept", fmin(fmax(1, accept), accept * share / (1 - accept * before)));
}

/* The odds of all parts together are those of the whole, down to where nobody chooses what is hardly ever chosen. */
static void share_odds(ccs_split_t *self, ccs_value_t *way, double share, double before)
{
    const double whole = ccs_split_number(way, "preference", 0);

    (void) before;
    if (share < 1) ccs_split_set_number(self, way, "preference", fmax(fmin(whole, LEAST_WORTH), whole + log(share)));
}

/* The order of rows is kept, as offers are made in it: all of them are hung behind one another once more. */
static void lead_on_members(ccs_split_t *self, const ccs_value_t *from, ccs_value_t *rows, const ccs_split_parted_t *parted,
    void (*share)(ccs_split_t *, ccs_value_t *, double, double))
{
    const fitting_t to = fitting_of(from, parted);
    ccs_value_t *const old =
        rows && rows->kind == CCS_VALUE_GROUP && ccs_value_get(rows, parted->name) ? ccs_split_copy(self, rows, rows->key) : NULL;

    if (!old) return;
    for (const ccs_value_t *row = old->first; row; row = row->next) ccs_split_drop(rows, row->key);
    for (const ccs_value_t *row = old->first; row; row = row->next) {
        double before = 0;

        if (strcmp(row->key, parted->name) != 0) ccs_split_put(rows, ccs_split_copy(self, row, row->key));
        for (uint32_t i = 0; strcmp(row->key, parted->name) == 0 && i < to.n; before += to.share[i++]) {
            ccs_value_t *const way = ccs_split_copy(self, row, to.of[i]->name);

            share(self, way, to.share[i], before);
            ccs_split_put(rows, way);
        }
    }
}

/* --- what leads to one type alone -------------------------------------------------------------------------------------- */

static bool is_named(const ccs_value_t *group, const char *key, const char *name)
{
    const char *const to = group && group->kind == CCS_VALUE_GROUP ? text_of(group, key) : NULL;

    return to && strcmp(to, name) == 0;
}

bool ccs_split_lead_on_alone(ccs_split_t *self, const ccs_value_t *from, ccs_value_t *group, const char *key,
    const ccs_split_parted_t *parted)
{
    if (!is_named(group, key, parted->name)) return true;
    const fitting_t to = fitting_of(from, parted);

    if (to.n == 1) ccs_split_set_text(self, group, key, to.of[0]->name);
    return to.n == 1;
}

const char *ccs_split_alone_at(const ccs_split_t *self, const char *name)
{
    const ccs_value_t *const flows = ccs_value_get(self->root, "flows");

    for (const ccs_value_t *flow = flows && flows->kind == CCS_VALUE_GROUP ? flows->first : NULL; flow; flow = flow->next) {
        const ccs_value_t *const nodes = flow->kind == CCS_VALUE_GROUP ? ccs_value_get(flow, "nodes") : NULL;

        for (const ccs_value_t *v = nodes && nodes->kind == CCS_VALUE_GROUP ? nodes->first : NULL; v; v = v->next)
            if (is_named(v, "to", name)) return "flows.*.nodes.*.to";
    }
    return NULL;
}

/* --- all ways ---------------------------------------------------------------------------------------------------------- */

static ccs_value_t *member_of(ccs_value_t *group, const char *key)
{
    return group && group->kind == CCS_VALUE_GROUP ? ccs_value_get_mutable(group, key) : NULL;
}

static const char *lead_on_from(ccs_split_t *self, ccs_value_t *type, const ccs_split_parted_t *parted)
{
    static const char *const ways[] = {"transfer", "escalate", "consult"}, *const again[] = {"redial", "reconnect"};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) lead_on_rows(self, type, member_of(type, ways[i]), parted);
    for (size_t i = 0; i < sizeof again / sizeof *again; i++)
        lead_on_rows(self, type, member_of(member_of(type, again[i]), "becomes"), parted);
    lead_on_members(self, type, member_of(type, "switch"), parted, share_offer);
    lead_on_members(self, type, member_of(member_of(type, "choose"), "among"), parted, share_odds);
    if (!ccs_split_lead_on_alone(self, type, member_of(type, "chase"), "through", parted)) return "types.*.chase.through";
    if (!ccs_split_lead_on_alone(self, type, member_of(type, "callback"), "to", parted)) return "types.*.callback.to";
    return NULL;
}

const char *ccs_split_lead_on(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    const char *wrong = NULL;

    for (ccs_value_t *type = member_of(self->root, "types")->first; type; type = type->next) {
        const char *const key = lead_on_from(self, type, parted);

        wrong = wrong ? wrong : key;
    }
    return wrong;
}
