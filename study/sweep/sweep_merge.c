/* sweep_merge.c - shards of a study put together, row by row. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sweep_data.h"

typedef struct {
    const ccs_dataset_t *parts;
    const char *const *names;
    size_t n;
    uint64_t n_points;
    size_t n_replications; /* the most of all parts */
    ccs_dataset_t *out;
    ccs_err_t *err;
} merge_t;

static uint64_t number(const ccs_dataset_t *data, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(data, name);

    return a && a->type == CCS_DATA_U64 ? a->u64 : 0;
}

static const char *text(const ccs_dataset_t *data, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(data, name);

    return a && a->type == CCS_DATA_TEXT ? a->text : "";
}

bool ccs_sweep_data_is(const ccs_dataset_t *data)
{
    return !strcmp(text(data, "kind"), "sweep");
}

uint64_t ccs_sweep_data_digest(const ccs_dataset_t *data)
{
    return ccs_sweep_data_is(data) ? number(data, "digest") : 0;
}

ccs_shard_t ccs_sweep_data_shard(const ccs_dataset_t *data)
{
    return (ccs_shard_t){(uint32_t) number(data, "shard"), (uint32_t) number(data, "shards")};
}

/* ---- whether they go together --------------------------------------------------------------------------------------------------------------------- */

static int refuse(const merge_t *self, size_t part, const char *what, const char *own, const char *other)
{
    return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL, "is of another %s than %s: %s and %s", what,
        self->names[0], own, other);
}

static const char *dim_name(const ccs_dataset_t *data, const ccs_variable_t *v, uint32_t i)
{
    return i < v->n_dims ? data->dims[v->dims[i]].name : "";
}

/* Numbers of points that a shard has, in their order. */
static bool has_its_points(const merge_t *self, const ccs_dataset_t *data)
{
    const ccs_variable_t *const points = ccs_dataset_find(data, "point");
    const ccs_shard_t shard = ccs_sweep_data_shard(data);
    const uint64_t n = number(data, "n_points"), before = shard.number - 1;

    if (!points || points->type != CCS_DATA_U32 || shard.number < 1 || shard.number > shard.of) return false;
    if (n != self->n_points || points->n_dims != 1 || strcmp(dim_name(data, points, 0), "point") != 0) return false;
    if (points->n != (n > before ? (n - before + shard.of - 1) / shard.of : 0)) return false;
    for (size_t i = 0; i < points->n; i++)
        if (points->data.u32[i] != before + i * shard.of + 1) return false;
    return true;
}

static int check_part(const merge_t *self, size_t part)
{
    static const struct {
        const char *attribute, *what;
    } same[] = {{"version", "version"}, {"revision", "revision"}, {"design", "design"}, {"scenario", NULL}};
    const ccs_dataset_t *const data = &self->parts[part], *const first = &self->parts[0];

    if (!ccs_sweep_data_is(data))
        return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL,
            "is no part of a study: ccsim sweep --shard makes those");
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const char *const own = text(data, same[i].attribute), *const other = text(first, same[i].attribute);

        if (!strcmp(own, other)) continue;
        if (same[i].what) return refuse(self, part, same[i].what, own, other);
        return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL, "is of another scenario than %s",
            self->names[0]);
    }
    const ccs_variable_t *const seed = ccs_dataset_find(data, "seed"), *const seed_of_first = ccs_dataset_find(first, "seed");

    if (number(data, "common_random_numbers") && seed && seed_of_first && seed->n > 0 && seed_of_first->n > 0 &&
        seed->type == CCS_DATA_U64 && seed_of_first->type == CCS_DATA_U64 && seed->data.u64[0] != seed_of_first->data.u64[0])
        return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL, "has the seed %llu, and %s has %llu",
            (unsigned long long) seed->data.u64[0], self->names[0], (unsigned long long) seed_of_first->data.u64[0]);
    if (number(data, "digest") != number(first, "digest"))
        return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL,
            "is of another study than %s: seed, points, responses or replications differ", self->names[0]);
    if (!has_its_points(self, data))
        return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], NULL,
            "is damaged: its points are not those of its shard");
    return 0;
}

static int check_shards(const merge_t *self)
{
    const uint32_t of = ccs_sweep_data_shard(&self->parts[0]).of;
    int ret = 0;

    for (size_t i = 0; i < self->n; i++) {
        const ccs_shard_t own = ccs_sweep_data_shard(&self->parts[i]);

        if (own.of != of)
            CCS_TRY(ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[i], NULL, "is shard %u of %u, and %s is one of %u",
                own.number, own.of, self->names[0], of));
        for (size_t k = 0; k < i; k++)
            if (ccs_sweep_data_shard(&self->parts[k]).number == own.number)
                CCS_TRY(ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[i], NULL, "is shard %u, and so is %s", own.number,
                    self->names[k]));
    }
    for (uint32_t number = 1; number <= of && self->n < of; number++) {
        size_t k = 0;

        while (k < self->n && ccs_sweep_data_shard(&self->parts[k]).number != number) k++;
        if (k == self->n)
            CCS_TRY(ccs_err_set(self->err, CCS_ERR_SCENARIO, NULL, NULL,
                "shard %u of %u is missing: ccsim sweep --shard %u/%u makes it", number, of, number, of));
    }
