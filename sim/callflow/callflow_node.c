/* callflow_node.c - the nodes of a flow and the ways out of them. Invariant: the ways of a node have shares above 0 and add up to 1, those of the contacts that go through
 * it in front, then those that ask for an agent, then those that hang up. */
#include <math.h>

#include "callflow_parts.h"
#include "read_law.h"
#include "read_value.h"

static const double SLIP = 1e-9; /* by which shares that are meant to add up to 1 may not */

/* A node while it is read. */
typedef struct {
    ccs_callflows_t *of;
    const ccs_place_t *at;
    uint32_t id, flow;
    double upto_frac, through_frac; /* of the ways so far; of those who come, who go through the node */
} node_t;

static ccs_place_t child(const node_t *self, const char *key)
{
    return ccs_place_child(self->of->reader, self->at, key);
}

static double share_at(const node_t *self, const char *key)
{
    const ccs_place_t at = child(self, key);
    const double share = ccs_read_share(self->of->reader, &at);

    return isnan(share) ? 0 : share;
}

static ccs_destination_t destination(const node_t *self, const char *key, const char *absent)
{
    const ccs_place_t at = child(self, key);
    ccs_destination_t to = {CCS_LEADS_END, CCS_NONE};

    (void) ccs_callflow_destination(self->of, &at, self->flow, absent, &to);
    return to;
}

/* A way of those who go through the node, or of others who come to it. @param frac  of those who come */
static ccs_node_way_t *add_way(node_t *self, double frac, enum ccs_outcome outcome, ccs_destination_t to)
{
    if (!(frac > 0)) return NULL;
    ccs_node_way_t *const way = ccs_reader_push(self->of->reader, &self->of->ways, sizeof *way);

    if (!way) return NULL;
    *way = (ccs_node_way_t){.from_frac = self->upto_frac,
        .upto_frac = self->upto_frac + frac,
        .outcome = outcome,
        .leads = to.leads,
        .to = to.to,
        .harder = 1};
    self->upto_frac = way->upto_frac;
    ccs_callflow_node(self->of, self->id)->n_ways++;
    return way;
}

static void make_harder(ccs_node_way_t *way, double harder)
{
    if (way) way->harder = harder;
}

/* --- kinds of nodes ------------------------------------------------------------------------------------------------------ */

static void read_task(node_t *self, double harder)
{
    const double success = share_at(self, "success"), not_really = success * share_at(self, "false_success");
    const ccs_destination_t next = destination(self, "next", "end"), otherwise = destination(self, "otherwise", "queue");

    (void) add_way(self, self->through_frac * (success - not_really), CCS_OUTCOME_SUCCESS, next);
    (void) add_way(self, self->through_frac * not_really, CCS_OUTCOME_FALSE_SUCCESS, next);
    make_harder(add_way(self, self->through_frac * (1 - success), CCS_OUTCOME_FAILURE, otherwise), harder);
}

/* A choice of a menu. */
typedef struct {
    double share, misroute, wrong; /* who want it; of them, who take another; who take it wanting another */
    ccs_destination_t next;
} choice_t;

static void read_choice(node_t *self, const ccs_place_t *at, choice_t *choice)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t share = ccs_place_child(reader, at, "share"), misroute = ccs_place_child(reader, at, "misroute"),
                      next = ccs_place_child(reader, at, "next");

    choice->share =
        share.value ? ccs_read_share(reader, &share) : 0; /* what is required and missing is told by the check of keys */
    choice->misroute = ccs_read_share(reader, &misroute);
    if (isnan(choice->share)) choice->share = 0;
    if (isnan(choice->misroute)) choice->misroute = 0;
    if (next.value) (void) ccs_callflow_destination(self->of, &next, self->flow, NULL, &choice->next);
}

/* Who takes a wrong choice takes one of the others by their shares. */
static void spread_wrong(node_t *self, const ccs_named_t *named, choice_t *choices, double all)
{
    for (uint32_t i = 0; i < named->n; i++) {
        const double others = all - choices[i].share, wrong = choices[i].share * choices[i].misroute;

        if (!(wrong > 0)) continue;
        if (!(others > SLIP)) {
            ccs_reader_error(self->of->reader, &named->at[i],
                "a wrong choice needs another one that leads elsewhere: add choices");
            return;
        }
        for (uint32_t k = 0; k < named->n; k++)
            if (k != i) choices[k].wrong += wrong * choices[k].share / others;
    }
}

/* The shares of the choices, and who takes none of them. @return false if something was recorded */
static bool check_shares(node_t *self, const ccs_place_t *at, double all)
{
    const ccs_place_t otherwise = child(self, "otherwise");

    if (all > 1 + SLIP) {
        ccs_reader_error(self->of->reader, at, "the shares of the choices add up to %.6g: at most 1", all);
        return false;
    }
    if (all < 1 - SLIP && !otherwise.value) {
        ccs_reader_error(self->of->reader, at,
            "the shares of the choices add up to %.6g: make it 1, or say by otherwise where the others go", all);
        return false;
    }
    return true;
}

static void add_choices(node_t *self, const ccs_named_t *named, const choice_t *choices, double all)
{
    for (uint32_t i = 0; i < named->n; i++) {
        ccs_node_way_t *const way =
            add_way(self, self->through_frac * choices[i].share * (1 - choices[i].misroute), CCS_OUTCOME_ON, choices[i].next);

        if (way) way->name = named->at[i].key;
    }
    for (uint32_t i = 0; i < named->n; i++) {
        ccs_node_way_t *const way = add_way(self, self->through_frac * choices[i].wrong, CCS_OUTCOME_MISROUTE, choices[i].next);

        if (way) way->name = named->at[i].key;
    }
    if (all < 1 - SLIP)
        (void) add_way(self, self->through_frac * (1 - all), CCS_OUTCOME_ON, destination(self, "otherwise", "queue"));
}

