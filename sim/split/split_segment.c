/* split_segment.c - `types.*.segments`: what a segment of customers has in the place of what its type says. Invariant: what the type says of all its customers is that of their mean: expectations are told beside
 * the mean of the segments, so that marks as measured stay those of all together. */
#include <math.h>

#include "split_tree.h"

/* What the type says of outcomes, or all types do. @param within  a group of outcomes */
static double outcome(const ccs_split_t *self, const ccs_value_t *type, const char *within, const char *key)
{
    const ccs_value_t *const own = ccs_value_get(ccs_value_get(type, "outcomes"), within),
                             *const all = ccs_value_get(ccs_value_get(self->root, "outcomes"), within);

    return ccs_split_number(own, key, ccs_split_number(all, key, (double) NAN));
}

/* As written, in the place of the type's. */
static void take(ccs_split_t *self, const ccs_value_t *segment, const char *key, ccs_value_t *group, const char *as)
{
    const ccs_value_t *const written = ccs_value_get(segment, key);

    if (written) ccs_split_put(group, ccs_split_copy(self, written, as));
}

static void leave_more(ccs_split_t *self, ccs_value_t *part, double times)
{
    static const char *const keys[] = {"first", "later", "never"};
    ccs_value_t *const churn = ccs_split_member(self, ccs_split_member(self, part, "outcomes"), "churn");

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const double x = outcome(self, part, "churn", keys[i]);

        if (!isnan(x)) ccs_split_set_number(self, churn, keys[i], fmin(1, x * times));
    }
}

double ccs_split_expected(const ccs_value_t *segments)
{
    double sum = 0;

    for (const ccs_value_t *v = segments ? segments->first : NULL; v; v = v->next)
        sum += ccs_split_number(v, "share", 0) * ccs_split_number(v, "expects", 0);
    return sum;
}

void ccs_split_segment(ccs_split_t *self, ccs_value_t *part, const ccs_value_t *segment, double expected)
{
    static const char *const of_type[] = {"patience", "priority"}, *const of_outcomes[] = {"resolved", "returns"};
    const double handle_time = ccs_split_number(segment, "handle_time", 1), churn = ccs_split_number(segment, "churn", 1),
                 expects = ccs_split_number(segment, "expects", 0) - expected;
    ccs_value_t *const factors = ccs_split_member(self, part, "factors");

    ccs_split_set_text(self, part, "segment", segment->key);
    for (size_t i = 0; i < sizeof of_type / sizeof *of_type; i++) take(self, segment, of_type[i], part, of_type[i]);
    if (handle_time != 1) ccs_split_set_number(self, factors, "aht", ccs_split_number(factors, "aht", 1) * handle_time);
    for (size_t i = 0; i < sizeof of_outcomes / sizeof *of_outcomes; i++)
        if (ccs_value_get(segment, of_outcomes[i]))
            take(self, segment, of_outcomes[i], ccs_split_member(self, part, "outcomes"), of_outcomes[i]);
    if (ccs_value_get(segment, "value"))
        take(self, segment, "value", ccs_split_member(self, ccs_split_member(self, part, "outcomes"), "churn"), "value");
    if (churn != 1) leave_more(self, part, churn);
    if (expects != 0) ccs_split_set_number(self, ccs_split_member(self, part, "outcomes"), "expects", expects);
}
