/* assumed.c - assumptions of a result. Invariant: a variant has the rows that its own scenario says. */
#include "assumed.h"

#include <string.h>

/* A text of each row, of the view's configuration. @param n  receives how many @return NULL: there are none */
static const char *const *texts(const ccs_view_t *v, const char *name, size_t *n)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, name);

    if (!x || x->type != CCS_DATA_TEXT || x->n_dims != 2 || v->n_configs == 0) return NULL;
    *n = x->n / v->n_configs;
    return (const char *const *) &x->data.text[v->config * *n];
}

bool ccs_assumed_next(const ccs_view_t *view, size_t *at, ccs_assumed_t *out)
{
    const ccs_variable_t *const keys = ccs_dataset_find(view->data, "assumption");
    size_t n = 0;
    const char *const *const values = texts(view, "assumption_value", &n),
                             *const *const sources = texts(view, "assumption_source", &n),
                             *const *const grades = texts(view, "assumption_grade", &n);

    if (!keys || keys->type != CCS_DATA_TEXT || !values || !sources || !grades) return false;
    while (*at < n && *at < keys->n) {
        const size_t i = (*at)++;

        if (!sources[i] || !*sources[i]) continue; /* another variant's */
        const char *const key = keys->data.text[i];
        const size_t length = strlen(sources[i]);
        const bool parted = !strncmp(key, sources[i], length) &&
            !strncmp(&key[length], ": ", 2); /* of several variants rows have their source in front */

        *out = (ccs_assumed_t){parted ? &key[length + 2] : key, values[i], sources[i], grades[i] ? grades[i] : ""};
        return true;
    }
    return false;
}
