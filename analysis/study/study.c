/* study.c - finds the variables of a study. Invariant: after a successful _open every pointer leads to as many cells as its dimensions say. */
#include "study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "paired.h"
#include "text.h"
#include "units.h"

enum { MOST = 3 };

/* The cells of a variable over these dimensions, in this order; NULL: it is not there, or otherwise. */
static const void *cells_of(const ccs_study_t *self, const char *name, enum ccs_data_type type, const char *const dims[MOST])
{
    const ccs_variable_t *const v = ccs_dataset_find(self->data, name);
    uint32_t n = 0;

    if (!v || v->type != type) return NULL;
    for (; n < MOST && dims[n]; n++)
        if (n >= v->n_dims || strcmp(self->data->dims[v->dims[n]].name, dims[n]) != 0) return NULL;
    return v->n_dims == n ? v->data.any : NULL;
}

/* At most 2^32 - 2. */
static uint32_t size_of(const ccs_study_t *self, const char *name)
{
    const uint32_t dim = ccs_dataset_find_dim(self->data, name);
    const size_t size = dim == CCS_DATA_NONE ? 0 : self->data->dims[dim].size;

    return size < CCS_DATA_NONE ? (uint32_t) size : 0;
}

static const char *text_of(const ccs_study_t *self, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, name);

    return a && a->type == CCS_DATA_TEXT ? a->text : "";
}

static uint64_t number_of(const ccs_study_t *self, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, name);

    return a && a->type == CCS_DATA_U64 ? a->u64 : 0;
}

static void open_factors(ccs_study_t *self)
{
    const char *const one[MOST] = {"factor"}, *const two[MOST] = {"point", "factor"};

    self->factors = cells_of(self, "factor", CCS_DATA_TEXT, one);
    self->whats = cells_of(self, "factor_what", CCS_DATA_TEXT, one);
    self->bys = cells_of(self, "factor_by", CCS_DATA_TEXT, one);
    self->factor_low = cells_of(self, "factor_low", CCS_DATA_F64, one);
    self->factor_high = cells_of(self, "factor_high", CCS_DATA_F64, one);
    self->levels = cells_of(self, "level", CCS_DATA_F64, two);
    self->level_texts = cells_of(self, "level_text", CCS_DATA_TEXT, two);
}

static void open_responses(ccs_study_t *self)
{
    const char *const one[MOST] = {"response"}, *const two[MOST] = {"point", "response"},
                      *const three[MOST] = {"point", "replication", "response"};

    self->responses = cells_of(self, "response", CCS_DATA_TEXT, one);
    self->units = cells_of(self, "response_unit", CCS_DATA_TEXT, one);
    self->texts = cells_of(self, "response_text", CCS_DATA_TEXT, one);
    self->kinds = cells_of(self, "response_kind", CCS_DATA_TEXT, one);
    self->senses = cells_of(self, "response_sense", CCS_DATA_F64, one);
    self->margins = cells_of(self, "response_margin", CCS_DATA_F64, one);
    self->mean = cells_of(self, "mean", CCS_DATA_F64, two);
    self->low = cells_of(self, "low", CCS_DATA_F64, two);
    self->high = cells_of(self, "high", CCS_DATA_F64, two);
    self->values = cells_of(self, "value", CCS_DATA_F64, three);
    self->weights = cells_of(self, "weight", CCS_DATA_F64, three);
}

static bool has_replications(const ccs_study_t *self)
{
    for (uint32_t p = 0; p < self->n_points; p++)
        if (self->replications[p] > self->n_replications) return false;
    return true;
}

static uint32_t common_of(const ccs_study_t *self)
{
    uint32_t n = self->n_replications;

    for (uint32_t p = 0; p < self->n_points; p++)
        if (self->replications[p] < n) n = self->replications[p];
    return n;
}

