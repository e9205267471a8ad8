/* result_origin.c - what a result says of itself: by what it was made, from what, and what its intervals rest on. */
#include <stdio.h>

#include "basis.h"
#include "err.h"
#include "result_format.h"
#include "result_parts.h"

const char **ccs_result_texts(ccs_result_maker_t *m, const char *name, uint32_t dim, const char *about)
{
    ccs_variable_t *const v = ccs_dataset_add(m->to, name, CCS_DATA_TEXT, &dim, 1);

    return v ? ccs_dataset_describe(m->to, v, NULL, "%s", about)->data.text : NULL;
}

const char **ccs_result_config_texts(ccs_result_maker_t *m, const char *name, uint32_t dim, const char *about)
{
    const uint32_t dims[] = {m->config, dim};
    ccs_variable_t *const v = ccs_dataset_add(m->to, name, CCS_DATA_TEXT, dims, 2);

    return v ? ccs_dataset_describe(m->to, v, NULL, "%s", about)->data.text : NULL;
}

double *ccs_result_numbers(ccs_result_maker_t *m, const char *name, const uint32_t *dims, uint32_t n_dims, const char *units,
    const char *about)
{
    ccs_variable_t *const v = ccs_dataset_add(m->to, name, CCS_DATA_F64, dims, n_dims);

    return v ? ccs_dataset_describe(m->to, v, units, "%s", about)->data.f64 : NULL;
}

