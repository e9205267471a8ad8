/* cli_studio.c - the command `ccsim studio`: a page that simulates. Invariant: the page is made in memory and written whole or not at all. */
#include <stdlib.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_open.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "file_write.h"
#include "studio_engine.h"
#include "studio_files.h"

typedef struct {
    const ccs_args_t *args;
    ccs_scenario_t scenario;
    ccs_studio_file_t files[CCS_STUDIO_FILES_MAX];
    ccs_studio_page_t page;
    char *text;
    size_t n_text;
    ccs_arena_t arena;
} studio_t;

/* The scenario that the page opens on, if one is named. */
static int take_scenario(studio_t *self, ccs_err_t *err)
{
    int ret = 0;

    if (self->args->n_operands == 0) return 0;
    ret = ccs_cli_load(self->args, &(ccs_what_if_t){.sets = NULL}, &self->scenario);
    if (ret) return ret;
    ret = ccs_studio_files(&self->scenario, &self->arena, self->files, &self->page.n_files, err);
    self->page.start = self->files[0].name;
    return ret;
}

static int make_page(studio_t *self, ccs_err_t *err)
{
    FILE *const to = open_memstream(&self->text, &self->n_text);
    const int ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the page");

    if (!to) return ret;
    ccs_studio_page_write(&self->page, to);
    const bool failed = ferror(to);

    if (fclose(to) != 0 || failed) return ret;
    *err = (ccs_err_t){0};
    return 0;
}

static int studio(studio_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    const char *const given = args->given[CCS_OPTION_OUTPUT], *const target = given ? given : "studio.html";
    const bool force = ccs_args_has(args, CCS_OPTION_FORCE), opens = ccs_args_has(args, CCS_OPTION_OPEN);
    int ret = 0;

    if (opens) CCS_TRY(ccs_cli_open_check(err));
    ccs_stop_prepare(0, "; nothing was written");
    CCS_TRY(ccs_cli_output_check(args, target, CCS_FILE_PAGE, err));
    self->page = (ccs_studio_page_t){.files = self->files};
    CCS_TRY(take_scenario(self, err));
    CCS_TRY(ccs_studio_engine_read(args->given[CCS_OPTION_ENGINE], &self->arena, &self->page.engine, &self->page.n_engine, err));
    CCS_TRY(make_page(self, err));
    CCS_TRY(ccs_file_write(target, force, self->text, self->n_text, err));
    if (!ccs_args_has(args, CCS_OPTION_QUIET)) printf("studio: %s\n", target);
    if (opens) CCS_TRY(ccs_cli_open(target, err));
out:
    return ret;
}

int ccs_cli_studio(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_studio, argc, argv, &status)) return status;
    studio_t *const self = calloc(1, sizeof *self);

    if (self) {
        self->args = &args;
        status = ccs_err_status(studio(self, &err));
        ccs_scenario_free(&self->scenario);
        free(self->text);
        ccs_arena_free(&self->arena);
    } else {
        status = ccs_err_status(ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the studio"));
    }
    if (err.code) ccs_say(&err);
    free(self);
    ccs_args_free(&args);
    return status;
}
