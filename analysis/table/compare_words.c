/* compare_words.c - a verdict in a few words. */
#include "compare_words.h"

#include <math.h>
#include <stdio.h>

#include "figure.h"
#include "words.h"

/* "0.5 points", "1 s" */
static const char *margin_text(enum ccs_figure_unit unit, double margin, char text[CCS_FIGURE_MAX])
{
    if (unit != CCS_FIGURE_SHARE) return ccs_figure_mean(unit, margin, 0, text);
    snprintf(text, CCS_FIGURE_MAX, "%.3g%s", 100 * margin, ccs_word(" points"));
    return ccs_word_figures(text);
}

static bool is_too_short(const ccs_compare_t *self)
{
    return (self->base->groups && self->base->n_groups == 0) || (self->other->groups && self->other->n_groups == 0);
}

const char *ccs_compare_words(const ccs_compare_t *self, uint32_t metric, ccs_difference_t difference,
    char text[CCS_CHANGE_TEXT_MAX])
{
    const ccs_view_t *const v = self->base;
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[metric], v->kinds[metric]);
    const char *const observations = ccs_view_batches(v) > 1 ? "batches" : "replications";
    const char *const one = ccs_view_batches(v) > 1 ? "batch" : "replication";
    char figure[CCS_FIGURE_MAX];
    double rounded = (double) difference.more;

    switch (difference.change) {
    case CCS_CHANGE_NONE:
        if (ccs_compare_is_apart(self, metric))
            snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("not compared: %s"), self->other_currency);
        else snprintf(text, CCS_CHANGE_TEXT_MAX, "-");
        break;
    case CCS_CHANGE_SAME:
        snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("same, within %s"), margin_text(unit, v->margins[metric], figure));
        break;
    case CCS_CHANGE_BETTER:
    case CCS_CHANGE_WORSE:
    case CCS_CHANGE_HIGHER:
    case CCS_CHANGE_LOWER:
        if (ccs_compare_counts_otherwise(self, metric))
            snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("%s, counted otherwise"), ccs_word(ccs_change_name(difference.change)));
        else if (fabs(difference.mean) < v->margins[metric])
            snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("%s, by less than %s"), ccs_word(ccs_change_name(difference.change)),
                margin_text(unit, v->margins[metric], figure));
        else snprintf(text, CCS_CHANGE_TEXT_MAX, "%s", ccs_word(ccs_change_name(difference.change)));
        break;
    case CCS_CHANGE_UNDECIDED:
        if (difference.mean == 0 && unit == CCS_FIGURE_SHARE &&
            !isnan(difference.half_width)) { /* 100 % and 100 %: nobody runs years to learn more */
            snprintf(text, CCS_CHANGE_TEXT_MAX, "%s", ccs_word("no difference seen"));
        } else if (isnan(difference.half_width)) {
            snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("undecided: %s"),
                ccs_word(self->n < 2         ? "one replication decides nothing"
                        : is_too_short(self) ? "the run is too short"
                                             : "too few contacts"));
        } else if (difference.more > 1000000) {
            snprintf(text, CCS_CHANGE_TEXT_MAX, "%s", ccs_word("undecided"));
        } else {
            if (rounded >= 100) { /* two digits: it is no more than an estimate */
                const double step = pow(10, floor(log10(rounded)) - 1);

                rounded = ceil(rounded / step) * step;
            }
            snprintf(text, CCS_CHANGE_TEXT_MAX, ccs_word("undecided: about %s more %s would decide"),
                ccs_figure_mean(CCS_FIGURE_NUMBER, rounded, 0, figure), ccs_word(rounded > 1 ? observations : one));
        }
        break;
    }
    return text;
}
