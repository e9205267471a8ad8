/* import_print.c - the rows of an export as a plain table, and an empty one to fill. */
#include <math.h>
#include <string.h>

#include "date.h"
#include "import.h"
#include "units.h"

enum { DAY_S = 86400 };

const char CCS_IMPORT_TEMPLATE[] = "date;time;queue;contacts;aht;agents\n"
                                   "2026-03-02;08:00;Service;73;285;15\n"
                                   "2026-03-02;08:30;Service;81;285;16\n"
                                   "2026-03-02;08:00;Orders;31;210;6\n"
                                   "2026-03-02;08:30;Orders;36;210;7\n";

/* A cell of a queue's name, in quotes where it needs them. */
static void print_word(const char *word, FILE *to)
{
    if (!strpbrk(word, ",;\"\n")) {
        fputs(word, to);
        return;
    }
    fputc('"', to);
    for (; *word; word++) fprintf(to, *word == '"' ? "\"\"" : "%c", *word);
    fputc('"', to);
}

static void print_number(double x, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(to, ",%s", isnan(x) ? "" : ccs_units_write_number(round(x * 1e6) / 1e6, text, sizeof text));
}

/* The handle time, or talk and after-call work; 0 where nobody came and other rows of the queue have some. */
static void print_handle(const ccs_import_t *self, const ccs_import_row_t *row, FILE *to)
{
    const double none = self->queues[row->queue].with_aht > 0 ? 0 : (double) NAN, wrap_s = row->wrap_s > 0 ? row->wrap_s : 0;
    const bool known = row->contacts > 0 && row->aht_s > 0;

    if (!self->parted) {
        print_number(known ? row->aht_s : none, to);
        return;
    }
    print_number(known ? row->aht_s - wrap_s : none, to);
    print_number(known ? wrap_s : none, to);
}

/* A row; what a queue has in other rows is 0 where a cell is empty. */
static void print_row(const ccs_import_t *self, const ccs_import_row_t *row, FILE *to)
{
    const ccs_import_queue_t *const queue = &self->queues[row->queue];
    char date[CCS_DATE_MAX], time[CCS_UNITS_TEXT_MAX];

    fprintf(to, "%s,", ccs_date_show(row->day, date, sizeof date));
    if (self->interval_s < DAY_S) fprintf(to, "%s,", ccs_units_show_time_of_day(row->second, time, sizeof time));
    print_word(queue->word ? queue->word : queue->label, to);
    print_number(isnan(row->contacts) && queue->n_serves == 0 ? 0 : row->contacts, to);
    print_handle(self, row, to);
    print_number(isnan(row->agents) && queue->has_agents ? 0 : row->agents, to);
    fputc('\n', to);
}

/* The intervals of a day's opening hours from a moment to another, at which a queue has no row: nothing comes, nobody is there. */
static void print_empty(const ccs_import_t *self, uint32_t queue, int64_t day, const ccs_import_hours_t *hours, FILE *to)
{
    for (int32_t second = hours->from; second < hours->to; second += self->interval_s)
        print_row(self,
            &(ccs_import_row_t){.day = day,
                .second = second,
                .queue = queue,
                .contacts = NAN,
                .aht_s = NAN,
                .wrap_s = NAN,
                .agents = NAN},
            to);
}

/* A queue's rows of a day, from row *at on, which moves behind them; what is missing at the ends filled up. */
static void print_day(const ccs_import_t *self, uint32_t queue, int64_t day, size_t *at, FILE *to)
{
    const ccs_import_hours_t hours = *ccs_import_hours_of(self, day);
    int32_t next = hours.from;

    for (; *at < self->n_rows && self->rows[*at].queue == queue && self->rows[*at].day == day; ++*at) {
        const ccs_import_row_t *const row = &self->rows[*at];

        if (row->second > next)
            print_empty(self, queue, day, &(ccs_import_hours_t){next, row->second < hours.to ? row->second : hours.to}, to);
        print_row(self, row, to);
        next = row->second + self->interval_s;
    }
    print_empty(self, queue, day, &(ccs_import_hours_t){next, self->interval_s < DAY_S || next == hours.from ? hours.to : next},
        to);
}

void ccs_import_table(const ccs_import_t *self, FILE *to)
{
    size_t at = 0;

    fprintf(to, "date,%squeue,contacts,%s,agents\n", self->interval_s < DAY_S ? "time," : "", self->parted ? "talk,wrap" : "aht");
    for (uint32_t queue = 0; queue < self->n_queues; queue++)
        for (int64_t day = self->first_day; day <= self->last_day; day++) print_day(self, queue, day, &at, to);
}
