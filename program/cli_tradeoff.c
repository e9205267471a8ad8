/* cli_tradeoff.c - the command `ccsim tradeoff`: which variants no other one beats. What it simulates or reads is `ccsim compare`'s (cli_compare.c). */
#include "cli_tradeoff.h"

#include <stdlib.h>
#include <string.h>

#include "cli_output.h"
#include "cli_say.h"
#include "cli_terminal.h"
#include "file_write.h"
#include "weigh_print.h"

const char *ccs_cli_tradeoff_metrics(const ccs_args_t *args, ccs_arena_t *arena)
{
    const char *const given = args->given[CCS_OPTION_METRIC];
    char *const names = given ? ccs_arena_array(arena, strlen(given) + 1, 1) : NULL;
    size_t n = 0;

    for (const char *at = given; names && *at; at++)
        if ((*at != '+' && *at != '-') || (at > given && at[-1] != ',')) names[n++] = *at;
    return names;
}

int ccs_cli_tradeoff_check(const ccs_args_t *args, ccs_err_t *err)
{
    const char *const csv = args->given[CCS_OPTION_CSV], *const metrics = args->given[CCS_OPTION_METRIC];
    int ret = 0;

    if (metrics) CCS_TRY(ccs_front_axes_count(metrics, err));
    if (csv) CCS_TRY(ccs_cli_output_check(args, csv, CCS_FILE_TABLE, err));
out:
    return ret;
}

int ccs_cli_tradeoff_names(const ccs_args_t *args, const ccs_names_t *names, ccs_err_t *err)
{
    const char *const tornado = args->given[CCS_OPTION_TORNADO];
    uint32_t metric;
    const int ret = tornado ? ccs_names_find_metric(names, tornado, strlen(tornado), &metric, err) : 0;

    if (ret) snprintf(err->path, sizeof err->path, "--tornado");
    return ret;
}

/* The front and the tornado of a set of variants. */
typedef struct {
    ccs_front_t front;
    ccs_tornado_t tornado;
    bool has_tornado;
    ccs_arena_t arena;
} weighed_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static int weigh(weighed_t *self, const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err)
{
    const ccs_view_t *const base = &variants->views[0];
    const ccs_names_t names = ccs_names_of(base);
    const char *const tornado = args->given[CCS_OPTION_TORNADO], *const metrics = args->given[CCS_OPTION_METRIC];
    const ccs_view_t **const views = ccs_arena_array(&self->arena, variants->n, sizeof(const ccs_view_t *));
    ccs_front_of_t of = {views, variants->compares, variants->n, 0};
    ccs_front_axis_t axes[CCS_FRONT_AXES_MAX];
    uint32_t n_axes, metric;
    int ret = 0;

    CCS_REQUIRE(views, no_memory(err));
    for (uint32_t i = 0; i < variants->n; i++) views[i] = &variants->views[i];
    CCS_TRY(
        ccs_names_find_entity(&names, args->given[CCS_OPTION_ENTITY] ? args->given[CCS_OPTION_ENTITY] : "all", &of.entity, err));
    if (metrics) CCS_TRY(ccs_front_axes_read(&of, metrics, axes, &n_axes, err));
    else n_axes = ccs_front_axes_default(&of, axes);
    CCS_REQUIRE(!ccs_front_open(&self->front, &of, axes, n_axes), no_memory(err));
    if (!tornado) goto out;
    CCS_TRY(ccs_cli_tradeoff_names(args, &names, err));
    metric = ccs_view_metric(base, tornado);
    self->has_tornado = true;
    CCS_REQUIRE(!ccs_tornado_open(&self->tornado, variants->compares, variants->n, (const uint32_t[]){metric, of.entity}),
        no_memory(err));
out:
    return ret;
}

static int write_csv(const weighed_t *self, const ccs_args_t *args, ccs_err_t *err)
{
    const char *const csv = args->given[CCS_OPTION_CSV];
    char *text = NULL;
    size_t size = 0;
    int ret = 0;

    if (!csv) return 0;
    FILE *const to = open_memstream(&text, &size);

    CCS_REQUIRE(to, no_memory(err));
    ccs_front_csv(&self->front, to);
    CCS_REQUIRE(fclose(to) == 0, no_memory(err));
    CCS_TRY(ccs_file_write(csv, ccs_args_has(args, CCS_OPTION_FORCE), text, size, err));
out:
    free(text);
    return ret;
}

static int print_tables(const weighed_t *self, const ccs_args_t *args, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_table_form_t form = {ccs_say_colors(args, stdout), page.width};
    int ret = ccs_front_print(&self->front, form, to);

    if (ret == 0 && self->has_tornado) ret = ccs_tornado_print(&self->tornado, &self->front.of, form, to);
    if (ccs_terminal_end(&page) != 0 || ret) return no_memory(err);
    if (args->given[CCS_OPTION_CSV]) printf("\ntable: %s\n", args->given[CCS_OPTION_CSV]);
    if (args->given[CCS_OPTION_OUTPUT]) printf("\nresult: %s\n", args->given[CCS_OPTION_OUTPUT]);
    return 0;
}

int ccs_cli_tradeoff_print(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err)
{
    weighed_t self = {.has_tornado = false};
    int ret;

    CCS_TRY(weigh(&self, args, variants, err));
    CCS_TRY(write_csv(&self, args, err));
    if (ccs_args_has(args, CCS_OPTION_JSON)) ccs_weigh_json(&self.front, self.has_tornado ? &self.tornado : NULL, stdout);
    else CCS_TRY(print_tables(&self, args, err));
out:
    ccs_tornado_free(&self.tornado);
    ccs_front_free(&self.front);
    ccs_arena_free(&self.arena);
    return ret;
}
