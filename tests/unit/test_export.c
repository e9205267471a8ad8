/* test_export.c - rows for other programs, from a data set made by hand: CSV cell by cell, long and wide tables, the shape of planning
 * tools, workbooks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "csv_write.h"
#include "export.h"
#include "xlsx_write.h"

enum { METRICS = 4, ENTITIES = 5, INTERVALS = 3, REPLICATIONS = 2, CONFIGS = 2, PAIRS = 3 };

static const char *const metrics[METRICS] = {"offered", "aht_s", "scheduled_agents", "service_level"};
static const char *const entities[ENTITIES] = {"all", "type/cards", "type/loans", "group/desk", "group/help"};
static const uint32_t applies[METRICS][ENTITIES] = {{1, 1, 1, 0, 0}, {1, 1, 1, 1, 1}, {1, 0, 0, 1, 1}, {1, 1, 1, 0, 0}};
static ccs_dataset_t data;
static ccs_variants_t variants;

static void add_texts(const char *name, const uint32_t *dims, uint32_t n_dims, const char *const *values)
{
    ccs_variable_t *const v = ccs_dataset_add(&data, name, CCS_DATA_TEXT, dims, n_dims);

    for (size_t i = 0; i < v->n; i++) v->data.text[i] = values[i];
}

/* Numbers that tell their place: first, first + step, ... */
static double *add_numbers(const char *name, const uint32_t *dims, uint32_t n_dims, double first, double step)
{
    ccs_variable_t *const v = ccs_dataset_add(&data, name, CCS_DATA_F64, dims, n_dims);

    for (size_t i = 0; i < v->n; i++) v->data.f64[i] = first + step * (double) i;
    return v->data.f64;
}

static void add_whole(const char *name, uint32_t dim, const uint32_t *values)
{
    ccs_variable_t *const v = ccs_dataset_add(&data, name, CCS_DATA_U32, &dim, 1);

    memcpy(v->data.u32, values, v->n * sizeof *values);
}

