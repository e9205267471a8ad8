/* import_print.c - what an export adds up to, its rows as a plain table, and an empty one to fill. */
#include <math.h>
#include <string.h>

#include "date.h"
#include "import.h"
#include "text.h"
#include "units.h"

enum { DAY_S = 86400, MOST_QUEUES = 6 /* which have a column each */ };

const char CCS_IMPORT_TEMPLATE[] = "date;time;queue;contacts;aht;agents\n"
                                   "2026-03-02;08:00;Service;73;285;15\n"
                                   "2026-03-02;08:30;Service;81;285;16\n"
                                   "2026-03-02;08:00;Orders;31;210;6\n"
                                   "2026-03-02;08:30;Orders;36;210;7\n";

static void print_line(const ccs_import_t *self, const char *name, const ccs_import_total_t *total, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];
    double all = 0;

    fprintf(to, "  %-14s", name);
    for (uint32_t i = 0; i < self->n_queues; i++) {
        all += total->contacts[i];
        if (self->n_queues <= MOST_QUEUES)
            fprintf(to, " %14s", ccs_units_show_number(round(total->contacts[i]), text, sizeof text));
    }
    fprintf(to, " %14s", ccs_units_show_number(round(all), text, sizeof text));
    fprintf(to, " %14s\n", total->agent_h > 0 ? ccs_units_show_number(round(total->agent_h * 10) / 10, text, sizeof text) : "-");
}

static void print_heads(const ccs_import_t *self, FILE *to)
{
    fprintf(to, "  %-14s", "contacts");
    for (uint32_t i = 0; i < self->n_queues && self->n_queues <= MOST_QUEUES; i++) {
        const char *const label = self->queues[i].label;
        const size_t n = ccs_text_whole(label, strlen(label) < 14 ? strlen(label) : 14);
        const uint32_t pad = 14 - (uint32_t) n;

        fprintf(to, " %*s%.*s", (int) pad, "", (int) n, label);
    }
    fprintf(to, " %14s %14s\n", "all", "agent hours");
}

static void print_duration(double sum_s, double n, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(to, " %14s", n > 0 ? ccs_units_show_duration(round(sum_s / n), text, sizeof text) : "-");
}

/* The mean handle time of each queue's contacts and of all; no line where the file has none. */
static void print_means(const ccs_import_t *self, FILE *to)
{
    double work_s = 0, n = 0;

    for (uint32_t i = 0; i < self->n_queues; i++) {
        work_s += self->queues[i].work_s;
        n += self->queues[i].with_aht;
    }
    if (!(n > 0)) return;
    fprintf(to, "  %-14s", "mean AHT");
    for (uint32_t i = 0; i < self->n_queues && self->n_queues <= MOST_QUEUES; i++)
        print_duration(self->queues[i].work_s, self->queues[i].with_aht, to);
    print_duration(work_s, n, to);
    fputc('\n', to);
}

void ccs_import_totals(const ccs_import_t *self, FILE *to)
{
    double contacts[CCS_IMPORT_MAX_QUEUES] = {0};
    ccs_import_total_t all = {.contacts = contacts};
    char name[CCS_DATE_MAX];

    print_heads(self, to);
    for (size_t i = 0; i < self->n_totals; i++) {
        const ccs_import_total_t *const total = &self->totals[i];

        for (uint32_t k = 0; k < self->n_queues; k++) contacts[k] += total->contacts[k];
        all.agent_h += total->agent_h;
        ccs_date_show(total->day, name, sizeof name);
        if (self->by_month) name[7] = '\0';
        if (total->any) print_line(self, name, total, to);
    }
    print_line(self, "all", &all, to);
    print_means(self, to);
}

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
