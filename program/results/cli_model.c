/* cli_model.c - the scenario of a result, told and asked. Invariant: seed and replications are those of the run, which options may have changed. */
#include "cli_model.h"

#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "erlang_beside.h"
#include "explain.h"
#include "scenario_read.h"
#include "zone_read.h"

/* What the first error says, with its place. @return for free(), NULL when out of memory */
static char *reason_of(const ccs_err_list_t *errors)
{
    for (size_t i = 0; i < errors->n; i++) {
        const ccs_err_t *const e = &errors->items[i];
        char *text = NULL;
        size_t n = 0;
        FILE *const to = e->code ? open_memstream(&text, &n) : NULL;

        if (!to) continue;
        fprintf(to, "this version does not read it (%s%s%s)", e->path, e->path[0] ? ": " : "", e->text);
        if (fclose(to) == 0) return text;
        free(text);
    }
    return strdup("this version does not read it");
}

int ccs_cli_model_plan(const ccs_view_t *view, ccs_arena_t *arena, ccs_plan_t *plan, ccs_err_list_t *errors)
{
    ccs_value_t *tree = NULL;
    int ret = ccs_scenario_read_text(view->name, view->scenario, strlen(view->scenario), ".", NULL, 0, arena, &tree, errors);

    if (ret == 0) ret = ccs_compile(tree, view->name, ccs_zone_read, arena, plan, errors);
    plan->seed = strtoull(view->seed, NULL, 10);
    plan->replications = (uint32_t) view->replications;
    return ret;
}

/* @return 0 or CCS_ERR_NOMEM */
static int tell(ccs_cli_model_t *self, const ccs_plan_t *plan)
{
    size_t n = 0;
    FILE *const to = open_memstream(&self->sentences, &n);

    if (!to) return CCS_ERR_NOMEM;
    ccs_explain(plan, to);
    return fclose(to) == 0 ? 0 : CCS_ERR_NOMEM;
}

int ccs_cli_model_read(ccs_cli_model_t *self, const ccs_view_t *view, ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    ccs_arena_t arena = {0};
    ccs_plan_t plan = {0};
    int ret = 0;

    if (ccs_cli_model_plan(view, &arena, &plan, &errors) == 0) ret = tell(self, &plan);
    else self->without = reason_of(&errors);
    if (ret == 0 && !self->sentences && !self->without) ret = CCS_ERR_NOMEM;
    if (ret) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the sentences of the model");
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
    return ret;
}

int ccs_cli_model_beside(const ccs_view_t *views, uint32_t n, ccs_arena_t *arena, ccs_beside_t *found, ccs_err_t *err)
{
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < n; i++) {
        ccs_err_list_t errors = {0};
        ccs_plan_t plan = {0};

        ret = ccs_cli_model_plan(&views[i], arena, &plan, &errors);
        if (ret == 0) ret = ccs_erlang_beside(&plan, &views[i], arena, &found[i], err);
        else if (errors.n > 0) *err = errors.items[0];
        ccs_err_list_free(&errors);
    }
    return ret;
}

void ccs_cli_model_free(ccs_cli_model_t *self)
{
    if (!self) return;
    free(self->sentences);
    free(self->without);
    *self = (ccs_cli_model_t){0};
}
