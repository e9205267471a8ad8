/* scenario_parse.c - the text of a scenario to a value tree. The only file that includes libconfig.h. Invariant: libconfig sees only text that
 * has passed the scan, so its own parser never fails; should it do so all the same, that is an error of the scenario, not a crash.
 *
 * Limitation: libconfig 1.5 does not check its allocations; the limits on size keep it to some 100 MB at most. */
#include "scenario_parse.h"

#include <libconfig.h>
#include <stdio.h>

static ccs_value_t *convert(ccs_scenario_reader_t *self, const config_setting_t *setting, const char *file);

static ccs_value_t *convert_children(ccs_scenario_reader_t *self, const config_setting_t *setting, ccs_value_t *node)
{
    const int n = config_setting_length(setting);

    for (int i = 0; i < n; i++) {
        ccs_value_t *const child = convert(self, config_setting_get_elem(setting, (unsigned) i), node->file);

        if (!child) return NULL;
        ccs_value_append(node, child);
    }
    return node;
}

static ccs_value_t *convert(ccs_scenario_reader_t *self, const config_setting_t *setting, const char *file)
{
    const char *const name = config_setting_name(setting);
    const ccs_value_t like = {.file = file,
        .line = config_setting_source_line(setting),
        .key = name ? ccs_scenario_keep(self, name) : NULL};
    ccs_value_t *const node = ccs_scenario_node(self, &like);

    if (!node) return NULL;
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_BOOL:
        node->kind = CCS_VALUE_BOOL;
        node->as.b = config_setting_get_bool(setting) != CONFIG_FALSE;
        return node;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        node->kind = CCS_VALUE_INT;
        node->as.i = config_setting_get_int64(setting);
        return node;
    case CONFIG_TYPE_FLOAT:
        node->kind = CCS_VALUE_REAL;
        node->as.x = config_setting_get_float(setting);
        node->grouped = self->n_grouped < self->scan->n_grouped && self->scan->grouped[self->n_grouped] == self->n_reals++;
        self->n_grouped += node->grouped;
        return node;
    case CONFIG_TYPE_STRING:
        node->kind = CCS_VALUE_STRING;
        node->as.text = ccs_scenario_keep(self, config_setting_get_string(setting));
        return node->as.text ? node : NULL;
    case CONFIG_TYPE_GROUP: node->kind = CCS_VALUE_GROUP; return convert_children(self, setting, node);
    default: node->kind = CCS_VALUE_LIST; return convert_children(self, setting, node);
    }
}

static int parse_scanned(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, const char *text, ccs_value_t **tree,
    ccs_err_t *err)
{
    config_t config;
    int ret = 0;

    config_init(&config);
    if (config_read_string(&config, text) != CONFIG_TRUE) {
        char where[sizeof err->where];

        snprintf(where, sizeof where, "%s:%d", input->name, config_error_line(&config));
        CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, where, NULL, "libconfig: %s", config_error_text(&config)));
    }
    const config_setting_t *const root = config_root_setting(&config);

    *tree = convert(self, input->value ? config_setting_get_member(root, "v") : root, input->name);
    if (!*tree) { /* told already */
        *err = (ccs_err_t){.code = CCS_ERR_NOMEM};
        CCS_TRY(CCS_ERR_NOMEM);
    }
    (*tree)->key = NULL;
out:
    config_destroy(&config);
    return ret;
}

int ccs_scenario_parse(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, ccs_value_t **tree, ccs_err_t *err)
{
    ccs_scan_t scan;
    int ret = 0;

    CCS_TRY(ccs_scenario_scan(input, self->scratch, &scan, err));
    self->n_settings += scan.n_settings;
    if (self->n_settings > CCS_SCENARIO_MAX_SETTINGS_IN_ALL) {
        CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, input->name, NULL,
            "the scenario has more than %d settings, all its files together", CCS_SCENARIO_MAX_SETTINGS_IN_ALL));
    }
    self->scan = &scan;
    self->n_reals = self->n_grouped = 0;
    CCS_TRY(parse_scanned(self, input, scan.text, tree, err));
out:
    self->scan = NULL;
    return ret;
}
