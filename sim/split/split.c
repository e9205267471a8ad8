/* split.c - whether anything is parted, and in which order. */
#include "split.h"

#include <string.h>

#include "check_keys.h"
#include "read_value.h"
#include "split_tree.h"

/* Whether a member of a section has the key. */
static bool any(const ccs_value_t *root, const char *section, const char *key)
{
    const ccs_value_t *const all = ccs_value_get(root, section);

    for (const ccs_value_t *v = all && all->kind == CCS_VALUE_GROUP ? all->first : NULL; v; v = v->next) {
        const ccs_value_t *const written = ccs_value_get(v, key);

        if (written && !ccs_value_is_none(written)) return true;
    }
    return false;
}

const ccs_value_t *ccs_split(ccs_reader_t *reader, bool *checked)
{
    const ccs_value_t *const root = reader->root.value;
    const size_t before = reader->errors->n_errors;

    *checked = any(root, "types", "languages") || any(root, "types", "language") || any(root, "types", "site_shares") ||
        any(root, "types", "segments") || any(root, "groups", "remote");
    if (!*checked) return root;
    ccs_check_keys(reader);
    if (reader->errors->n_errors > before || reader->out_of_memory) return root;
    ccs_split_t self = {.reader = reader};

    self.root = ccs_split_copy(&self, root, NULL);
    if (!self.root) return root;
    ccs_split_homes(&self);
    ccs_split_types(&self);
    if (reader->errors->n_errors == before) ccs_split_languages(&self);
    return reader->errors->n_errors > before || reader->out_of_memory ? root : self.root;
}

/* --- what parts are of ------------------------------------------------------------------------------------------------- */

/* Where a text stands in a list, behind its end if it is new. @return CCS_NONE: there is no text */
static uint32_t place_of(const char *text, const char **list, uint32_t *n)
{
    if (!text) return CCS_NONE;
    for (uint32_t i = 0; i < *n; i++)
        if (strcmp(list[i], text) == 0) return i;
    list[(*n)++] = text;
    return *n - 1;
}

static const char *text_at(ccs_reader_t *reader, const ccs_place_t *type, const char *key)
{
    const ccs_place_t at = ccs_place_child(reader, type, key);

    return at.value && !ccs_value_is_none(at.value) ? ccs_read_text(reader, &at) : NULL;
}

void ccs_split_wholes(ccs_reader_t *reader, const ccs_named_t *named, ccs_type_t *types, ccs_plan_t *plan)
{
    const char **const languages = ccs_reader_array(reader, named->n, sizeof *languages),
                       **const segments = ccs_reader_array(reader, named->n, sizeof *segments),
                       **const wholes = ccs_reader_array(reader, named->n, sizeof *wholes);

    for (uint32_t i = 0; types && languages && segments && wholes && i < named->n; i++) {
        types[i].language = place_of(text_at(reader, &named->at[i], "language"), languages, &plan->n_languages);
        types[i].segment = place_of(text_at(reader, &named->at[i], "segment"), segments, &plan->n_segments);
        types[i].whole = place_of(text_at(reader, &named->at[i], "part_of"), wholes, &plan->n_wholes);
    }
    plan->languages = languages;
    plan->segments = segments;
    plan->wholes = wholes;
}
