/* split_type.c - `types.*.languages`, `types.*.segments` and `types.*.site_shares`: a type for each language, for each segment of customers, and for each site to which contacts are sent. Invariant: the contacts of the parts
 * together are those of the type, each falling to one of them by lot: a thinned Poisson process. */
#include <math.h>
#include <string.h>

#include "read_value.h"
#include "split_part.h"
#include "split_tree.h"

/* --- shares ------------------------------------------------------------------------------------------------------------ */

/* Whatever is written at a key, unless it is "none". */
static const ccs_value_t *given(const ccs_value_t *group, const char *key)
{
    const ccs_value_t *const v = ccs_value_get(group, key);

    return v && !ccs_value_is_none(v) && v->n > 0 ? v : NULL;
}

static double sum_of(const ccs_value_t *shares, const char *key)
{
    double sum = 0;

    for (const ccs_value_t *v = shares->first; v; v = v->next)
        sum += key ? ccs_split_number(v, key, 0) : ccs_split_number(shares, v->key, 0);
    return sum;
}

/* Languages, or sites, of a type in turn. @return whether there is one: NULL is the only one of a type that is not parted by them */
static bool next_of(const ccs_value_t *all, const ccs_value_t **at, bool *begun)
{
    *at = !*begun ? (all ? all->first : NULL) : (*at ? (*at)->next : NULL);
    const bool is_there = *at || (!all && !*begun);

    *begun = true;
    return is_there;
}

/* What parts a type. */
typedef struct {
    const ccs_value_t *languages, *segments, *sites; /* NULL: they do not */
    double all_sites;
} parts_by_t;

static parts_by_t parts_by(const ccs_value_t *type)
{
    parts_by_t by = {given(type, "languages"), given(type, "segments"), given(type, "site_shares"), 1};

    if (by.sites) by.all_sites = sum_of(by.sites, NULL);
    return by;
}

/* The key that errors of the whole type are told at. */
static const char *parting_key(const parts_by_t *by)
{
    return by->languages ? "languages" : by->segments ? "segments" : "site_shares";
}

static const char *name_behind(ccs_split_t *self, const char *name, const ccs_value_t *by)
{
    return name && by ? ccs_split_text(self, "%s_%s", name, by->key) : name;
}

static double share_of(const ccs_value_t *v)
{
    return v ? ccs_split_number(v, "share", 0) : 1;
}

static void add_part(ccs_split_t *self, ccs_split_parted_t *parted, const parts_by_t *by, const ccs_value_t *const of[3])
{
    const ccs_value_t *const language = of[0], *const segment = of[1], *const site = of[2];
    const char *const name = name_behind(self, name_behind(self, parted->name, language), segment);

    parted->of[parted->n++] = (ccs_split_part_t){.language = language ? language->key : NULL,
        .segment = segment,
        .site = site ? site->key : NULL,
        .share = share_of(language) * share_of(segment) * (site ? ccs_split_number(by->sites, site->key, 0) / by->all_sites : 1),
        .name = name_behind(self, name, site)};
}

/* Ways in which contacts come that cannot be thinned by lot; a batch of one is none. */
static void check_arrivals(ccs_split_t *self, const ccs_value_t *type, const ccs_place_t *at)
{
    static const char *const refused[] = {"counts", "replay", "batch", "mmpp", "split", "gap"};
    const ccs_value_t *const arrivals = ccs_value_get(type, "arrivals");

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const ccs_value_t *const written = ccs_value_get(arrivals, refused[i]);

        if (!written || ccs_value_is_none(written) || ccs_split_number(arrivals, refused[i], 0) == 1) continue;
        ccs_reader_error(self->reader, at, "a type with %s cannot be parted: write a type for each part, with its own arrivals",
            refused[i]);
    }
    if (ccs_value_get(type, "backlog") || ccs_value_get(type, "initial"))
        ccs_reader_error(self->reader, at, "a type that has contacts at the start cannot be parted: write a type for each part");
}

/* What is no share is told here: the parts read it in their own way. */
static void check_shares(ccs_split_t *self, const ccs_value_t *shares, const ccs_place_t *at, const char *key)
{
    for (const ccs_value_t *v = shares ? shares->first : NULL; v; v = v->next) {
        const ccs_place_t one = ccs_split_below(self, at, v->key), share = key ? ccs_split_below(self, &one, key) : one;

        if (key) (void) ccs_read_share(self->reader, &share);
        else (void) ccs_read_amount(self->reader, &share, 0);
    }
}

