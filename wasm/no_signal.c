/* no_signal.c - nothing stops a command where there are no signals but the time limit, which is looked at by nobody here: the page ends the worker;
 * for program/cli_stop.c. */
#include <stdio.h>

#include "cli_stop.h"
#include "err.h"

static ccs_stop_t flag;

void ccs_stop_prepare(double time_limit_s, const char *told)
{
    (void) time_limit_s;
    (void) told;
}

void ccs_stop_kindly(const char *told)
{
    (void) told;
}

void ccs_stop_at_once(const char *told)
{
    (void) told;
}

void ccs_stop_told(const char *told)
{
    (void) told;
}

void ccs_stop_written(const char *told)
{
    (void) told;
}

void ccs_stop_end_line(const char *text)
{
    fprintf(stderr, "%s\n", text);
}

const ccs_stop_t *ccs_stop_flag(void)
{
    return &flag;
}

int ccs_stop_code(void)
{
    return CCS_ERR_STOPPED;
}

const char *ccs_stop_text(void)
{
    return "the page";
}
