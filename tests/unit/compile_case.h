/** @file compile_case.h  A scenario from text to plan, with its messages as one text: what the tests of the compiler share. */
#ifndef COMPILE_CASE_H
#define COMPILE_CASE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"
#include "scenario_read.h"
#include "zone_read.h"

typedef struct {
    ccs_arena_t arena;
    ccs_err_list_t errors;
    ccs_value_t *root;
    ccs_plan_t plan;
    int ret;
    char messages[8192]; /* "file:line: path: text\n" of errors and, with "warning: " in front, warnings */
} compiled_t;

static inline void compile_text(compiled_t *self, const char *text)
{
    size_t n = 0;

    memset(self, 0, sizeof *self);
    self->ret = ccs_scenario_read_text("test.cfg", text, strlen(text), ".", NULL, 0, &self->arena, &self->root, &self->errors);
    if (self->ret == 0) self->ret = ccs_compile(self->root, "stem", ccs_zone_read, &self->arena, &self->plan, &self->errors);
    for (size_t i = 0; i < self->errors.n && n < sizeof self->messages; i++) {
        const ccs_err_t *const err = &self->errors.items[i];

        n += (size_t) snprintf(self->messages + n, sizeof self->messages - n, "%s%s: %s: %s\n",
            err->code ? "" : "warning: ", err->where, err->path, err->text);
    }
}

/* Compiles a scenario that must be sound and without warnings. */
static inline void compile_sound(compiled_t *self, const char *text)
{
    compile_text(self, text);
    cr_assert(self->ret == 0 && self->errors.n == 0, "%s\n%s", text, self->messages);
}

static inline void compiled_free(compiled_t *self)
{
    ccs_err_list_free(&self->errors);
    ccs_arena_free(&self->arena);
}

#endif