static void check_sum(ccs_split_t *self, const ccs_value_t *shares, const ccs_place_t *at, const char *what)
{
    if (shares && fabs(sum_of(shares, "share") - 1) > 1e-6)
        ccs_reader_error(self->reader, at, "the shares of the %s must add up to 100 %%, found %.4g %%", what,
            100 * sum_of(shares, "share"));
}

/* Numbers that are worked with here, and not read again by others. */
static void check_segments(ccs_split_t *self, const ccs_value_t *segments, const ccs_place_t *at)
{
    static const char *const keys[] = {"handle_time", "churn", "expects"};

    for (const ccs_value_t *v = segments ? segments->first : NULL; v; v = v->next)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            const ccs_place_t one = ccs_split_below(self, at, v->key), key = ccs_split_below(self, &one, keys[i]);

            if (ccs_value_get(v, keys[i])) (void) ccs_read_amount(self->reader, &key, 0);
        }
}

/* Groups at a site, those who work at home included. */
static void at_site(void *with, ccs_split_t *self, const char *name, ccs_value_t *out)
{
    const char *const site = with;
    const ccs_value_t *const group = ccs_value_get(ccs_value_get(self->root, "groups"), name),
                             *const at = ccs_value_get(group, "site");
    const size_t n = strlen(site);
    const char *const where = at && at->kind == CCS_VALUE_STRING ? at->as.text : "";

    if (strncmp(where, site, n) == 0 && (where[n] == '\0' || strcmp(where + n, CCS_SPLIT_HOME) == 0))
        ccs_split_add_name(self, out, name);
}

/* Stages by wait are of contacts that wait in the order in which they came. */
static void check_order(ccs_split_t *self, const ccs_value_t *type, const ccs_value_t *waits, const ccs_place_t *at)
{
    const ccs_value_t *const order = ccs_value_get(type, "queue_order");

    if (waits && order && order->kind == CCS_VALUE_STRING && strcmp(order->as.text, "fifo") != 0)
        ccs_reader_error(self->reader, at,
            "needs queue_order = \"fifo\": others serve those who wait in the order in which they came; leave out one of the two");
}

/* What contacts go over to, once they have waited. */
static void check_orders(ccs_split_t *self, const ccs_value_t *type)
{
    const ccs_value_t *const languages = given(type, "languages"), *const overflow = given(type, "overflow");
    const ccs_place_t by_language = ccs_split_place(self, "types", type->key, "languages"),
                      over = ccs_split_place(self, "types", type->key, "overflow"), after = ccs_split_below(self, &over, "after");

    if (overflow && overflow->kind == CCS_VALUE_GROUP) check_order(self, type, ccs_value_get(overflow, "after"), &after);
    for (const ccs_value_t *v = languages ? languages->first : NULL; v; v = v->next) {
        const ccs_place_t one = ccs_split_below(self, &by_language, v->key),
                          relax_after = ccs_split_below(self, &one, "relax_after");

        if (v->kind == CCS_VALUE_GROUP) check_order(self, type, ccs_value_get(v, "relax_after"), &relax_after);
    }
}

/* Each site to which contacts go has a group of the type: asked once, whatever languages part it besides. */
static void check_sites(ccs_split_t *self, const ccs_value_t *type, const ccs_value_t *sites, const ccs_place_t *at)
{
    const ccs_value_t *const groups = ccs_value_get(type, "groups");

    if (!groups) ccs_reader_error(self->reader, at, "needs groups = ( ... ): those of all sites");
    for (const ccs_value_t *site = groups ? sites->first : NULL; site; site = site->next) {
        const ccs_value_t *const own = ccs_split_tiers(self, groups, at_site, (void *) (uintptr_t) site->key);

        if (own && own->n == 0) ccs_reader_error(self->reader, at, "no group of the type is at site %s", site->key);
    }
}

static bool check_type(ccs_split_t *self, const ccs_value_t *type, const parts_by_t *by)
{
    const ccs_place_t by_language = ccs_split_place(self, "types", type->key, "languages"),
                      by_segment = ccs_split_place(self, "types", type->key, "segments"),
                      by_site = ccs_split_place(self, "types", type->key, "site_shares"),
                      at = ccs_split_place(self, "types", type->key, parting_key(by));
    const size_t before = self->reader->errors->n_errors;

    check_arrivals(self, type, &at);
    check_shares(self, by->languages, &by_language, "share");
    check_shares(self, by->segments, &by_segment, "share");
    check_segments(self, by->segments, &by_segment);
    check_shares(self, by->sites, &by_site, NULL);
    if (self->reader->errors->n_errors > before) return false;
    check_sum(self, by->languages, &by_language, "languages");
    check_sum(self, by->segments, &by_segment, "segments");
    if (by->sites && ccs_value_get(type, "routing"))
        ccs_reader_error(self->reader, &by_site,
            "stands beside routing: sites, and where contacts go over, are stages already; write groups");
    if (by->sites && !ccs_value_get(type, "routing")) check_sites(self, type, by->sites, &by_site);
    check_orders(self, type);
    if (by->sites && !(by->all_sites > 0)) ccs_reader_error(self->reader, &by_site, "gives no site any contacts");
    return self->reader->errors->n_errors == before;
}

