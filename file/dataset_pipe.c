/* dataset_pipe.c - a data set as a stream of numbers, texts and cells, in the machine's own byte order. Dimensions, then attributes, then
 * variables, each list with its length in front, and a mark at the end: a stream that was cut off is noticed. The receiver takes nothing on
 * trust: the sender may be a process that a crafted file has got the better of. */
#include "dataset_pipe.h"

#include <string.h>

#define END_MARK UINT64_C(0x63637364617461ff)

/* ---- sending --------------------------------------------------------------------------------------------------------------- */

static void send_number(FILE *to, uint64_t n)
{
    (void) fwrite(&n, sizeof n, 1, to);
}

static void send_text(FILE *to, const char *text)
{
    const size_t n = text ? strlen(text) : 0;

    send_number(to, n);
    (void) fwrite(text ? text : "", 1, n, to);
}

static void send_attribute(FILE *to, const ccs_attribute_t *a)
{
    send_text(to, a->name);
    send_number(to, (uint64_t) a->type);
    (void) fwrite(&a->f64, sizeof a->f64, 1, to);
    send_number(to, a->u64);
    send_text(to, a->text);
}

static size_t cell_bytes(enum ccs_data_type type)
{
    switch (type) {
    case CCS_DATA_F64: return sizeof(double);
    case CCS_DATA_U64: return sizeof(uint64_t);
    case CCS_DATA_U32: return sizeof(uint32_t);
    case CCS_DATA_TEXT: return sizeof(char *);
    }
    return 0;
}

static void send_variable(FILE *to, const ccs_variable_t *v)
{
    send_text(to, v->name);
    send_number(to, (uint64_t) v->type);
    send_number(to, v->n_dims);
    for (uint32_t d = 0; d < v->n_dims; d++) send_number(to, v->dims[d]);
    send_number(to, (v->units ? 1U : 0U) + (v->long_name ? 2U : 0U)); /* which of them there are */
    send_text(to, v->units);
    send_text(to, v->long_name);
    if (v->type != CCS_DATA_TEXT) (void) fwrite(v->data.any, cell_bytes(v->type), v->n, to);
    else
        for (size_t i = 0; i < v->n; i++) send_text(to, v->data.text[i]);
}

static void send_data(FILE *to, const ccs_dataset_t *data)
{
    send_number(to, data->n_dims);
    for (size_t d = 0; d < data->n_dims; d++) {
        send_text(to, data->dims[d].name);
        send_number(to, data->dims[d].size);
    }
    send_number(to, data->n_attributes);
    for (size_t i = 0; i < data->n_attributes; i++) send_attribute(to, &data->attributes[i]);
    send_number(to, data->n_variables);
    for (size_t i = 0; i < data->n_variables; i++) send_variable(to, &data->variables[i]);
}

bool ccs_dataset_send(FILE *to, const ccs_dataset_t *data, const ccs_err_t *err)
{
    send_number(to, data ? 0 : 1);
    if (data) send_data(to, data);
    else (void) fwrite(err, sizeof *err, 1, to);
    send_number(to, END_MARK);
    return fflush(to) == 0 && !ferror(to);
}

/* ---- receiving ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    FILE *from;
    size_t limit; /* bytes that out->arena may hand out */
    ccs_dataset_t *out;
} receiver_t;

static bool take(receiver_t *self, void *bytes, size_t n)
{
    return fread(bytes, 1, n, self->from) == n;
}

static bool take_number(receiver_t *self, uint64_t most, uint64_t *n)
{
    return take(self, n, sizeof *n) && *n <= most;
}

static bool fits(const receiver_t *self, uint64_t bytes)
{
    const size_t used = self->out->arena.total;

    return used <= self->limit && bytes <= self->limit - used;
}

/* @return text in the arena, NULL if it does not come whole or is too long */
static const char *take_text(receiver_t *self)
{
    uint64_t n;

    if (!take_number(self, SIZE_MAX - 1, &n) || !fits(self, n + 1)) return NULL;
    char *const text = ccs_arena_alloc(&self->out->arena, (size_t) n + 1);

    if (!text) self->out->out_of_memory = true;
    if (!text || !take(self, text, (size_t) n)) return NULL;
    text[n] = '\0';
    return text;
}

