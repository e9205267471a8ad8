/* ccsim_scenario.c - scenarios of the public C API, and what a host is told. Invariant: a handle that was given out is complete. */
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "host.h"
#include "text.h"
#include "version.h"

const char *ccsim_version(void)
{
    return CCSIM_VERSION;
}

/* ---- messages ------------------------------------------------------------------------------------------------------------- */

void ccs_host_tell(const ccsim_listener_t *listener, const ccs_err_t *err)
{
    char message[sizeof err->where + sizeof err->path + sizeof err->text + 8];

    if (!listener || !listener->tell) return;
    snprintf(message, sizeof message, "%s%s%s%s%s", err->where, err->where[0] ? ": " : "", err->path, err->path[0] ? ": " : "",
        err->text);
    listener->tell(listener->context, err->code != CCS_ERR_OK, message);
}

void ccs_host_tell_all(const ccsim_listener_t *listener, const ccs_err_list_t *errors)
{
    for (size_t i = 0; i < errors->n; i++) ccs_host_tell(listener, &errors->items[i]);
}

int ccs_host_fail(const ccsim_listener_t *listener, const ccs_err_t *err)
{
    ccs_host_tell(listener, err);
    return ccs_err_status(err->code);
}

int ccs_host_no_memory(const ccsim_listener_t *listener)
{
    return ccs_host_fail(listener, &(ccs_err_t){.code = CCS_ERR_NOMEM, .text = "out of memory"});
}

/* ---- sources -------------------------------------------------------------------------------------------------------------- */

/* @return copies, never NULL but for want of memory */
static const char **copy_texts(const char *const *texts, size_t n, ccs_arena_t *arena)
{
    const char **const to = ccs_arena_array(arena, n + 1, sizeof *to);

    for (size_t i = 0; to && i < n; i++)
        if (!(to[i] = ccs_arena_strdup(arena, texts[i]))) return NULL;
    return to;
}

static int copy_text(const ccsim_source_t *source, ccs_arena_t *arena, ccs_scenario_origin_t *to)
{
    to->path = ccs_arena_strdup(arena, source->path);
    to->folder = ccs_arena_strdup(arena, source->folder ? source->folder : "");
    if (source->text) {
        char *const text = ccs_arena_array(arena, source->n_bytes + 1, 1);

        if (!text) return CCS_ERR_NOMEM;
        memcpy(text, source->text, source->n_bytes);
        to->text = text;
        to->n_bytes = source->n_bytes;
    }
    return to->path && to->folder ? 0 : CCS_ERR_NOMEM;
}

int ccs_host_source(const ccsim_source_t *source, ccs_arena_t *arena, ccs_host_source_t *to, ccs_err_t *err)
{
    const char **const sets = copy_texts(source->sets, source->n_sets, arena),
                       **const what_ifs = copy_texts(source->what_ifs, source->n_what_ifs, arena);
    ccs_what_if_t last = {0};
    int ret;

    *to = (ccs_host_source_t){.n_common = source->n_sets, .name = source->name ? ccs_arena_strdup(arena, source->name) : NULL};
    CCS_REQUIRE(sets && what_ifs && (to->name || !source->name), CCS_ERR_NOMEM);
    CCS_TRY(copy_text(source, arena, &to->source));
    CCS_TRY(ccs_what_if_join(sets, source->n_sets, what_ifs, source->n_what_ifs, arena, &to->all, err));
    if (source->n_what_ifs > 0) CCS_TRY(ccs_what_if_read(what_ifs[source->n_what_ifs - 1], arena, &last, err));
    to->all.name = last.name;
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

/* ---- scenarios ------------------------------------------------------------------------------------------------------------ */

static int load(ccsim_scenario_t *self, const ccsim_source_t *source, ccs_err_list_t *errors)
{
    ccs_host_source_t from;
    ccs_err_t err = {0};
    int ret;

    if (ccs_host_source(source, &self->arena, &from, &err) != 0) return ccs_err_list_append(errors, &err);
    ret = ccs_scenario_load_from(&from.source, from.all.sets, from.all.n_sets, &self->scenario, errors);
    ccs_what_if_cite(&(ccs_said_t){NULL, from.all.said, from.n_common, from.all.n_sets}, errors, 0);
    if (ret) return ret;
    if (from.name) self->scenario.name = from.name;
    self->all = from.all;
    self->settings = ccs_text_lines(from.all.sets, from.all.n_sets, &self->arena);
    if (!self->settings) ret = ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

int ccsim_scenario_open(const ccsim_source_t *source, const ccsim_listener_t *listener, ccsim_scenario_t **to)
{
    ccsim_scenario_t *const self = calloc(1, sizeof *self);
    ccs_err_list_t errors = {0};

    *to = NULL;
    if (!self) return ccs_host_no_memory(listener);
    const int ret = load(self, source, &errors);

    ccs_host_tell_all(listener, &errors);
    if (ret && errors.n == 0) (void) ccs_host_no_memory(listener); /* not even for a record */
    ccs_err_list_free(&errors);
    if (ret == 0) *to = self;
    else ccsim_scenario_free(self);
    return ccs_err_status(ret);
}

int ccsim_scenario_load(const char *path, const char *const *sets, size_t n_sets, const ccsim_listener_t *listener,
    ccsim_scenario_t **to)
{
    return ccsim_scenario_open(&(ccsim_source_t){.path = path, .sets = sets, .n_sets = n_sets}, listener, to);
}

void ccsim_scenario_free(ccsim_scenario_t *self)
{
    if (!self) return;
    ccs_scenario_free(&self->scenario);
    ccs_arena_free(&self->arena);
    free(self->sentences);
    free(self);
}

const char *ccsim_scenario_text(ccsim_scenario_t *self)
{
    return ccs_scenario_text(&self->scenario);
}

const char *ccsim_scenario_explain(ccsim_scenario_t *self)
{
    size_t n = 0;

    if (self->sentences) return self->sentences;
    FILE *const to = open_memstream(&self->sentences, &n);

    if (!to) return NULL;
    ccs_explain(&self->scenario.plan, to);
    const bool failed = ferror(to);

    if (fclose(to) != 0 || failed) {
        free(self->sentences);
        self->sentences = NULL;
    }
    return self->sentences;
}
