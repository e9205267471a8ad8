/* split_campaign.c - campaigns whose type is parted: one for each part, with its share of the list, or its customers. Invariant: entries, lines and limits of the parts are those of the whole
 * together, within one of each that there must be. Each part keeps to the law by itself, and so do all together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "customer_role.def"
#include "read_value.h"
#include "split_part.h"

#define X(NAME, text, required, words) CELL_##NAME,
enum cell { CCS_CUSTOMER_ROLE_LIST(X) N_CELLS };
#undef X

static ccs_value_t *campaigns_of(const ccs_split_t *self)
{
    ccs_value_t *const all = ccs_value_get_mutable(self->root, "campaigns");

    return all && all->kind == CCS_VALUE_GROUP ? all : NULL;
}

static bool is_of_type(const ccs_value_t *campaign, const char *type)
{
    const ccs_value_t *const v = campaign->kind == CCS_VALUE_GROUP ? ccs_value_get(campaign, "type") : NULL;

    return v && v->kind == CCS_VALUE_STRING && strcmp(v->as.text, type) == 0;
}

/* --- its list ---------------------------------------------------------------------------------------------------------- */

/* Of a whole number the share that begins behind `before`. */
static double part_of(double whole, double before, double share)
{
    return floor(whole * (before + share) + 0.5) - floor(whole * before + 0.5);
}

/* @param least  the part has so many at least */
static void share_number(ccs_split_t *self, ccs_value_t *group, const char *key, double before, double share, double least)
{
    const double whole = ccs_split_number(group, key, NAN);

    if (whole > 0 && whole < 1e9) ccs_split_set_whole(self, group, key, fmax(least, part_of(floor(whole), before, share)));
}

/* What the list says of a customer. @return NULL: nothing */
static const ccs_value_t *cell_of(const ccs_value_t *row, enum cell which)
{
    const ccs_value_t *cell = row->kind == CCS_VALUE_LIST ? row->first : NULL;

    for (enum cell i = 0; cell && i < which; i++) cell = cell->next;
    return cell;
}

/* The language that the list says of a customer. @return "": none */
static const char *language_of(const ccs_value_t *row)
{
    const ccs_value_t *const cell = cell_of(row, CELL_LANGUAGE);

    return cell && cell->kind == CCS_VALUE_STRING ? cell->as.text : "";
}

/* Whether the list says of somebody that they have several numbers. */
static bool has_numbers(const ccs_value_t *rows)
{
    bool has = false;

    for (const ccs_value_t *row = rows->first; row && !has; row = row->next) {
        const ccs_value_t *const cell = cell_of(row, CELL_NUMBERS);
        double n = 0;

        if (cell && cell->kind == CCS_VALUE_STRING) n = strtod(cell->as.text, NULL);
        else if (cell) (void) ccs_read_is_number(cell, &n);
        has = n > 1;
    }
    return has;
}

static bool speaks(const ccs_split_part_t *part, const char *language)
{
    return !*language || (part->language && strcmp(part->language, language) == 0);
}

/* Whose a customer is: of the parts in the language, the one that lacks most of its share. @return parted->n: of none */
static uint32_t part_for(const ccs_split_parted_t *parted, const char *language, const double *has, double n)
{
    uint32_t best = parted->n;

    for (uint32_t i = 0; i < parted->n; i++) {
        const ccs_split_part_t *const part = &parted->of[i];

        if (!speaks(part, language) || (!*language && !(part->share > 0))) continue;
        if (best == parted->n || part->share * n - has[i] > parted->of[best].share * n - has[best]) best = i;
    }
    return best;
}

/* The rows of each part. @param lists  receives a list each */
static void share_customers(ccs_split_t *self, const ccs_value_t *campaign, const ccs_value_t *rows,
    const ccs_split_parted_t *parted, ccs_value_t *lists[CCS_SPLIT_PARTS_MAX])
{
    const ccs_place_t at = ccs_split_place(self, "campaigns", campaign->key, "customers");
    double has[CCS_SPLIT_PARTS_MAX] = {0}, n = 0;
    uint32_t index = 0;

    for (const ccs_value_t *row = rows->first; row; row = row->next, index++) {
        const uint32_t part = part_for(parted, language_of(row), has, n + 1);

        if (part == parted->n) {
            const ccs_place_t one = ccs_place_element(&at, row, index);

            ccs_reader_error(self->reader, &one, "is of a customer who speaks %.40s, which is no language of type %s",
                language_of(row), parted->name);
            return;
        }
        ccs_value_t *const copy = ccs_split_copy(self, row, NULL);

        if (copy && lists[part]) ccs_value_append(lists[part], copy);
        has[part]++;
        n++;
    }
}

/* --- its parts --------------------------------------------------------------------------------------------------------- */