static void add_attributes(void)
{
    static const char *const texts[][2] = {{"mode", "day"}, {"precision", ""}, {"ccsim_version", "2.3.85"},
        {"ccsim_revision", "abc"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ccs_dataset_set_text(&data, texts[i][0], texts[i][1]);
    ccs_dataset_set_f64(&data, "confidence", 0.95);
    ccs_dataset_set_f64(&data, "open_s", 3600);
    ccs_dataset_set_u64(&data, "replications_asked", REPLICATIONS);
    ccs_dataset_set_u64(&data, "complete", 1);
}

static void add_configs(uint32_t config)
{
    add_texts("config", &config, 1, (const char *const[]){"base", "=1+1, \"more\""});
    add_texts("config_title", &config, 1, (const char *const[]){"A bank", "A bank"});
    add_texts("config_settings", &config, 1, (const char *const[]){"", "a=1"});
    add_texts("config_scenario", &config, 1, (const char *const[]){"x = 1;\ny = 2;\n", "x = 2;\n"});
    memset(ccs_dataset_add(&data, "config_seed", CCS_DATA_U64, &config, 1)->data.u64, 0,
        data.dims[config].size * sizeof(uint64_t));
    ccs_variable_t *const n = ccs_dataset_add(&data, "config_replications", CCS_DATA_U64, &config, 1);

    for (size_t i = 0; i < n->n; i++) n->data.u64[i] = REPLICATIONS;
}

static void add_metrics(uint32_t config, uint32_t metric, uint32_t entity, uint32_t interval)
{
    const uint32_t pairs[] = {metric, entity}, whole[] = {config, entity}, parts[] = {config, entity, interval};
    char name[64];

    add_texts("metric", &metric, 1, metrics);
    add_texts("metric_unit", &metric, 1, (const char *const[]){"1", "s", "1", "1"});
    add_texts("metric_kind", &metric, 1, (const char *const[]){"count", "ratio", "time average", "ratio"});
    add_texts("metric_text", &metric, 1, (const char *const[]){"attempts", "handle time", "agents", "level"});
    add_texts("metric_attribution", &metric, 1, (const char *const[]){"arrival", "event", "split", "arrival"});
    add_numbers("metric_sense", &metric, 1, 0, 1);
    add_numbers("metric_margin", &metric, 1, 1, 0);
    memcpy(ccs_dataset_add(&data, "metric_applies", CCS_DATA_U32, pairs, 2)->data.u32, applies, sizeof applies);
    for (int m = 0; m < METRICS; m++) {
        add_numbers(metrics[m], whole, 2, 100 * m + 0.1, 1);
        snprintf(name, sizeof name, "%s_half_width", metrics[m]);
        add_numbers(name, whole, 2, 0.5, 0);
        snprintf(name, sizeof name, "%s_by_interval", metrics[m]);
        if (m == METRICS - 1) continue; /* one that is not known by interval */
        add_numbers(name, parts, 3, 1000 * m, 1);
        snprintf(name, sizeof name, "%s_by_interval_half_width", metrics[m]);
        add_numbers(name, parts, 3, NAN, 0);
    }
}

static void add_types(uint32_t config, uint32_t interval)
{
    const uint32_t type = ccs_dataset_add_dim(&data, "type", 2), within = ccs_dataset_add_dim(&data, "within", 1);
    const uint32_t pair = ccs_dataset_add_dim(&data, "pair", PAIRS), targets[] = {config, type, within};

    add_texts("type", &type, 1, (const char *const[]){"cards", "loans"});
    add_texts("type_label", &type, 1, (const char *const[]){"Cards", "Loans"});
    add_texts("type_target_metric", targets, 2, (const char *const[]){"sl_offered", "sl_offered", "sl_offered", "sl_offered"});
    add_numbers("type_target", targets, 2, 0.8, 0);
    add_numbers("type_within_s", targets, 3, 20, 0);
    add_texts("pair_type", &pair, 1, (const char *const[]){"cards", "cards", "loans"});
    add_texts("pair_group", &pair, 1, (const char *const[]){"desk", "help", "help"});
    add_texts("interval", &interval, 1, (const char *const[]){"2026-03-02T09:00", "2026-03-02T09:30", "2026-03-02 after close"});
    add_whole("interval_open", interval, (const uint32_t[]){1, 1, 0});
    add_numbers("interval_start_s", &interval, 1, 32400, 1800);
    add_numbers("interval_end_s", &interval, 1, 34200, 1800);
    ccs_variable_t *const time = ccs_dataset_add(&data, "time", CCS_DATA_F64, &interval, 1);

    memcpy(time->data.f64, (const double[]){32400, 34200, 36000}, 3 * sizeof(double));
    (void) ccs_dataset_describe(&data, time, "seconds since 2026-03-02 00:00:00", "begin");
}

static void add_observations(uint32_t config, uint32_t metric, uint32_t entity)
{
    const uint32_t replication = ccs_dataset_add_dim(&data, "replication", REPLICATIONS),
                   p = ccs_dataset_add_dim(&data, "probability", 2);
    const uint32_t dims[] = {config, replication, entity, metric}, quantiles[] = {config, metric, entity, p};

    add_whole("replication", replication, (const uint32_t[]){1, 2});
    add_whole("batch", replication, (const uint32_t[]){0, 0});
    add_numbers("value_by_replication", dims, 4, 0, 1);
    add_numbers("weight_by_replication", dims, 4, 1, 0);
    memcpy(add_numbers("probability", &p, 1, 0, 0), (const double[]){0.1, 0.9}, 2 * sizeof(double));
    add_numbers("value_quantile", quantiles, 4, 0, 1);
}

static void fill(uint32_t n_configs)
{
    const uint32_t config = ccs_dataset_add_dim(&data, "config", n_configs),
                   metric = ccs_dataset_add_dim(&data, "metric", METRICS);
    const uint32_t entity = ccs_dataset_add_dim(&data, "entity", ENTITIES),
                   interval = ccs_dataset_add_dim(&data, "interval", INTERVALS);

    add_attributes();
    add_configs(config);
    add_metrics(config, metric, entity, interval);
    add_texts("entity", &entity, 1, entities);
    add_types(config, interval);
    add_observations(config, metric, entity);
    cr_assert_not(data.out_of_memory);
    cr_assert_eq(ccs_variants_open(&variants, &data, NULL), 0);
}

static void teardown(void)
{
    ccs_variants_free(&variants);
    ccs_dataset_free(&data);
}

TestSuite(export, .fini = teardown);

typedef void exporter_t(const ccs_export_t *self, ccs_rows_t *rows);

/* The CSV that an export makes; the caller's. */
static char *csv_of(exporter_t *exporter, enum ccs_export_by by, ccs_wanted_t wanted)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);
    ccs_rows_t rows = {.csv = to};

    exporter(&(ccs_export_t){.variants = &variants, .wanted = wanted, .by = by}, &rows);
    cr_expect_eq(ccs_rows_check(&rows, NULL), 0);
    ccs_rows_free(&rows);
    (void) fclose(to);
    return text;
}