static void read_menu(node_t *self)
{
    const ccs_place_t at = child(self, "choices");
    const ccs_named_t named = ccs_read_named(self->of->reader, &at, "choice");
    choice_t *const choices = ccs_reader_array(self->of->reader, named.n, sizeof *choices);
    double all = 0;

    for (uint32_t i = 0; i < named.n && choices; i++) {
        choices[i].next = (ccs_destination_t){CCS_LEADS_END, CCS_NONE};
        read_choice(self, &named.at[i], &choices[i]);
        all += choices[i].share;
    }
    if (named.n == 0 && !named.is_told_of) ccs_reader_error(self->of->reader, &at, "holds no choice");
    if (!choices || !check_shares(self, &at, all)) return;
    spread_wrong(self, &named, choices, all);
    add_choices(self, &named, choices, all);
}

static void read_queue(node_t *self, const ccs_place_t *to)
{
    const uint32_t type = ccs_read_name(self->of->reader, to, self->of->types_named);

    if (type != CCS_NONE) (void) add_way(self, self->through_frac, CCS_OUTCOME_ON, (ccs_destination_t){CCS_LEADS_QUEUE, type});
}

/* --- what goes with what ------------------------------------------------------------------------------------------------- */

enum kind { MESSAGE, TASK, MENU, QUEUE, N_KINDS };

/* Keys that have no meaning at some kinds of nodes. */
static void check_beside(node_t *self, enum kind kind)
{
    static const struct {
        const char *key;
        bool at[N_KINDS];
    } rows[] = {{"next", {[MESSAGE] = true, [TASK] = true}}, {"success", {[TASK] = true}}, {"false_success", {[TASK] = true}},
        {"otherwise", {[TASK] = true, [MENU] = true}}, {"choices", {[MENU] = true}}, {"time", {true, true, true, false}},
        {"hang_up", {true, true, true, false}}, {"zero_out", {true, true, true, false}}};
    static const char *const kinds[N_KINDS] = {"a message, which has neither success, nor choices, nor to",
        "a task, which has success", "a menu, which has choices", "a queue, which has to"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const ccs_place_t at = child(self, rows[i].key);

        if (at.given && !rows[i].at[kind])
            ccs_reader_error(self->of->reader, &at, "has no meaning at %s: take it out, or make two nodes of it", kinds[kind]);
    }
}

static enum kind kind_of(const node_t *self)
{
    const ccs_place_t to = child(self, "to"), choices = child(self, "choices"), success = child(self, "success");

    if (to.value) return QUEUE;
    if (choices.value) return MENU;
    return success.value ? TASK : MESSAGE;
}

static void read_message(node_t *self)
{
    const ccs_place_t next = child(self, "next");

    if (!next.value)
        ccs_reader_error(self->of->reader, self->at,
            "needs next (where it leads), success (a task), choices (a menu) or to (a type's queue)");
    else (void) add_way(self, self->through_frac, CCS_OUTCOME_ON, destination(self, "next", NULL));
}

static void read_ways(node_t *self, enum kind kind, double harder)
{
    const ccs_place_t to = child(self, "to");

    switch (kind) {
    case MESSAGE: read_message(self); return;
    case TASK: read_task(self, harder); return;
    case MENU: read_menu(self); return;
    case QUEUE: read_queue(self, &to); return;
    case N_KINDS: return;
    }
}

/* --- a node ---------------------------------------------------------------------------------------------------------------- */

static const char *label_of(node_t *self, const ccs_place_t *at)
{
    const char *const written = ccs_read_text(self->of->reader, at);
    const char *const label = written
        ? written
        : ccs_arena_printf(self->of->reader->arena, "%s: %s", ccs_callflow_at(self->of, self->flow)->label, self->at->key);

    if (!label) self->of->reader->out_of_memory = true;
    return label;
}

void ccs_callflow_read_node(ccs_callflows_t *of, uint32_t id)
{
    node_t self = {.of = of, .at = ccs_callflow_place(of, id), .id = id, .flow = ccs_callflow_node(of, id)->flow};
    const ccs_place_t label = child(&self, "label"), time = child(&self, "time"), harder = child(&self, "harder");
    const double hang_up = share_at(&self, "hang_up"), zero_out = share_at(&self, "zero_out");
    const double factor = ccs_read_amount(of->reader, &harder, 1);
    const enum kind kind = kind_of(&self);
    ccs_node_t *const node = ccs_callflow_node(of, id);

    node->label = label_of(&self, &label);
    node->time = ccs_read_law(of->reader, &time, CCS_LAW_TIME);
    node->first_way = (uint32_t) of->ways.n;
    if (hang_up + zero_out > 1 + SLIP)
        ccs_reader_error(of->reader, self.at, "hang_up and zero_out add up to %.6g: at most 1", hang_up + zero_out);
    self.through_frac = fmax(0, 1 - hang_up - zero_out);
    check_beside(&self, kind);
    read_ways(&self, kind, factor);
    make_harder(add_way(&self, zero_out, CCS_OUTCOME_ZERO_OUT, destination(&self, "zero_out_to", "queue")), factor);
    (void) add_way(&self, hang_up, CCS_OUTCOME_HANG_UP, (ccs_destination_t){CCS_LEADS_AWAY, CCS_NONE});
    if (of->ways.n > node->first_way) ccs_callflow_way(of, (uint32_t) of->ways.n - 1)->upto_frac = 1; /* rounding */
}