static uint32_t n_of(const ccs_value_t *all)
{
    return all ? (uint32_t) all->n : 1;
}

static void add_parts_of(ccs_split_t *self, ccs_split_parted_t *parted, const parts_by_t *by)
{
    const ccs_value_t *of[3] = {NULL, NULL, NULL};
    bool begun[3] = {false, false, false};

    while (next_of(by->languages, &of[0], &begun[0])) {
        of[1] = NULL;
        begun[1] = false;
        while (next_of(by->segments, &of[1], &begun[1])) {
            of[2] = NULL;
            begun[2] = false;
            while (next_of(by->sites, &of[2], &begun[2])) add_part(self, parted, by, of);
        }
    }
}

static bool find_parts(ccs_split_t *self, const ccs_value_t *type, ccs_split_parted_t *parted)
{
    const parts_by_t by = parts_by(type);

    if ((!by.languages && !by.segments && !by.sites) || !check_type(self, type, &by)) return false;
    if ((uint64_t) n_of(by.languages) * n_of(by.segments) * n_of(by.sites) > CCS_SPLIT_PARTS_MAX) {
        const ccs_place_t at = ccs_split_place(self, "types", type->key, parting_key(&by));

        ccs_reader_error(self->reader, &at, "makes more than %d parts", (int) CCS_SPLIT_PARTS_MAX);
        return false;
    }
    *parted = (ccs_split_parted_t){.type = type, .name = type->key};
    add_parts_of(self, parted, &by);
    return !self->reader->out_of_memory;
}

/* --- what a part is ---------------------------------------------------------------------------------------------------- */

/* Customers who leave are missed in the part that they belong to. */
static void share_customers(ccs_split_t *self, ccs_value_t *part, double share)
{
    static const char *const key = "customers";
    const double of_all = ccs_split_number(ccs_value_get(self->root, "outcomes"), key, 0),
                 n = ccs_split_number(ccs_value_get(part, "outcomes"), key, of_all);

    if (n > 0) ccs_split_set_number(self, ccs_split_member(self, part, "outcomes"), key, n * share);
}

/* A factor that is drawn for the type is drawn once for all its parts: it is shared by them. */
static void share_factor(ccs_split_t *self, ccs_value_t *part, const char *key, const char *section, const char *name)
{
    ccs_value_t *const arrivals = ccs_value_get_mutable(part, "arrivals");
    const ccs_value_t *const own = ccs_value_get(arrivals, key);

    if (!own || own->kind != CCS_VALUE_GROUP) return;
    ccs_split_put(ccs_split_member(self, self->root, section), ccs_split_copy(self, own, name));
    ccs_split_set_text(self, arrivals, key, name);
}

static ccs_value_t *add_stage(ccs_split_t *self, ccs_value_t *routing, const char *name, const ccs_value_t *groups)
{
    ccs_value_t *const stage = ccs_split_member(self, routing, name);

    if (stage && groups) ccs_split_put(stage, ccs_split_copy(self, groups, "groups"));
    return stage;
}

/* Its own site first; the others where the type says so: after a wait, or when a longer one is predicted. */
static void send_to_site(ccs_split_t *self, ccs_value_t *part, const ccs_split_part_t *what)
{
    const ccs_value_t *const groups = ccs_value_get(part, "groups"), *const overflow = given(part, "overflow"),
                             *const after = ccs_value_get(overflow, "after"),
                             *const predicted = ccs_value_get(overflow, "predicted_wait");
    ccs_value_t *const own = groups ? ccs_split_tiers(self, groups, at_site, (void *) (uintptr_t) what->site) : NULL;

    if (!own || own->n == 0) return;
    if (!overflow) {
        ccs_split_put(part, own);
        return;
    }
    ccs_value_t *const routing = ccs_split_member(self, part, "routing");

    (void) add_stage(self, routing, "own_site", own);
    if (predicted) {
        char text[CCS_SPLIT_SHOWN];
        ccs_value_t *const stage = add_stage(self, routing, "overflow_predicted", groups);

        ccs_split_set_text(self, stage, "when",
            ccs_split_text(self, "predicted_wait > %s%s",
                predicted->kind == CCS_VALUE_STRING ? predicted->as.text : ccs_value_show(predicted, text, sizeof text), ""));
        if (!ccs_value_get(part, "predictor")) ccs_split_set_text(self, part, "predictor", "queue_length");
    }
    if (after) ccs_split_put(add_stage(self, routing, "overflow", groups), ccs_split_copy(self, after, "after"));
    ccs_split_drop(part, "groups");
}

