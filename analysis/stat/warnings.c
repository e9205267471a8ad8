/* warnings.c - lines of config_warnings, folded. Invariant: no two items have the same line; items stand in the order in which their lines
 * were first seen. */
#include "warnings.h"

#include <string.h>

struct ccs_warning {
    const char *line;
    const char *names; /* of the variants that have it */
    uint32_t n_of;     /* how many these are */
};

static struct ccs_warning *find(ccs_warnings_t *self, const char *line, size_t length)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (!strncmp(self->items[i].line, line, length) && self->items[i].line[length] == '\0') return &self->items[i];
    struct ccs_warning *const items = ccs_arena_room(&self->arena, self->items, self->n, &self->cap, sizeof *items);
    const char *const copy = ccs_arena_printf(&self->arena, "%.*s", (int) length, line);

    if (items) self->items = items;
    if (!items || !copy) return NULL;
    items[self->n] = (struct ccs_warning){.line = copy};
    return &items[self->n++];
}

void ccs_warnings_add(ccs_warnings_t *self, const ccs_view_t *view)
{
    const char *line = view->warnings;

    self->n_views++;
    while (*line) {
        const size_t length = strcspn(line, "\n");
        struct ccs_warning *const item = find(self, line, length);
        const char *const names = item
            ? ccs_arena_printf(&self->arena, "%s%s%s", item->n_of ? item->names : "", item->n_of ? ", " : "", view->name)
            : NULL;

        if (names) {
            item->names = names;
            item->n_of++;
        } else {
            self->out_of_memory = true;
        }
        line += length + (line[length] == '\n');
    }
}

const char *ccs_warnings_text(ccs_warnings_t *self, uint32_t i)
{
    const struct ccs_warning *const item = &self->items[i];

    if (item->n_of == self->n_views) return item->line;
    const char *const text = ccs_arena_printf(&self->arena, "%s: %s", item->names, item->line);

    if (!text) self->out_of_memory = true;
    return text;
}

void ccs_warnings_free(ccs_warnings_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_warnings_t){0};
}