static void label_it(ccs_split_t *self, ccs_value_t *campaign, const ccs_value_t *whole, const char *suffix)
{
    const ccs_value_t *const label = ccs_value_get(whole, "label");

    ccs_split_set_text(self, campaign, "label",
        ccs_split_text(self, "%s (%s)", label && label->kind == CCS_VALUE_STRING ? label->as.text : whole->key, suffix));
}

static ccs_value_t *make_part(ccs_split_t *self, const ccs_value_t *whole, const ccs_split_parted_t *parted, uint32_t index,
    double before)
{
    const ccs_split_part_t *const part = &parted->of[index];
    const char *const suffix = part->name + strlen(parted->name);
    ccs_value_t *const campaign = ccs_split_copy(self, whole, ccs_split_text(self, "%s%s", whole->key, suffix));
    ccs_value_t *const pacing = ccs_value_get_mutable(campaign, "pacing");

    if (!campaign) return NULL;
    ccs_split_set_text(self, campaign, "type", part->name);
    label_it(self, campaign, whole, suffix + 1);
    share_number(self, campaign, "list", before, part->share, 0);
    if (pacing && pacing->kind == CCS_VALUE_GROUP) {
        share_number(self, pacing, "lines", before, part->share, 1);
        share_number(self, pacing, "limit", before, part->share, 1);
    }
    return campaign;
}

/* Of a part all of whose customers have one number no other one is ever the next. */
static void leave_out_next(ccs_value_t *const *parts, ccs_value_t *const *lists, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (parts[i] && lists[i] && !has_numbers(lists[i])) ccs_split_drop(parts[i], "next_number");
}

/* Whether anybody is on the list of a part. */
static bool has_list(const ccs_value_t *campaign, const ccs_split_part_t *part, const ccs_value_t *customers)
{
    return customers ? customers->n > 0 : part->share > 0 && ccs_split_number(campaign, "list", 1) > 0;
}

static void add_part(ccs_split_t *self, ccs_value_t *campaigns, const ccs_value_t *whole, ccs_value_t *part)
{
    const ccs_place_t at = ccs_split_place(self, "campaigns", whole->key, "type");

    if (ccs_value_get(campaigns, part->key))
        ccs_reader_error(self->reader, &at, "makes a campaign %s, and there is one already: call that otherwise", part->key);
    else ccs_split_put(campaigns, part);
}

static void part_campaign(ccs_split_t *self, ccs_value_t *campaigns, const ccs_value_t *whole, const ccs_split_parted_t *parted)
{
    const ccs_value_t *const rows = ccs_value_get(whole, "customers");
    const bool is_told = rows && rows->kind == CCS_VALUE_LIST;
    ccs_value_t *parts[CCS_SPLIT_PARTS_MAX] = {NULL}, *lists[CCS_SPLIT_PARTS_MAX] = {NULL};
    double before = 0;

    for (uint32_t i = 0; i < parted->n; before += parted->of[i++].share) {
        parts[i] = make_part(self, whole, parted, i, before);
        if (is_told) lists[i] = ccs_split_list(self, parts[i], "customers");
    }
    if (is_told) share_customers(self, whole, rows, parted, lists);
    if (is_told && has_numbers(rows) && ccs_split_number(whole, "numbers", 1) <= 1) leave_out_next(parts, lists, parted->n);
    for (uint32_t i = 0; i < parted->n; i++)
        if (parts[i] && has_list(parts[i], &parted->of[i], lists[i])) add_part(self, campaigns, whole, parts[i]);
}

/* --- all campaigns ----------------------------------------------------------------------------------------------------- */

void ccs_split_campaigns(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    ccs_value_t *const campaigns = campaigns_of(self);
    const ccs_value_t *const last = campaigns ? campaigns->last : NULL;

    for (ccs_value_t *v = campaigns ? campaigns->first : NULL, *next; v; v = next) {
        next = v == last ? NULL : v->next; /* not those that are added */
        if (!is_of_type(v, parted->name)) continue;
        part_campaign(self, campaigns, v, parted);
        (void) ccs_value_remove(campaigns, v);
    }
}

const char *ccs_split_lead_campaigns_on(ccs_split_t *self, const ccs_split_parted_t *parted)
{
    ccs_value_t *const campaigns = campaigns_of(self);
    const char *wrong = NULL;

    for (ccs_value_t *v = campaigns ? campaigns->first : NULL; v; v = v->next) {
        const ccs_value_t *const named = v->kind == CCS_VALUE_GROUP ? ccs_value_get(v, "type") : NULL;
        const ccs_value_t *const type =
            named && named->kind == CCS_VALUE_STRING ? ccs_value_get(ccs_value_get(self->root, "types"), named->as.text) : NULL;

        if (!type) continue;
        if (!ccs_split_lead_on_alone(self, type, ccs_value_get_mutable(v, "voicemail"), "to", parted))
            wrong = "campaigns.*.voicemail.to";
        if (!ccs_split_lead_on_alone(self, type, ccs_value_get_mutable(v, "averts"), "type", parted))
            wrong = "campaigns.*.averts.type";
    }
    return wrong;
}