static const char *and_text(ccs_split_t *self, const char *a, const char *b)
{
    return a && b ? ccs_split_text(self, "%s, %s", a, b) : a ? a : b;
}

static const char *label_of(const ccs_value_t *v)
{
    const ccs_value_t *const label = ccs_value_get(v, "label");

    return !v ? NULL : label && label->kind == CCS_VALUE_STRING ? label->as.text : v->key;
}

static void label_part(ccs_split_t *self, ccs_value_t *part, const ccs_split_part_t *what, const ccs_value_t *type)
{
    const char *const in = and_text(self, and_text(self, what->language, label_of(what->segment)), what->site);

    if (in) ccs_split_set_text(self, part, "label", ccs_split_text(self, "%s (%s)", label_of(type), in));
}

static ccs_value_t *make_part(ccs_split_t *self, const ccs_split_parted_t *parted, const ccs_split_part_t *what)
{
    ccs_value_t *const part = ccs_split_copy(self, parted->type, what->name),
                       *const factors = ccs_split_member(self, part, "factors");

    if (!part) return NULL;
    if (what->language) ccs_split_set_text(self, part, "language", what->language);
    ccs_split_set_text(self, part, "part_of", parted->name);
    label_part(self, part, what, parted->type);
    ccs_split_set_number(self, factors, "volume", ccs_split_number(factors, "volume", 1) * what->share);
    share_customers(self, part, what->share);
    share_factor(self, part, "day_factor", "day_factors", ccs_split_text(self, "%s_day%s", parted->name, ""));
    share_factor(self, part, "interval_factor", "interval_factors", ccs_split_text(self, "%s_interval%s", parted->name, ""));
    if (what->segment) ccs_split_segment(self, part, what->segment, ccs_split_expected(given(parted->type, "segments")));
    if (what->site) send_to_site(self, part, what);
    ccs_split_drop(part, "site_shares");
    ccs_split_drop(part, "overflow");
    return part;
}

/* --- where the type is named ------------------------------------------------------------------------------------------- */

static void as_parts(void *with, ccs_split_t *self, const char *name, ccs_value_t *out)
{
    const ccs_split_parted_t *const parted = with;
    const bool is_it = strcmp(name, parted->name) == 0;

    for (uint32_t i = 0; is_it && i < parted->n; i++) ccs_split_add_name(self, out, parted->of[i].name);
    if (!is_it) ccs_split_add_name(self, out, name);
}

/* A list of names that the member has. */
static void name_in_list(ccs_split_t *self, ccs_value_t *member, const char *key, ccs_split_parted_t *parted)
{
    const ccs_value_t *const list = ccs_value_get(member, key);

    if (list && ccs_split_names(list, parted->name)) ccs_split_put(member, ccs_split_flat(self, list, as_parts, parted));
}

static void name_in_all(ccs_split_t *self, ccs_value_t *section, const char *key, ccs_split_parted_t *parted)
{
    for (ccs_value_t *v = section && section->kind == CCS_VALUE_GROUP ? section->first : NULL; v; v = v->next)
        name_in_list(self, v, key, parted);
}

static void name_in_notices(ccs_split_t *self, ccs_split_parted_t *parted)
{
    ccs_value_t *const outages = ccs_value_get_mutable(self->root, "outages");

    for (ccs_value_t *v = outages && outages->kind == CCS_VALUE_GROUP ? outages->first : NULL; v; v = v->next)
        name_in_list(self, ccs_value_get_mutable(v, "notice"), "types", parted);
}

/* Who has the skill has it for each part. */
static void name_in_skills(ccs_split_t *self, ccs_value_t *owner, const ccs_split_parted_t *parted)
{
    ccs_value_t *const skills = ccs_value_get_mutable(owner, "skills");
    const ccs_value_t *const skill = ccs_value_get(skills, parted->name);

    for (uint32_t i = 0; skill && i < parted->n; i++) ccs_split_put(skills, ccs_split_copy(self, skill, parted->of[i].name));
    if (skill) ccs_split_drop(skills, parted->name);
}