static void expect_csv(exporter_t *exporter, enum ccs_export_by by, ccs_wanted_t wanted, const char *expected)
{
    char *const text = csv_of(exporter, by, wanted);

    cr_expect_str_eq(text, expected, "found:\n%s\nexpected:\n%s", text, expected);
    free(text);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------ */

static char *row_in(ccs_csv_form_t form, const ccs_row_cell_t *cells, uint32_t n)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);

    ccs_csv_write_mark(&form, to);
    ccs_csv_write_row(&form, cells, n, to);
    (void) fclose(to);
    return text;
}

static char *row_of(const ccs_row_cell_t *cells, uint32_t n)
{
    return row_in((ccs_csv_form_t){0}, cells, n);
}

Test(csv_write, quotes_what_needs_it_and_disarms_formulas)
{
    static const struct {
        const char *text, *cell;
    } cases[] = {{"plain", "plain"}, {"", ""}, {"a,b", "\"a,b\""}, {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""}, {" blank", "\" blank\""}, {"=1+1", "'=1+1"}, {"+2 agents", "'+2 agents"},
        {"-1, or so", "\"'-1, or so\""}, {"@x", "'@x"}, {"1=1", "1=1"}, {"Crédits", "Crédits"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_row_cell_t cells[] = {{CCS_CELL_TEXT, cases[i].text, 0}, {CCS_CELL_TEXT, "z", 0}};
        char *const text = row_of(cells, 2);
        char expected[64];

        snprintf(expected, sizeof expected, "%s,z\r\n", cases[i].cell);
        cr_expect_str_eq(text, expected);
        free(text);
    }
}

/* What a spreadsheet opens where the comma is the decimal mark, and what the reader of scenarios takes back. */
Test(csv_write, writes_for_countries_of_the_decimal_comma)
{
    const ccs_row_cell_t cells[] = {{CCS_CELL_TEXT, "a,b", 0}, {CCS_CELL_TEXT, "a;b", 0}, {CCS_CELL_NUMBER, NULL, -2.385},
        {CCS_CELL_NUMBER, NULL, 1.5e-9}, {CCS_CELL_COUNT, NULL, 16}};
    char *const text = row_in((ccs_csv_form_t){.separator = ';', .decimal = ','}, cells, 5);
    char *const tabs = row_in((ccs_csv_form_t){.separator = '\t', .decimal = '.'}, cells, 3);

    cr_expect_str_eq(text,
        "\xef\xbb\xbf"
        "a,b;\"a;b\";-2,385;1,5e-09;16\r\n");
    cr_expect_str_eq(tabs, "a,b\ta;b\t-2.385\r\n");
    free(text);
    free(tabs);
}

Test(csv_write, knows_the_forms_of_languages)
{
    ccs_csv_form_t form = {0};

    cr_expect(ccs_csv_form_named("de", &form) && form.separator == ';' && form.decimal == ',');
    cr_expect(ccs_csv_form_named("en", &form) && form.separator == ',' && form.decimal == '.');
    cr_expect(!ccs_csv_form_named("xx", &form) && form.separator == ',', "untouched");
}

Test(csv_write, writes_dates_with_the_day_first)
{
    const ccs_row_cell_t cells[] = {{CCS_CELL_DATE, "2026-03-02", 0}, {CCS_CELL_DATE, "2026-03-02T09:30", 0},
        {CCS_CELL_DATE, "2026-03-02 after close", 0}, {CCS_CELL_DATE, "day 1", 0}, {CCS_CELL_DATE, "2026-03-021", 0},
        {CCS_CELL_TEXT, "2026-03-02", 0}};
    ccs_csv_form_t form = {0};

    cr_assert(ccs_csv_form_named("de", &form));
    char *const german = row_in(form, cells, 6);

    cr_assert(ccs_csv_form_named("en", &form));
    char *const english = row_in(form, cells, 6);

    cr_expect_str_eq(german,
        "\xef\xbb\xbf"
        "02.03.2026;02.03.2026 09:30;02.03.2026 after close;day 1;2026-03-021;2026-03-02\r\n");
    cr_expect_str_eq(english, "2026-03-02,2026-03-02T09:30,2026-03-02 after close,day 1,2026-03-021,2026-03-02\r\n");
    free(german);
    free(english);
}

Test(csv_write, writes_numbers_that_read_back_and_leaves_out_what_is_none)
{
    const ccs_row_cell_t cells[] = {{CCS_CELL_NUMBER, NULL, -2.385}, {CCS_CELL_NUMBER, NULL, NAN},
        {CCS_CELL_SHARE, NULL, 1.0 / 3}, {CCS_CELL_COUNT, NULL, 1e6}, {CCS_CELL_COUNT, NULL, INFINITY}};
    char *const text = row_of(cells, 5);

    cr_expect_str_eq(text, "-2.385,,0.3333333333333333,1000000,\r\n");
    free(text);
}

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

Test(export, writes_a_line_for_each_figure)
{
    fill(1);
    expect_csv(ccs_export_long, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.metrics = "scheduled_agents"},
        "config,metric,entity,kind,interval,unit,mean,half_width,low,high,p10,p90\r\n"
        "base,scheduled_agents,all,all,,1,200.1,0.5,199.6,200.6,20,21\r\n"
        "base,scheduled_agents,group/desk,group,,1,203.1,0.5,202.6,203.6,26,27\r\n"
        "base,scheduled_agents,group/help,group,,1,204.1,0.5,203.6,204.6,28,29\r\n");
    expect_csv(ccs_export_long, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.by = "interval", .entity = "group/help"},
        "config,metric,entity,kind,interval,unit,mean,half_width,low,high,p10,p90\r\n"
        "base,aht_s,group/help,group,2026-03-02T09:00,s,1012,,,,,\r\n"
        "base,aht_s,group/help,group,2026-03-02T09:30,s,1013,,,,,\r\n"
        "base,aht_s,group/help,group,2026-03-02 after close,s,1014,,,,,\r\n"
        "base,scheduled_agents,group/help,group,2026-03-02T09:00,1,2012,,,,,\r\n"
        "base,scheduled_agents,group/help,group,2026-03-02T09:30,1,2013,,,,,\r\n"
        "base,scheduled_agents,group/help,group,2026-03-02 after close,1,2014,,,,,\r\n");
    expect_csv(ccs_export_long, CCS_EXPORT_BY_REPLICATION, (ccs_wanted_t){.metrics = "service_level", .entity = "type/loans"},
        "config,metric,entity,kind,replication,batch,unit,value,weight\r\n"
        "base,service_level,type/loans,type,1,0,1,11,1\r\n"
        "base,service_level,type/loans,type,2,0,1,31,1\r\n");
}

