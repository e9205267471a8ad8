/* json_sources.c - where numbers come from as JSON. Invariant: a variant has the rows that its own scenario says. */
#include "json_sources.h"

#include <string.h>

#include "json_write.h"

/* A text of each row, of the view's configuration. @param n  receives how many @return NULL: there are none */
static const char *const *texts(const ccs_view_t *v, const char *name, size_t *n)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, name);

    if (!x || x->type != CCS_DATA_TEXT || x->n_dims != 2 || v->n_configs == 0) return NULL;
    *n = x->n / v->n_configs;
    return (const char *const *) &x->data.text[v->config * *n];
}

static void print_row(const ccs_view_t *v, const char *const row[4], bool several, FILE *to)
{
    const char *const parted = strstr(row[0], ": ");

    ccs_json_text(parted && !strncmp(row[0], row[2], strlen(row[2])) ? &row[0][strlen(row[2]) + 2] : row[0], to);
    if (several) ccs_json_text_member("variant", v->name, to);
    ccs_json_text_member("value", row[1], to);
    ccs_json_text_member("source", row[2], to);
    ccs_json_text_member("grade", row[3] && *row[3] ? row[3] : NULL, to);
    fputc('}', to);
}

void ccs_json_sources(const ccs_view_t *views, uint32_t n, FILE *to)
{
    size_t n_told = 0;

    for (uint32_t k = 0; k < n; k++) {
        const ccs_variable_t *const keys = ccs_dataset_find(views[k].data, "assumption");
        size_t rows = 0;
        const char *const *const values = texts(&views[k], "assumption_value", &rows),
                                 *const *const sources = texts(&views[k], "assumption_source", &rows),
                                 *const *const grades = texts(&views[k], "assumption_grade", &rows);

        for (size_t i = 0; keys && keys->type == CCS_DATA_TEXT && values && sources && grades && i < rows && i < keys->n; i++) {
            if (!sources[i] || !*sources[i]) continue; /* another variant's */
            fputs(n_told++ ? ",\n  {\"key\": " : ",\n \"assumptions\": [\n  {\"key\": ", to);
            print_row(&views[k], (const char *const[]){keys->data.text[i], values[i], sources[i], grades[i]}, n > 1, to);
        }
    }
    if (n_told > 0) fputs("\n ]", to);
}