static void name_in_groups(ccs_split_t *self, ccs_split_parted_t *parted)
{
    ccs_value_t *const groups = ccs_value_get_mutable(self->root, "groups");

    name_in_all(self, groups, "order", parted);
    for (ccs_value_t *group = groups->first; group; group = group->next) {
        ccs_value_t *const agents = ccs_value_get_mutable(group, "agents");

        name_in_skills(self, group, parted);
        for (ccs_value_t *agent = agents && agents->kind == CCS_VALUE_GROUP ? agents->first : NULL; agent; agent = agent->next)
            name_in_skills(self, agent, parted);
    }
}

/* --- types ------------------------------------------------------------------------------------------------------------- */

static ccs_place_t parting_place(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    const parts_by_t by = parts_by(parted->type);

    return ccs_split_place(self, "types", parted->name, parting_key(&by));
}

/* @param key  that leads to one type alone, from where more than one part would do; NULL: none does */
static void tell_alone(ccs_split_t *self, const ccs_split_parted_t *parted, const char *key)
{
    const ccs_place_t at = parting_place(self, parted);

    if (key)
        ccs_reader_error(self->reader, &at,
            "a type that %s names can only be parted where one part has the language, or the segment, of those who come that way: say theirs, or name a part there",
            key);
}

/* Wherever the type is named stand its parts. */
static void name_parts(ccs_split_t *self, ccs_split_parted_t *parted)
{
    static const char *const sections[] = {"trunks", "outages", "changes", "shocks"};

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        name_in_all(self, ccs_value_get_mutable(self->root, sections[i]), "types", parted);
    name_in_all(self, ccs_value_get_mutable(ccs_value_get_mutable(self->root, "calendar"), "events"), "types", parted);
    name_in_notices(self, parted);
    name_in_groups(self, parted);

    tell_alone(self, parted, ccs_split_lead_on(self, parted));
}

static void check_named(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    const char *const key = ccs_split_alone_at(self, parted->name);
    const ccs_place_t at = parting_place(self, parted);

    if (key)
        ccs_reader_error(self->reader, &at,
            "a type that %s names cannot be parted: write a type for each part, and name one of them there", key);
}

static void add_parts(ccs_split_t *self, ccs_value_t *types, const ccs_split_parted_t *parted)
{
    for (uint32_t i = 0; i < parted->n; i++) {
        ccs_value_t *const part = make_part(self, parted, &parted->of[i]);

        if (part) ccs_split_drop(part, "languages");
        if (part) ccs_split_drop(part, "segments");
        if (part && ccs_value_get(types, part->key)) {
            const ccs_place_t at = ccs_split_place(self, "types", parted->name, "label");

            ccs_reader_error(self->reader, at.parent, "makes a type %s, and there is one already: call that otherwise",
                part->key);
            return;
        }
        ccs_split_put(types, part);
    }
}

/* Who is at another site, and is never asked, has no skill for what is sent to this one. */
static void forget_skills(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    ccs_value_t *const groups = ccs_value_get_mutable(self->root, "groups");
    const ccs_value_t *const types = ccs_value_get(self->root, "types");

    for (uint32_t i = 0; i < parted->n; i++)
        for (ccs_value_t *group = groups->first; parted->of[i].site && group; group = group->next)
            if (!ccs_split_serves(self, ccs_value_get(types, parted->of[i].name), group))
                ccs_split_drop(ccs_value_get_mutable(group, "skills"), parted->of[i].name);
}

/* All parts first, then the names: a type that is parted later leads on to the parts that fit its own. */
void ccs_split_types(ccs_split_t *self)
{
    ccs_value_t *const types = ccs_value_get_mutable(self->root, "types");
    const ccs_value_t *const last = types->last;
    ccs_split_parted_t *const all = ccs_reader_array(self->reader, types->n, sizeof *all);
    uint32_t n = 0;

    for (ccs_value_t *type = all ? types->first : NULL, *next; type; type = next) {
        next = type == last ? NULL : type->next; /* not those that are added */
        if (type->kind != CCS_VALUE_GROUP || !find_parts(self, type, &all[n])) continue;
        check_named(self, &all[n]);
        add_parts(self, types, &all[n]);
        (void) ccs_value_remove(types, type);
        n++;
    }
    for (uint32_t i = 0; i < n; i++) name_parts(self, &all[i]);
    for (uint32_t i = 0; i < n; i++) ccs_split_campaigns(self, &all[i]);
    for (uint32_t i = 0; i < n; i++) tell_alone(self, &all[i], ccs_split_lead_campaigns_on(self, &all[i]));
    for (uint32_t i = 0; i < n; i++) forget_skills(self, &all[i]);
}