Test(export, writes_a_column_for_each_metric_that_applies)
{
    fill(1);
    expect_csv(ccs_export_wide, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.by = "group"},
        "config,entity,kind,aht_s,scheduled_agents\r\n"
        "base,group/desk,group,103.1,203.1\r\n"
        "base,group/help,group,104.1,204.1\r\n");
    expect_csv(ccs_export_wide, CCS_EXPORT_BY_AXIS,
        (ccs_wanted_t){.by = "interval", .metrics = "offered,scheduled_agents", .entity = "all"},
        "config,entity,kind,interval,offered,scheduled_agents\r\n"
        "base,all,all,2026-03-02T09:00,0,2000\r\n"
        "base,all,all,2026-03-02T09:30,1,2001\r\n"
        "base,all,all,2026-03-02 after close,2,2002\r\n");
    expect_csv(ccs_export_wide, CCS_EXPORT_BY_REPLICATION, (ccs_wanted_t){.metrics = "offered,scheduled_agents"},
        "config,entity,kind,replication,batch,offered,scheduled_agents\r\n"
        "base,all,all,1,0,0,2\r\n"
        "base,all,all,2,0,20,22\r\n"
        "base,type/cards,type,1,0,4,\r\n"
        "base,type/cards,type,2,0,24,\r\n"
        "base,type/loans,type,1,0,8,\r\n"
        "base,type/loans,type,2,0,28,\r\n"
        "base,group/desk,group,1,0,,14\r\n"
        "base,group/desk,group,2,0,,34\r\n"
        "base,group/help,group,1,0,,18\r\n"
        "base,group/help,group,2,0,,38\r\n");
}