static bool take_dim(receiver_t *self)
{
    const char *const name = take_text(self);
    uint64_t size;

    return name && take_number(self, SIZE_MAX, &size) && ccs_dataset_add_dim(self->out, name, (size_t) size) != CCS_DATA_NONE;
}

static bool take_attribute(receiver_t *self)
{
    const char *const name = take_text(self);
    uint64_t type, u64;
    double f64;

    if (!name || !take_number(self, CCS_DATA_TEXT, &type) || !take(self, &f64, sizeof f64) ||
        !take_number(self, UINT64_MAX, &u64))
        return false;
    const char *const text = take_text(self);

    if (!text) return false;
    if (type == CCS_DATA_TEXT) ccs_dataset_set_text(self->out, name, text);
    else if (type == CCS_DATA_F64) ccs_dataset_set_f64(self->out, name, f64);
    else ccs_dataset_set_u64(self->out, name, u64);
    return true;
}

/* The ids of a variable's dimensions, and that its cells fit. */
static bool take_shape(receiver_t *self, uint32_t dims[CCS_DATA_MAX_DIMS], uint64_t *n_dims)
{
    size_t bytes = sizeof(double);
    bool empty = false;

    if (!take_number(self, CCS_DATA_MAX_DIMS, n_dims)) return false;
    for (uint64_t d = 0; d < *n_dims; d++) {
        uint64_t id;

        if (!take_number(self, UINT32_MAX, &id) || id >= self->out->n_dims) return false;
        dims[d] = (uint32_t) id;
        empty = empty || self->out->dims[id].size == 0;
    }
    for (uint64_t d = 0; d < *n_dims && !empty; d++) {
        const size_t size = self->out->dims[dims[d]].size;

        if (size > self->limit / bytes) return false;
        bytes *= size;
    }
    return empty || fits(self, bytes);
}

static bool take_cells(receiver_t *self, const ccs_variable_t *v)
{
    const char **const texts = v->data.text;
    const size_t n = v->n;

    if (v->type != CCS_DATA_TEXT) return take(self, v->data.any, n * cell_bytes(v->type));
    for (size_t i = 0; i < n; i++) {
        const char *const text = take_text(self);

        if (!text) return false;
        texts[i] = text;
    }
    return true;
}

static bool take_variable(receiver_t *self)
{
    const char *const name = take_text(self);
    uint32_t dims[CCS_DATA_MAX_DIMS];
    uint64_t type, n_dims, described;

    if (!name || !take_number(self, CCS_DATA_TEXT, &type) || !take_shape(self, dims, &n_dims) ||
        !take_number(self, 3, &described))
        return false;
    const char *const units = take_text(self), *const long_name = units ? take_text(self) : NULL;
    ccs_variable_t *const v =
        long_name ? ccs_dataset_add(self->out, name, (enum ccs_data_type) type, dims, (uint32_t) n_dims) : NULL;

    if (!v) return false;
    v->units = described & 1 ? units : NULL;
    v->long_name = described & 2 ? long_name : NULL;
    return take_cells(self, v);
}

static bool take_list(receiver_t *self, bool (*take_item)(receiver_t *))
{
    uint64_t n;

    if (!take_number(self, UINT32_MAX, &n)) return false;
    for (uint64_t i = 0; i < n; i++)
        if (!fits(self, 1) || !take_item(self)) return false;
    return true;
}

static bool take_error(receiver_t *self, ccs_err_t *err)
{
    if (!take(self, err, sizeof *err)) return false;
    if (err->code != CCS_ERR_INPUT && err->code != CCS_ERR_SCENARIO && err->code != CCS_ERR_NOMEM) return false;
    err->where[sizeof err->where - 1] = err->path[sizeof err->path - 1] = err->text[sizeof err->text - 1] = '\0';
    return true;
}

bool ccs_dataset_receive(FILE *from, size_t limit, ccs_dataset_t *out, ccs_err_t *sent)
{
    receiver_t self = {.from = from, .limit = limit, .out = out};
    uint64_t failed, end;

    *sent = (ccs_err_t){0};
    if (!take_number(&self, 1, &failed)) return false;
    if (failed) {
        if (!take_error(&self, sent)) return false;
    } else if (!take_list(&self, take_dim) || !take_list(&self, take_attribute) || !take_list(&self, take_variable)) {
        return false;
    }
    return take_number(&self, UINT64_MAX, &end) && end == END_MARK && !out->out_of_memory;
}