void ccs_result_add_provenance(ccs_result_maker_t *m, const ccs_provenance_t *p)
{
    char seed[32];

    snprintf(seed, sizeof seed, "%llu", (unsigned long long) p->seed);
    ccs_dataset_set_u64(m->to, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_set_text(m->to, "Conventions", "CF-1.10");
    ccs_dataset_set_u64(m->to, "complete", p->complete);
    ccs_dataset_set_text(m->to, "name", p->name);
    ccs_dataset_set_text(m->to, "title", m->plan->title);
    ccs_dataset_set_text(m->to, "ccsim_version", p->version);
    ccs_dataset_set_text(m->to, "ccsim_revision", p->revision);
    ccs_dataset_set_text(m->to, "mode", ccs_mode_name(m->plan->mode));
    if (m->plan->periods.by != CCS_REPORT_INTERVAL) ccs_dataset_set_text(m->to, "report", ccs_report_name(m->plan->periods.by));
    if (ccs_plan_counts_later(m->plan)) ccs_dataset_set_text(m->to, "intervals_by", ccs_counted_in_name(m->plan->counted_in));
    ccs_dataset_set_u64(m->to, "seed", p->seed);
    ccs_dataset_set_text(m->to, "seed_text", seed);
    ccs_dataset_set_u64(m->to, "replications", m->r->n_replications);
    ccs_dataset_set_u64(m->to, "replications_asked", p->replications);
    ccs_dataset_set_text(m->to, "precision", p->precision);
    if (p->precision_wanted > 0) {
        ccs_dataset_set_f64(m->to, "precision_wanted", p->precision_wanted);
        ccs_dataset_set_f64(m->to, "precision_reached", p->precision_reached);
    }
    ccs_dataset_set_f64(m->to, "confidence", m->r->confidence);
    if (p->together > 0) ccs_dataset_set_u64(m->to, "figures_together", p->together);
    if (p->together_of) ccs_dataset_set_text(m->to, "figures_together_of", p->together_of);
    ccs_dataset_set_f64(m->to, "open_s", m->r->open_s);
    ccs_dataset_set_text(m->to, "settings", p->settings);
    ccs_dataset_set_text(m->to, "scenario", p->scenario);
}

/* What stands over the dimension config: a result may be stacked on others. */
void ccs_result_add_config(ccs_result_maker_t *m, const ccs_provenance_t *p)
{
    const struct {
        const char *name, *text, *about;
    } rows[] = {{"config", p->name, "scenario or variant"},
        {"config_file", p->file ? p->file : p->name, "file of the scenario that it was made from, without folder and ending"},
        {"config_title", m->plan->title, "title of the scenario"},
        {"config_settings", p->settings, "changes to the scenario's file, a line each"},
        {"config_applied", p->applied, "what the changes come to, beside what was asked for, a line each"},
        {"config_scenario", p->scenario, "the complete scenario"},
        {"config_warnings", p->warnings, "what to know before believing the figures, a line each"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char **const to = ccs_result_texts(m, rows[i].name, m->config, rows[i].about);

        if (to) *to = ccs_arena_strdup(&m->to->arena, rows[i].text);
        if (!to || !*to) m->to->out_of_memory = true;
    }
    ccs_variable_t *const seed = ccs_dataset_add(m->to, "config_seed", CCS_DATA_U64, &m->config, 1);

    if (seed) *ccs_dataset_describe(m->to, seed, "1", "seed of all random numbers")->data.u64 = p->seed;
    ccs_variable_t *const n = ccs_dataset_add(m->to, "config_replications", CCS_DATA_U64, &m->config, 1);

    if (n) *ccs_dataset_describe(m->to, n, "1", "replications")->data.u64 = m->r->n_replications;
}

/* Which observations count as one. */
static void add_groups(ccs_result_maker_t *m, const char *about)
{
    const uint32_t dims[] = {m->config, m->replication};
    ccs_variable_t *const v = ccs_dataset_add(m->to, "independent_batch", CCS_DATA_U32, dims, 2);
    uint32_t *const group = v ? ccs_dataset_describe(m->to, v, "1", "%s", about)->data.u32 : NULL;

    for (uint32_t i = 0; group && i < m->r->n_obs; i++) group[i] = ccs_results_group(m->r, i);
}

/* Replications that were drawn together. */
static void add_sets(ccs_result_maker_t *m)
{
    ccs_variable_t *const v = ccs_dataset_add(m->to, "config_set", CCS_DATA_U64, &m->config, 1);

    if (v) *ccs_dataset_describe(m->to, v, "1", "replications that are drawn together (run.variance)")->data.u64 = m->r->set;
    add_groups(m, "number of the set of replications that are drawn together");
}

static void add_batches(ccs_result_maker_t *m)
{
    const ccs_batching_t *const b = ccs_results_batching(m->r);
    double *const n = ccs_result_numbers(m, "config_batches", &m->config, 1, "1",
        "independent batches that intervals rest on; 0: no intervals");
    double *const length = ccs_result_numbers(m, "config_batch_s", &m->config, 1, "s", "length of an independent batch");
    double *const memory = ccs_result_numbers(m, "config_memory_s", &m->config, 1, "s",
        "integrated autocorrelation time of contacts present and customers away");
    double *const test = ccs_result_numbers(m, "config_von_neumann", &m->config, 1, "1",
        "von Neumann's test of their independence, standard normal");
    double *const warm_up =
        ccs_result_numbers(m, "config_warm_up_s", &m->config, 1, "s", "warm-up that was found (MSER-5) and does not count");

    if (!n || !length || !memory || !test || !warm_up) return;
    *n = b->n;
    *length = b->length_s;
    *memory = b->memory_s;
    *test = b->von_neumann;
    *warm_up = b->warm_up_s;
    add_groups(m, "number of the independent batch; 0: warm-up, or there are none");
}

/* What intervals rest on, in numbers and in words; in mode steady also which observations are one independent batch. */
void ccs_result_add_basis(ccs_result_maker_t *m)
{
    char text[CCS_BASIS_MAX];
    const char **const words = ccs_result_texts(m, "config_intervals", m->config, "what confidence intervals rest on");

    if (words) *words = ccs_arena_strdup(&m->to->arena, ccs_basis_words(m->r, text));
    if (!words || !*words) m->to->out_of_memory = true;
    if (m->plan->axis.is_batched) add_batches(m);
    else if (m->r->set > 1) add_sets(m);
}
