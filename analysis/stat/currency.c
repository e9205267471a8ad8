/* currency.c - in which money a result is. */
#include "currency.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

const char *ccs_currency_of(const ccs_view_t *view)
{
    const ccs_variable_t *const x = ccs_dataset_find(view->data, "currency");

    return x && x->type == CCS_DATA_TEXT && view->config < x->n && x->data.text[view->config] ? x->data.text[view->config] : "";
}

bool ccs_currency_matters(const ccs_view_t *view, uint32_t metric)
{
    return !strcmp(view->units[metric], "money");
}

const char *ccs_currency_because(const char *base, const char *other, char text[CCS_CURRENCY_BECAUSE_MAX])
{
    text[0] = '\0';
    if (base[0] && other[0] && strcmp(base, other) != 0)
        snprintf(text, CCS_CURRENCY_BECAUSE_MAX, ccs_word("it is paid in %.20s, not in %.20s"), other, base);
    return text;
}
