/* csv_unread.c - queues of an export whose contacts nobody has. Invariant: what is told is what the types that are there do not get; a sum of all queues is no
 * queue. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "csv_export.h"
#include "csv_file.h"
#include "text.h"
#include "units.h"

static const double ROUNDING = 0.005; /* of a sum, which a tool may have made of other decimals */

typedef struct {
    const char *name;
    uint32_t line; /* of its first row */
    double contacts;
    bool counted;
} queue_t;

static double number_at(const ccs_csv_file_t *self, size_t row, uint32_t column)
{
    const char *const cell = self->records[row].text + self->starts[row * self->n_columns + column];
    ccs_csv_number_t number;

    if (ccs_csv_classify(cell, self->separator, &number) != CCS_CSV_NUMBER) return 0;
    return number.whole ? (double) number.i : number.x;
}

/* Each queue with its sum, without rows that add others up. @return how many */
static size_t add_up(const ccs_csv_file_t *self, queue_t *queues)
{
    size_t n = 0;

    for (size_t i = 0; i < self->n_records; i++) {
        const ccs_csv_of_queue_t *const row = &self->by_queue[i];

        if (n == 0 || strcmp(queues[n - 1].name, row->queue) != 0) {
            n -= n > 0 && queues[n - 1].line == 0; /* it has totals alone */
            queues[n++] = (queue_t){.name = row->queue};
        }
        queue_t *const queue = &queues[n - 1];

        queue->counted = queue->counted || row->counted;
        if (ccs_csv_adds_up(self, row->row)) continue;
        if (queue->line == 0) queue->line = self->records[row->row].line;
        queue->contacts += number_at(self, row->row, self->contacts);
    }
    return n - (n > 0 && queues[n - 1].line == 0);
}

/* "32,177" */
static const char *whole_text(double x, char text[CCS_UNITS_TEXT_MAX])
{
    char bare[CCS_UNITS_TEXT_MAX];
    const int n = snprintf(bare, sizeof bare, "%.0f", x);
    size_t to = 0;

    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) text[to++] = ',';
        text[to++] = bare[i];
    }
    text[to] = '\0';
    return text;
}

/* The name of a queue that somebody has and that is much like one that nobody has. NULL: there is none */
static const char *twin_of(const queue_t *queues, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (queues[i].counted && ccs_text_alike(name, queues[i].name)) return queues[i].name;
    return NULL;
}

static void tell(const ccs_csv_file_t *self, const queue_t *queue, const char *twin, ccs_err_list_t *errors)
{
    char where[sizeof((ccs_err_t *) 0)->where], contacts[CCS_UNITS_TEXT_MAX], remedy[160];

    snprintf(where, sizeof where, "%s:%" PRIu32, self->name, queue->line);
    if (twin) snprintf(remedy, sizeof remedy, "is it %.60s, misspelt?", twin);
    else snprintf(remedy, sizeof remedy, "import the file again for a type of its own, or leave its rows out");
    (void) ccs_err_list_add(errors, CCS_ERR_OK, where, NULL, "queue %.60s, %s contacts, is read by no type: %s", queue->name,
        whole_text(round(queue->contacts), contacts), remedy);
}

void ccs_csv_tell_unread(const ccs_csv_file_t *self, ccs_arena_t *arena, ccs_err_list_t *errors)
{
    if (self->contacts == CCS_CSV_NO_COLUMN || !self->by_queue) return;
    queue_t *const queues = ccs_arena_array(arena, self->n_records, sizeof *queues);
    size_t n_told = 0;
    double sum = 0, rest = 0;

    if (!queues) return; /* a warning less, of a scenario that is about to run out of memory */
    const size_t n = add_up(self, queues);

    for (size_t i = 0; i < n; i++) sum += queues[i].contacts;
    for (size_t i = 0; i < n; i++) {
        const queue_t *const queue = &queues[i];

        if (queue->counted || ccs_csv_is_total(queue->name) || !(queue->contacts > 0)) continue;
        if (n > 2 && fabs(2 * queue->contacts - sum) <= ROUNDING * sum) continue;
        if (n_told++ < CCS_CSV_QUEUES_TOLD) tell(self, queue, twin_of(queues, n, queue->name), errors);
        else rest += queue->contacts;
    }
    if (n_told > CCS_CSV_QUEUES_TOLD)
        (void) ccs_err_list_add(errors, CCS_ERR_OK, self->name, NULL, "%zu more queues, %.0f contacts, are read by no type",
            n_told - CCS_CSV_QUEUES_TOLD, rest);
}