int ccs_study_open(ccs_study_t *self, const ccs_dataset_t *data, ccs_err_t *err)
{
    const char *const points[MOST] = {"point"};

    *self = (ccs_study_t){.data = data};
    self->n_points = size_of(self, "point");
    self->n_replications = size_of(self, "replication");
    self->n_factors = size_of(self, "factor");
    self->n_responses = size_of(self, "response");
    self->n_of = (uint32_t) number_of(self, "n_points");
    self->title = text_of(self, "title");
    self->design = text_of(self, "design");
    self->version = text_of(self, "version");
    self->common = number_of(self, "common_random_numbers") != 0;
    self->resolution = (uint32_t) number_of(self, "resolution");
    self->set = number_of(self, "set") > 1 ? (uint32_t) number_of(self, "set") : 1;
    const ccs_attribute_t *const confidence = ccs_dataset_attribute(data, "confidence");

    self->confidence = confidence && confidence->type == CCS_DATA_F64 ? confidence->f64 : 0;
    self->points = cells_of(self, "point", CCS_DATA_U32, points);
    self->replications = cells_of(self, "replications", CCS_DATA_U32, points);
    open_factors(self);
    open_responses(self);
    const bool factors = self->factors && self->whats && self->bys && self->factor_low && self->factor_high && self->levels;
    const bool responses = self->responses && self->units && self->texts && self->kinds && self->senses && self->margins;
    const bool figures =
        self->points && self->replications && self->mean && self->low && self->high && self->values && self->weights;

    const bool some =
        self->n_points > 0 && self->n_factors > 0 && self->n_factors <= CCS_STUDY_ASKED_MAX && self->n_responses > 0;

    if (some && factors && responses && figures && self->confidence > 0 && self->confidence < 1 && has_replications(self)) {
        self->n_common = common_of(self);
        return 0;
    }
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "is damaged: it claims to be a study, and has not what one has");
}

int ccs_study_find(const ccs_study_t *self, const char *name, uint32_t *response, ccs_err_t *err)
{
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < self->n_responses; i++) {
        *response = i;
        if (!strcmp(self->responses[i], name)) return 0;
        ccs_closest_offer(&closest, name, self->responses[i]);
    }
    if (closest.best)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "there is no \"%s\", did you mean %s?", name, closest.best);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "\"%s\" is no response of this study", name);
}

static ccs_linear_t linear_of(const ccs_study_t *self, uint32_t point, uint32_t response)
{
    const size_t first = (size_t) point * self->n_replications * self->n_responses + response;

    return ccs_linearise(&(ccs_series_t){&self->values[first], &self->weights[first], self->n_responses, self->n_common, NULL});
}

const char *ccs_study_point_text(const ccs_study_t *study, uint32_t point, ccs_arena_t *arena)
{
    char level[CCS_FIGURE_MAX];
    const char *text = ccs_arena_printf(arena, "%u:", study->points[point]);

    for (uint32_t i = 0; text && i < study->n_factors; i++)
        text = ccs_arena_printf(arena, "%s %s %s", text, study->factors[i], ccs_study_level_text(study, point, i, level));
    return text;
}

bool ccs_study_is_known(const ccs_study_t *self, uint32_t point, uint32_t response)
{
    return isfinite(ccs_study_mean(self, point, response)) &&
        (self->n_common < 2 || !isnan(linear_of(self, point, response).absent));
}

static void linearise(const ccs_study_t *self, uint32_t point, uint32_t response, double *to)
{
    const ccs_linear_t linear = linear_of(self, point, response);
    const uint32_t n = self->n_common;

    for (uint32_t r = 0; r < n; r++)
        to[r] = ccs_study_mean(self, point, response) + (n > 1 ? ccs_linear_residual(&linear, r) : 0);
}

const double *ccs_study_observations(const ccs_study_t *self, uint32_t response, ccs_arena_t *arena, uint32_t *n)
{
    *n = self->n_common;
    double *const y = ccs_arena_array(arena, (size_t) self->n_points * *n, sizeof *y);

    for (uint32_t p = 0; y && p < self->n_points; p++) linearise(self, p, response, &y[(size_t) p * *n]);
    return y;
}

enum ccs_figure_unit ccs_study_unit(const ccs_study_t *self, uint32_t response)
{
    return ccs_figure_unit(self->units[response], self->kinds[response]);
}

const char *ccs_study_measure(const ccs_study_t *self, uint32_t response)
{
    static const char *const shown[] = {"1", "s", "money"}; /* the figure shows it, or does not have one */

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (!strcmp(self->units[response], shown[i])) return "";
    return self->units[response];
}

const char *ccs_study_level_text(const ccs_study_t *self, uint32_t point, uint32_t factor, char text[CCS_FIGURE_MAX])
{
    const size_t at = (size_t) point * self->n_factors + factor;

    if (self->level_texts && self->level_texts[at][0]) snprintf(text, CCS_FIGURE_MAX, "%s", self->level_texts[at]);
    else snprintf(text, CCS_FIGURE_MAX, strcmp(self->bys[factor], "plus") ? "%.6g" : "%+.6g", self->levels[at]);
    return text;
}
