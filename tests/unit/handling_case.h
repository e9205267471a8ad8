/** @file handling_case.h  What tests of what happens in and after talks share: a run, a compiled scenario and a text, which end with each test. */
#ifndef HANDLING_CASE_H
#define HANDLING_CASE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "explain.h"
#include "support.h"

static run_t *run;
static compiled_t got;
static char *text;

/* The end of a test. */
static inline void finish(void)
{
    run_delete(run);
    compiled_free(&got);
    free(text);
}

/* The first run of a test, or another one. */
static inline void run_anew(const char *scenario)
{
    run_delete(run);
    run = run_text(scenario);
}

static inline double journey(uint32_t type, enum ccs_journey_fact fact)
{
    return block_total(run, CCS_BLOCK_JOURNEY, type, fact);
}

static inline double handling(uint32_t pair, enum ccs_handling_fact fact)
{
    return block_total(run, CCS_BLOCK_HANDLING, pair, fact);
}

/* A scenario has these messages and no others. */
static inline void refuse(const char *scenario, const char *messages)
{
    compiled_free(&got);
    compile_text(&got, scenario);
    cr_expect_str_eq(got.messages, messages, "%s\nexpected\n%sfound\n%s", scenario, messages, got.messages);
}

/* What `ccsim explain` says of a sound scenario is the text. */
static inline void explain(const char *scenario)
{
    size_t size;
    FILE *const to = open_memstream(&text, &size);

    cr_assert_not_null(to);
    compile_sound(&got, scenario);
    ccs_explain(&got.plan, to);
    (void) fclose(to);
}

static inline void expect_said(const char *words)
{
    cr_expect_not_null(strstr(text, words), "%s", text);
}

#endif
