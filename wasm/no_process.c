/* no_process.c - what other programs would do, where none can be started; for cli_sheet.c of program/import, cli_open.c of program and
 * program/studio, whose page carries this program. */
#include <stdio.h>
#include <string.h>

#include "cli_command.h"
#include "cli_open.h"
#include "cli_sheet.h"

bool ccs_sheet_is(const void *bytes, size_t n)
{
    return n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

int ccs_sheet_read(const char *path, const char *sheet, ccs_arena_t *arena, ccs_sheet_t *to, ccs_err_t *err)
{
    (void) sheet;
    (void) arena;
    *to = (ccs_sheet_t){0};
    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
        "is a workbook, which this build of ccsim cannot read: save the sheet as CSV, in UTF-8 if that is offered");
}

int ccs_cli_open_check(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--open",
        "no program can be started here: leave it out, and open the page in a browser");
}

int ccs_cli_open(const char *path, ccs_err_t *err)
{
    (void) path;
    return ccs_cli_open_check(err);
}

int ccs_cli_studio(int argc, char **argv)
{
    (void) argc;
    (void) argv;
    fputs("ccsim: a studio is made by the program ccsim: this build of it is what a studio carries\n", stderr);
    return ccs_err_status(CCS_ERR_USAGE);
}
