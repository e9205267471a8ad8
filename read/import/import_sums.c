/* import_sums.c - queues that add up all others, and cells of contacts that hold nothing. Invariant: a sum is known by its numbers, whatever its name is; what is left
 * out, or kept though its name is that of a sum, is told. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "text.h"

static const double ROUNDING = 0.002, LEAST = 0.51; /* of a sum that a tool has rounded, and of each of its cells */

typedef struct {
    const ccs_import_row_t *row;
} place_t;

/* All rows, in the order of times. */
typedef struct {
    place_t *at; /* n */
    size_t n;
} times_t;

static int by_time(const void *a, const void *b)
{
    const ccs_import_row_t *const x = ((const place_t *) a)->row, *const y = ((const place_t *) b)->row;

    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->second != y->second) return x->second < y->second ? -1 : 1;
    return x->queue < y->queue ? -1 : x->queue > y->queue;
}

/* Whether at all times the contacts of a queue are those of the others together. @param n_others  the most queues that it adds up at a time */
static bool adds_up(const times_t *times, uint32_t queue, uint32_t *n_others)
{
    double whole = 0;

    *n_others = 0;
    for (size_t i = 0, end; i < times->n; i = end) {
        double own = NAN, others = 0;
        uint32_t n = 0;

        for (end = i; end < times->n && times->at[end].row->day == times->at[i].row->day &&
             times->at[end].row->second == times->at[i].row->second;
             end++) {
            const double contacts = times->at[end].row->contacts;

            if (times->at[end].row->queue == queue) own = isnan(own) ? contacts : own + contacts;
            else if (contacts > 0) others += contacts;
            n += times->at[end].row->queue != queue && contacts > 0;
        }
        if (isnan(own) ? others > 0 : fabs(own - others) > LEAST + ROUNDING * others) return false;
        if (n > *n_others) *n_others = n;
        whole += others;
    }
    return whole > 0;
}

bool ccs_import_sounds_total(const char *text)
{
    static const char *const words[] = {"alle", "all", "total", "gesamt", "summe", "sum"};
    char bare[64];

    ccs_text_bare(text, bare, sizeof bare);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(bare, words[i], strlen(words[i])) == 0) return true;
    return false;
}

/* The rows and the name of a queue leave. */
static void leave(ccs_import_work_t *self, uint32_t queue)
{
    ccs_import_t *const out = self->out;
    size_t n = 0;

    for (size_t i = 0; i < out->n_rows; i++) {
        if (out->rows[i].queue == queue) continue;
        out->rows[n] = out->rows[i];
        out->rows[n].queue -= out->rows[n].queue > queue;
        n++;
    }
    ccs_import_say(self,
        "\"%.60s\" holds at all times the contacts of the other queues together: %zu rows of totals left out (--queue takes it all the same).",
        out->queues[queue].label, out->n_rows - n);
    out->n_rows = n;
    memmove(&out->queues[queue], &out->queues[queue + 1], (out->n_queues - queue - 1) * sizeof *out->queues);
    out->n_queues--;
}

int ccs_import_leave_sums(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    times_t times = {ccs_arena_array(&out->arena, out->n_rows, sizeof *times.at), out->n_rows};
    uint32_t n_others;

    if (!times.at) return ccs_import_fail_memory(self);
    if (self->options->n_queues > 0 || out->n_queues < 2) return 0;
    for (size_t i = 0; i < out->n_rows; i++) times.at[i].row = &out->rows[i];
    qsort(times.at, times.n, sizeof *times.at, by_time);
    for (uint32_t i = 0; i < out->n_queues; i++) {
        const bool named = ccs_import_sounds_total(out->queues[i].label), sums = adds_up(&times, i, &n_others);

        if (sums && n_others > (named ? 0U : 1U)) {
            leave(self, i);
            return 0;
        }
        if (named)
            ccs_import_say(self,
                "\"%.60s\" is called like a sum, but is not that of the other queues: taken as a queue of its own; if it is none, name the others with --queue.",
                out->queues[i].label);
    }
    return 0;
}

int ccs_import_fail_empty(ccs_import_work_t *self, uint32_t line)
{
    return ccs_import_fail(self, line,
        "contacts: the cell is empty: write 0 if nothing came, or leave the row out at the ends of the day");
}

int ccs_import_check_empty(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;

    for (size_t i = 0, end; i < out->n_rows; i = end) { /* queue by queue: one of agents alone has no contacts in any row */
        bool any = false;

        for (end = i; end < out->n_rows && out->rows[end].queue == out->rows[i].queue; end++)
            any = any || !isnan(out->rows[end].contacts);
        for (size_t k = i; k < end && any; k++)
            if (isnan(out->rows[k].contacts)) (void) ccs_import_fail_empty(self, out->rows[k].line);
    }
    return ccs_err_list_code(self->errors);
}
