/* cli_log.c - options of a log of contacts. Invariant: a log that stands is never harmed by a run that does not end. */
#include "cli_log.h"

#include <inttypes.h>
#include <string.h>

#include "cli_output.h"
#include "cli_say.h"
#include "file_kind.h"
#include "units.h"

static int read_share(const ccs_args_t *args, double *share)
{
    const char *const text = args->given[CCS_OPTION_LOG_SHARE];

    if (!text || (ccs_units_share(text, share) == 0 && *share > 0 && *share <= 1)) return 0;
    return ccs_args_refuse(args, CCS_OPTION_LOG_SHARE,
        "must be a share of the contacts such as 10%%, more than 0 and at most 100 %%, found \"%s\"", text);
}

static int read_columns(const ccs_args_t *args, ccs_contact_form_t *form)
{
    const char *const text = args->given[CCS_OPTION_LOG_COLUMNS];
    ccs_err_t err = {0};

    if (!text || ccs_contact_form_columns(form, text, &err) == 0) return 0;
    return ccs_args_refuse(args, CCS_OPTION_LOG_COLUMNS, "%s", err.text);
}

/* Options that say something of a log that is not asked for. */
static int refuse_stray(const ccs_args_t *args)
{
    static const enum ccs_option OPTIONS[] = {CCS_OPTION_LOG_COLUMNS, CCS_OPTION_LOG_SHARE};
    int ret = 0;

    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
        if (ccs_args_has(args, OPTIONS[i])) CCS_TRY(ccs_args_refuse(args, OPTIONS[i], "goes with --log FILE"));
out:
    return ret;
}

int ccs_cli_log_check(const ccs_args_t *args, ccs_contact_form_t *form)
{
    const char *const path = args->given[CCS_OPTION_LOG], *const output = args->given[CCS_OPTION_OUTPUT];
    ccs_err_t err = {0};
    int ret = 0;

    *form = ccs_contact_form();
    if (!path) return refuse_stray(args);
    CCS_TRY(read_share(args, &form->share));
    CCS_TRY(read_columns(args, form));
    if (output && (!strcmp(output, path) || ccs_file_is_same(output, path)))
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_LOG, "is the file of --output; the log needs one of its own"));
    ret = ccs_cli_output_check(args, path, CCS_FILE_TABLE, &err);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(args, &err);
    else if (ret) ccs_say(&err);
out:
    return ret;
}

const ccs_audience_t *ccs_cli_log_open(const ccs_args_t *args, const ccs_contact_form_t *form, const ccs_scenario_t *scenario,
    ccs_contact_file_t *self, ccs_err_t *err)
{
    const char *const path = args->given[CCS_OPTION_LOG];

    if (!path) return NULL;
    if (ccs_contact_file_open(self, form, &scenario->plan, path, ccs_args_has(args, CCS_OPTION_FORCE), err)) return NULL;
    return &self->audience;
}

int ccs_cli_log_publish(const ccs_args_t *args, ccs_contact_file_t *self, ccs_err_t *err)
{
    if (!self->draft) return 0;

    const int ret = ccs_contact_file_publish(self, err);

    if (ret == 0 && !ccs_args_has(args, CCS_OPTION_QUIET))
        fprintf(stderr, "log: %s, %" PRIu64 " attempts of contacts\n", args->given[CCS_OPTION_LOG], self->n_rows);
    return ret;
}
