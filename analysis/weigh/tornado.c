/* tornado.c - changes ranked by what they do to one figure. */
#include "tornado.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The name of a factor: that of the variant, without the amount at its end. */
static void name_factor(const char *variant, char name[96])
{
    static const char *const ends[] = {" +", " -", " low", " high", "*=", "+=", "-=", "="};
    size_t length = strlen(variant);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *const at = strstr(variant, ends[i]);

        if (at && at > variant && (size_t) (at - variant) < length) length = (size_t) (at - variant);
    }
    snprintf(name, 96, "%.*s", (int) length, variant);
}

static ccs_tornado_row_t *row_of(ccs_tornado_t *self, const char *name)
{
    for (uint32_t i = 0; i < self->n_rows; i++)
        if (!strcmp(self->rows[i].name, name) && self->rows[i].variants[1] == CCS_DATA_NONE) return &self->rows[i];
    return NULL;
}

static void add_variant(ccs_tornado_t *self, const char *variant, uint32_t number, ccs_difference_t d)
{
    char name[96];

    if (d.change == CCS_CHANGE_NONE || isnan(d.mean)) return;
    name_factor(variant, name);
    ccs_tornado_row_t *row = row_of(self, name);
    const uint32_t side = row != NULL;

    if (!row) {
        row = &self->rows[self->n_rows++];
        *row = (ccs_tornado_row_t){.variants = {number, CCS_DATA_NONE}};
        memcpy(row->name, name, sizeof name);
    }
    row->variants[side] = number;
    row->differences[side] = d;
    row->swing = fmax(row->swing, fabs(d.mean));
}

/* Few rows, and those that are equal stay in their order. */
static void sort(ccs_tornado_t *self)
{
    for (uint32_t i = 1; i < self->n_rows; i++)
        for (uint32_t k = i; k > 0 && self->rows[k].swing > self->rows[k - 1].swing; k--) {
            const ccs_tornado_row_t row = self->rows[k];

            self->rows[k] = self->rows[k - 1];
            self->rows[k - 1] = row;
        }
}

int ccs_tornado_open(ccs_tornado_t *self, ccs_compare_t *compares, uint32_t n, const uint32_t metric_entity[2])
{
    *self = (ccs_tornado_t){.metric = metric_entity[0], .entity = metric_entity[1]};
    self->rows = ccs_arena_array(&self->arena, n, sizeof *self->rows);
    if (!self->rows) return CCS_ERR_NOMEM;
    for (uint32_t i = 1; i < n; i++)
        add_variant(self, compares[i].other->name, i, ccs_compare_point(&compares[i], self->metric, self->entity));
    sort(self);
    return 0;
}

void ccs_tornado_free(ccs_tornado_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_tornado_t){0};
}
