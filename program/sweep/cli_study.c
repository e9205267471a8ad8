/* cli_study.c - a study on standard output. */
#include "cli_study.h"

#include "cli_say.h"
#include "cli_terminal.h"
#include "csv_write.h"
#include "study_tables.h"
#include "sweep_data.h"

bool ccs_cli_is_study(const ccs_dataset_t *data)
{
    return ccs_sweep_data_is(data);
}

/* Options of results that a study has nothing for. */
int ccs_cli_check_study(const ccs_args_t *args, ccs_err_t *err)
{
    static const enum ccs_option others[] = {CCS_OPTION_ENTITY, CCS_OPTION_GRID, CCS_OPTION_ERLANG};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char name[32];

        if (!args->given[others[i]]) continue;
        snprintf(name, sizeof name, "--%s", CCS_OPTIONS[others[i]].name);
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, name, "belongs to results of ccsim run; this is a study of ccsim sweep");
    }
    return 0;
}

int ccs_cli_export_study(const ccs_dataset_t *data, const ccs_csv_form_t *form, bool by_replication, FILE *to, ccs_err_t *err)
{
    ccs_study_t study;
    int ret = ccs_study_open(&study, data, err);

    if (ret) return ret;
    if (!form) {
        ccs_study_json(&study, to);
        return 0;
    }
    ccs_rows_t rows = {.csv = to, .form = *form};

    ccs_csv_write_mark(form, to);
    ccs_study_rows(&study, by_replication, &rows);
    ret = ccs_rows_check(&rows, err);
    ccs_rows_free(&rows);
    return ret;
}

int ccs_cli_show_study(const ccs_args_t *args, const ccs_dataset_t *data, ccs_err_t *err)
{
    ccs_study_t study;
    ccs_terminal_page_t page;
    int ret;

    CCS_TRY(ccs_cli_check_study(args, err));
    CCS_TRY(ccs_study_open(&study, data, err));
    if (ccs_args_has(args, CCS_OPTION_JSON)) {
        ccs_study_json(&study, stdout);
        return 0;
    }
    FILE *const to = ccs_terminal_begin(&page, stdout);

    ret = ccs_study_print(&study, (ccs_table_form_t){ccs_say_colors(args, stdout), page.width}, to);
    if (ccs_terminal_end(&page) != 0 && ret == 0) ret = CCS_ERR_NOMEM;
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
out:
    return ret;
}