out:
    return ret;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------------------------------ */

static size_t cell_bytes(enum ccs_data_type type)
{
    return type == CCS_DATA_TEXT ? sizeof(const char *) : type == CCS_DATA_U32 ? sizeof(uint32_t) : sizeof(double);
}

/* Cells of one row of a variable over points: in the whole, whose replications may be more, and in a part. */
static size_t row_cells(const ccs_dataset_t *data, const ccs_variable_t *v)
{
    size_t n = 1;

    for (uint32_t d = 1; d < v->n_dims; d++) n *= data->dims[v->dims[d]].size;
    return n;
}

/* The variable of a part of the same make; NULL: it is damaged. */
static const ccs_variable_t *same_in(const merge_t *self, size_t part, const ccs_variable_t *like)
{
    const ccs_dataset_t *const data = &self->parts[part];
    const ccs_variable_t *const v = ccs_dataset_find(data, like->name);

    if (!v || v->type != like->type || v->n_dims != like->n_dims) return NULL;
    for (uint32_t d = 0; d < v->n_dims; d++)
        if (strcmp(dim_name(data, v, d), dim_name(&self->parts[0], like, d)) != 0) return NULL;
    return v;
}

static int copy_rows(const merge_t *self, const ccs_variable_t *like, ccs_variable_t *to)
{
    const size_t wide = row_cells(self->out, to), cell = cell_bytes(like->type);

    for (size_t part = 0; part < self->n; part++) {
        const ccs_variable_t *const v = same_in(self, part, like);
        const ccs_shard_t shard = ccs_sweep_data_shard(&self->parts[part]);
        const size_t own = v ? row_cells(&self->parts[part], v) : 0;

        if (!v || own > wide)
            return ccs_err_set(self->err, CCS_ERR_SCENARIO, self->names[part], like->name,
                "is damaged: the variable is not what it should be");
        for (size_t row = 0; own > 0 && row < v->n / own; row++)
            memcpy((char *) to->data.any + (shard.number - 1 + row * shard.of) * wide * cell,
                (const char *) v->data.any + row * own * cell, own * cell);
    }
    return 0;
}

static int add_variable(const merge_t *self, const ccs_variable_t *like)
{
    const ccs_dataset_t *const first = &self->parts[0];
    const bool of_points = !strcmp(dim_name(first, like, 0), "point");
    ccs_variable_t *const to =
        ccs_dataset_describe(self->out, ccs_dataset_add(self->out, like->name, like->type, like->dims, like->n_dims), like->units,
            "%s", like->long_name ? like->long_name : "");

    if (!to) return CCS_ERR_NOMEM;
    if (of_points) return copy_rows(self, like, to);
    memcpy(to->data.any, like->data.any, like->n * cell_bytes(like->type));
    return 0;
}

static void add_attribute(const merge_t *self, const ccs_attribute_t *a)
{
    const bool shard = !strcmp(a->name, "shard") || !strcmp(a->name, "shards");

    if (a->type == CCS_DATA_TEXT) ccs_dataset_set_text(self->out, a->name, a->text);
    else if (a->type == CCS_DATA_F64) ccs_dataset_set_f64(self->out, a->name, a->f64);
    else ccs_dataset_set_u64(self->out, a->name, shard ? 1 : a->u64);
}

static void add_dims(merge_t *self)
{
    const ccs_dataset_t *const first = &self->parts[0];

    for (size_t i = 0; i < self->n; i++) {
        const uint32_t dim = ccs_dataset_find_dim(&self->parts[i], "replication");
        const size_t own = dim == CCS_DATA_NONE ? 0 : self->parts[i].dims[dim].size;

        if (own > self->n_replications) self->n_replications = own;
    }
    for (size_t d = 0; d < first->n_dims; d++) {
        const char *const name = first->dims[d].name;
        const size_t size = !strcmp(name, "point") ? self->n_points
            : !strcmp(name, "replication")         ? self->n_replications
                                                   : first->dims[d].size;

        (void) ccs_dataset_add_dim(self->out, name, size);
    }
}

int ccs_sweep_merge(const ccs_dataset_t *parts, const char *const *names, size_t n, ccs_dataset_t *out, ccs_err_t *err)
{
    merge_t self = {.parts = parts, .names = names, .n = n, .n_points = number(&parts[0], "n_points"), .out = out, .err = err};
    int ret = 0;

    for (size_t i = 0; i < n; i++) CCS_TRY(check_part(&self, i));
    CCS_TRY(check_shards(&self));
    add_dims(&self);
    for (size_t i = 0; i < parts[0].n_variables; i++) CCS_TRY(add_variable(&self, &parts[0].variables[i]));
    for (size_t i = 0; i < parts[0].n_attributes; i++) add_attribute(&self, &parts[0].attributes[i]);
    if (out->out_of_memory) ret = CCS_ERR_NOMEM;
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}
