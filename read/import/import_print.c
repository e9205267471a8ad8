/* import_print.c - what an export adds up to, its rows as a plain table, and an empty one to fill. */
#include <math.h>
#include <string.h>

#include "date.h"
#include "import.h"
#include "text.h"
#include "units.h"

enum {
    DAY_S = 86400,
    HOUR_S = 3600,
    MOST_DAYS = 14 /* of which each has a line */,
    MOST_QUEUES = 6 /* which have a column each */
};

const char CCS_IMPORT_TEMPLATE[] = "date;time;queue;contacts;aht;agents\n"
                                   "2026-03-02;08:00;Service;73;285;15\n"
                                   "2026-03-02;08:30;Service;81;285;16\n"
                                   "2026-03-02;08:00;Orders;31;210;6\n"
                                   "2026-03-02;08:30;Orders;36;210;7\n";

/* Contacts and agent hours of a line of the table. */
typedef struct {
    double contacts[CCS_IMPORT_MAX_QUEUES];
    double agent_h;
} sums_t;

/* Whether a row belongs to the line that begins on a day: the same day, or the same month. */
static bool is_of(int64_t day, int64_t first, bool months)
{
    char a[CCS_DATE_MAX], b[CCS_DATE_MAX];

    if (!months) return day == first;
    ccs_date_show(day, a, sizeof a);
    ccs_date_show(first, b, sizeof b);
    return strncmp(a, b, 7) == 0;
}

static void print_line(const ccs_import_t *self, const char *name, const sums_t *sums, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];
    double all = 0;

    fprintf(to, "  %-14s", name);
    for (uint32_t i = 0; i < self->n_queues; i++) {
        all += sums->contacts[i];
        if (self->n_queues <= MOST_QUEUES)
            fprintf(to, " %14s", ccs_units_show_number(round(sums->contacts[i]), text, sizeof text));
    }
    fprintf(to, " %14s", ccs_units_show_number(round(all), text, sizeof text));
    fprintf(to, " %14s\n", sums->agent_h > 0 ? ccs_units_show_number(round(sums->agent_h * 10) / 10, text, sizeof text) : "-");
}

static void add(sums_t *sums, const ccs_import_t *self, const ccs_import_row_t *row)
{
    if (row->contacts > 0) sums->contacts[row->queue] += row->contacts;
    if (row->agents > 0) sums->agent_h += row->agents * self->interval_s / HOUR_S;
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

void ccs_import_totals(const ccs_import_t *self, FILE *to)
{
    const bool months = self->last_day - self->first_day >= MOST_DAYS;
    sums_t all = {.agent_h = 0};
    char name[CCS_DATE_MAX];

    print_heads(self, to);
    for (int64_t day = self->first_day; day <= self->last_day; day++) {
        sums_t sums = {.agent_h = 0};
        bool any = false;

        if (months && day > self->first_day && is_of(day, day - 1, true)) continue;
        for (size_t i = 0; i < self->n_rows; i++) {
            if (!is_of(self->rows[i].day, day, months)) continue;
            add(&sums, self, &self->rows[i]);
            any = true;
        }
        ccs_date_show(day, name, sizeof name);
        if (months) name[7] = '\0';
        if (any) print_line(self, name, &sums, to);
    }
    for (size_t i = 0; i < self->n_rows; i++) add(&all, self, &self->rows[i]);
    print_line(self, "all", &all, to);
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

/* A row; what a queue has in other rows is 0 where a cell is empty. */
static void print_row(const ccs_import_t *self, const ccs_import_row_t *row, FILE *to)
{
    const ccs_import_queue_t *const queue = &self->queues[row->queue];
    char date[CCS_DATE_MAX], time[CCS_UNITS_TEXT_MAX];

    fprintf(to, "%s,", ccs_date_show(row->day, date, sizeof date));
    if (self->interval_s < DAY_S) fprintf(to, "%s,", ccs_units_show_time_of_day(row->second, time, sizeof time));
    print_word(queue->word ? queue->word : queue->label, to);
    print_number(isnan(row->contacts) && queue->n_serves == 0 ? 0 : row->contacts, to);
    print_number(row->contacts > 0 && row->aht_s > 0 ? row->aht_s : queue->with_aht > 0 ? 0 : (double) NAN, to);
    print_number(isnan(row->agents) && queue->has_agents ? 0 : row->agents, to);
    fputc('\n', to);
}

/* The intervals of a day's opening hours from a moment to another, at which a queue has no row: nothing comes, nobody is there. */
static void print_empty(const ccs_import_t *self, uint32_t queue, int64_t day, const ccs_import_hours_t *hours, FILE *to)
{
    for (int32_t second = hours->from; second < hours->to; second += self->interval_s)
        print_row(self,
            &(ccs_import_row_t){.day = day, .second = second, .queue = queue, .contacts = NAN, .aht_s = NAN, .agents = NAN}, to);
}

static bool is_closed(const ccs_import_t *self, int64_t day)
{
    for (size_t i = 0; i < self->n_closed; i++)
        if (self->closed[i] == day) return true;
    return false;
}

/* A queue's rows of a day, from row *at on, which moves behind them; what is missing at the ends filled up. */
static void print_day(const ccs_import_t *self, uint32_t queue, int64_t day, size_t *at, FILE *to)
{
    const ccs_import_hours_t hours = is_closed(self, day) ? (ccs_import_hours_t){0} : self->hours[ccs_date_weekday(day)];
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

    fprintf(to, "date,%squeue,contacts,aht,agents\n", self->interval_s < DAY_S ? "time," : "");
    for (uint32_t queue = 0; queue < self->n_queues; queue++)
        for (int64_t day = self->first_day; day <= self->last_day; day++) print_day(self, queue, day, &at, to);
}