/* A group that serves several types stands in a row of its own: the rows of an interval add up to the agents there. After close stands at the
 * time of closing. */
Test(export, writes_intervals_as_planning_tools_read_them)
{
    fill(1);
    expect_csv(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){0},
        "date,interval,queue,label,offered,aht,staff\r\n"
        "2026-03-02,09:00,cards,Cards,3,101.1,2009\r\n"
        "2026-03-02,09:00,loans,Loans,6,102.1,0\r\n"
        "2026-03-02,09:00,cards+loans,help,,,2012\r\n"
        "2026-03-02,09:30,cards,Cards,4,101.1,2010\r\n"
        "2026-03-02,09:30,loans,Loans,7,102.1,0\r\n"
        "2026-03-02,09:30,cards+loans,help,,,2013\r\n"
        "2026-03-02,10:00,cards,Cards,5,101.1,2011\r\n"
        "2026-03-02,10:00,loans,Loans,8,102.1,0\r\n"
        "2026-03-02,10:00,cards+loans,help,,,2014\r\n");
    expect_csv(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.entity = "all"},
        "date,interval,queue,label,offered,aht,staff\r\n"
        "2026-03-02,09:00,all,all,0,101.8,2000\r\n"
        "2026-03-02,09:30,all,all,1,101.7,2001\r\n"
        "2026-03-02,10:00,all,all,2,101.7,2002\r\n");
    expect_csv(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.metrics = "aht_s,service_level", .entity = "type/loans"},
        "date,interval,queue,label,offered,aht,staff,aht_s,service_level\r\n"
        "2026-03-02,09:00,loans,Loans,6,102.1,0,1006,\r\n"
        "2026-03-02,09:00,cards+loans,help,,,2012,1012,\r\n"
        "2026-03-02,09:30,loans,Loans,7,102.1,0,1007,\r\n"
        "2026-03-02,09:30,cards+loans,help,,,2013,1013,\r\n"
        "2026-03-02,10:00,loans,Loans,8,102.1,0,1008,\r\n"
        "2026-03-02,10:00,cards+loans,help,,,2014,1014,\r\n");
    ccs_dataset_find(&data, "offered_by_interval")->data.f64[2] = 0; /* nothing after close */
    char *const text = csv_of(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){0});

    cr_expect_null(strstr(text, "10:00"));
    free(text);
}

/* What planning tools read are a date and a time, not words: a closed time begins at a moment as well. */
Test(export, gives_every_line_of_planning_tools_a_date_and_a_time)
{
    fill(1);
    const ccs_variable_t *const labels = ccs_dataset_find(&data, "interval"), *const begins = ccs_dataset_find(&data, "time");

    labels->data.text[0] = "2026-03-02 before opening";
    ccs_dataset_find(&data, "interval_open")->data.u32[0] = 0;
    ccs_dataset_find(&data, "offered_by_interval")->data.f64[0] = 7;
    begins->data.f64[0] = -21600; /* the first day is a Sunday that is closed, and begins at 18:00 of its eve */
    labels->data.text[1] = "2026-03-02 closed from 12:00";
    ccs_dataset_find(&data, "interval_open")->data.u32[1] = 0;
    begins->data.f64[1] = 43200;
    begins->data.f64[2] = 86400 + 7200; /* a night */
    expect_csv(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.entity = "all"},
        "date,interval,queue,label,offered,aht,staff\r\n"
        "2026-03-01,18:00,all,all,7,101.8,2000\r\n"
        "2026-03-02,12:00,all,all,1,101.7,2001\r\n"
        "2026-03-03,02:00,all,all,2,101.7,2002\r\n");
}

