/* json_beside.c - formulas beside a simulation as JSON. Invariant: what is not known is null. */
#include "json_beside.h"

#include "json_write.h"

static const char *const MEMBERS[CCS_N_BESIDE] = {"service_level", "erlang_c", "erlang_a"};

static void print_type(const ccs_beside_t *self, uint32_t type, FILE *to)
{
    const ccs_view_t *const v = self->view;
    const ccs_beside_type_t *const of = &self->types[type];

    fputs(type > 0 ? ",\n    {\"entity\": " : "\n    {\"entity\": ", to);
    ccs_json_text(v->entities[of->entity], to);
    ccs_json_text_member("label", v->labels[of->entity], to);
    for (int k = 0; k < CCS_N_BESIDE; k++) ccs_json_number_member(MEMBERS[k], of->means[k], to);
    ccs_json_number_member("widest_difference", of->widest, to);
    ccs_json_text_member("widest_at", of->widest > 0 ? v->intervals[of->widest_at] : NULL, to);
    fputc('}', to);
}

static void print_intervals(const ccs_beside_t *self, FILE *to)
{
    const ccs_view_t *const v = self->view;
    const uint32_t offered = ccs_view_interval_metric(v, "offered");
    const char *before = "\n    ";

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        for (uint32_t type = 0; v->interval_open[i] && type < self->n; type++) {
            const ccs_beside_type_t *const of = &self->types[type];

            fprintf(to, "%s{\"interval\": ", before);
            ccs_json_text(v->intervals[i], to);
            ccs_json_text_member("entity", v->entities[of->entity], to);
            if (offered != CCS_DATA_NONE)
                ccs_json_number_member("offered", ccs_view_point_at(v, offered, of->entity, i).mean, to);
            for (int k = 0; k < CCS_N_BESIDE; k++)
                ccs_json_number_member(MEMBERS[k], ccs_beside_at(of, i, (enum ccs_beside) k), to);
            fputc('}', to);
            before = ",\n    ";
        }
    }
}

static void print_variant(const ccs_beside_t *self, FILE *to)
{
    fputs("{\"variant\": ", to);
    ccs_json_text(self->view->name, to);
    fputs(",\n   \"types\": [", to);
    for (uint32_t type = 0; type < self->n; type++) print_type(self, type, to);
    fputs("],\n   \"intervals\": [", to);
    print_intervals(self, to);
    fputs("],\n   \"reasons\": [", to);
    for (uint32_t i = 0; i < self->n_reasons; i++) {
        fputs(i > 0 ? ",\n    " : "\n    ", to);
        ccs_json_text(self->reasons[i], to);
    }
    fprintf(to, "],\n   \"left_out\": %s}", self->left_out ? "true" : "false");
}

void ccs_json_beside(const ccs_beside_t *found, uint32_t n, FILE *to)
{
    fputs("{\"ccsim\": ", to);
    ccs_json_text(found->view->version, to);
    fputs(",\n \"variants\": [\n  ", to);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) fputs(",\n  ", to);
        print_variant(&found[i], to);
    }
    fputs("\n ]}\n", to);
}
