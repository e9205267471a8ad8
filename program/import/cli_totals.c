/* cli_totals.c - contacts by day and queue as a table. Invariant: a queue's name stands there whole, however long. */
#include "cli_totals.h"

#include <math.h>

#include "date.h"
#include "table.h"
#include "units.h"

enum { MOST_QUEUES = 6 /* which have a column each */ };

static uint32_t n_columns_of_queues(const ccs_import_t *import)
{
    return import->n_queues <= MOST_QUEUES ? import->n_queues : 0;
}

static void set(ccs_table_t *table, uint32_t column, const char *text)
{
    ccs_table_set(table, column, text, "", CCS_TABLE_PLAIN);
}

static void add_row(const ccs_import_t *import, const char *name, const ccs_import_total_t *total, ccs_table_t *table)
{
    const uint32_t n = n_columns_of_queues(import);
    char text[CCS_UNITS_TEXT_MAX];
    double all = 0;

    ccs_table_add_row(table);
    set(table, 0, name);
    for (uint32_t i = 0; i < import->n_queues; i++) {
        all += total->contacts[i];
        if (i < n) set(table, 1 + i, ccs_units_show_number(round(total->contacts[i]), text, sizeof text));
    }
    set(table, 1 + n, ccs_units_show_number(round(all), text, sizeof text));
    set(table, 2 + n, total->agent_h > 0 ? ccs_units_show_hours(total->agent_h, text, sizeof text) : "-");
}

static void set_duration(ccs_table_t *table, uint32_t column, double sum_s, double n)
{
    char text[CCS_UNITS_TEXT_MAX];

    set(table, column, n > 0 ? ccs_units_show_duration(round(sum_s / n), text, sizeof text) : "-");
}

/* The mean handle time of each queue's contacts and of all; no row where the file has none. */
static void add_means(const ccs_import_t *import, ccs_table_t *table)
{
    const uint32_t n_columns = n_columns_of_queues(import);
    double work_s = 0, n = 0;

    for (uint32_t i = 0; i < import->n_queues; i++) {
        work_s += import->queues[i].work_s;
        n += import->queues[i].with_aht;
    }
    if (!(n > 0)) return;
    ccs_table_add_row(table);
    set(table, 0, "mean AHT");
    for (uint32_t i = 0; i < n_columns; i++) set_duration(table, 1 + i, import->queues[i].work_s, import->queues[i].with_aht);
    set_duration(table, 1 + n_columns, work_s, n);
}

int ccs_cli_totals(const ccs_import_t *import, uint32_t width, FILE *to)
{
    double contacts[CCS_IMPORT_MAX_QUEUES] = {0};
    ccs_import_total_t all = {.contacts = contacts};
    ccs_table_t table = {0};
    char name[CCS_DATE_MAX];

    ccs_table_add_column(&table, "contacts", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < n_columns_of_queues(import); i++)
        ccs_table_add_column(&table, import->queues[i].label, CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "all", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "agent hours", CCS_TABLE_RIGHT);
    for (size_t i = 0; i < import->n_totals; i++) {
        const ccs_import_total_t *const total = &import->totals[i];

        for (uint32_t k = 0; k < import->n_queues; k++) contacts[k] += total->contacts[k];
        all.agent_h += total->agent_h;
        ccs_date_show(total->day, name, sizeof name);
        if (import->by_month) name[7] = '\0';
        if (total->any) add_row(import, name, total, &table);
    }
    add_row(import, "all", &all, &table);
    add_means(import, &table);
    const int ret = ccs_table_print(&table, (ccs_table_form_t){.width = width}, to);

    ccs_table_free(&table);
    return ret;
}