Test(export, sets_variants_side_by_side_with_their_differences)
{
    fill(CONFIGS);
    expect_csv(ccs_export_long, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){.metrics = "offered", .entity = "type/loans"},
        "config,metric,entity,kind,interval,unit,mean,half_width,low,high,p10,p90,difference,difference_half_width,paired,verdict\r\n"
        "base,offered,type/loans,type,,1,2.1,0.5,1.6,2.6,4,5,,,,\r\n"
        "\"'=1+1, \"\"more\"\"\",offered,type/loans,type,,1,7.1,0.5,6.6,7.6,44,45,40,0,true,higher\r\n");
    char *const text = csv_of(ccs_export_intervals, CCS_EXPORT_BY_AXIS, (ccs_wanted_t){0});

    cr_expect_eq(strncmp(text, "config,date,", 12), 0);
    free(text);
}

/* ---- workbooks ------------------------------------------------------------------------------------------------------------ */

static size_t read_file(const char *path, unsigned char *to, size_t size)
{
    FILE *const from = fopen(path, "rb");

    cr_assert_not_null(from);
    const size_t n = fread(to, 1, size, from);

    (void) fclose(from);
    return n;
}

/* What stands in a workbook is read back by tests/cli/test_export.py. */
Test(export, writes_workbooks_of_the_same_bytes_whole_or_not_at_all)
{
    enum { SIZE = 1 << 20 };
    static unsigned char bytes[2][SIZE];
    char path[] = "/tmp/test_export.XXXXXX";
    const int fd = mkstemp(path);
    size_t n[2];

    cr_assert_geq(fd, 0);
    (void) close(fd);
    fill(CONFIGS);
    for (int i = 0; i < 2; i++) {
        ccs_book_t *book = NULL;
        ccs_err_t err = {0};

        cr_assert_eq(ccs_book_new(&book, "title", "comments", &err), 0, "%s", err.text);
        ccs_rows_t rows = {.book = book};

        ccs_export_sheets(&(ccs_export_t){.variants = &variants}, &rows);
        cr_expect_eq(ccs_rows_check(&rows, &err), 0, "%s", err.text);
        if (i == 0) cr_expect_eq(ccs_book_write(book, path, false, &err), CCS_ERR_CREATE, "it exists");
        else cr_expect_eq(ccs_book_write(book, path, true, &err), 0, "%s", err.text);
        n[i] = read_file(path, bytes[i], SIZE);
        ccs_rows_free(&rows);
        ccs_book_delete(book);
    }
    cr_expect_eq(n[0], 0, "a file that stands there is left alone");
    cr_expect_gt(n[1], 1000);
    cr_expect_eq(memcmp(bytes[1], "PK", 2), 0);
    (void) unlink(path);
}

Test(export, refuses_more_rows_than_a_sheet_holds, .timeout = 60)
{
    const ccs_row_cell_t head[] = {{CCS_CELL_TEXT, "x", 0}}, row[] = {{CCS_CELL_WHOLE, NULL, NAN}};
    ccs_book_t *book = NULL;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_book_new(&book, "", "", NULL), 0);
    ccs_book_sheet(book, "a: [sheet]/whose name is much too long for a sheet", &(ccs_book_head_t){head, 1, 0});
    for (int i = 0; i < 1048575; i++) ccs_book_row(book, row, 1);
    cr_expect_eq(ccs_book_check(book, &err), 0, "%s", err.text);
    ccs_book_row(book, row, 1);
    cr_expect_eq(ccs_book_check(book, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "1,048,576"), "%s", err.text);
    ccs_book_delete(book);
    ccs_book_delete(NULL);
}
