/* json_lights.c - limits as JSON. */
#include "json_lights.h"

#include <stdlib.h>

#include "err.h"
#include "json_write.h"
#include "lights.h"

/* "red_at": ["2026-03-02T10:00"], of what has this light. */
static void print_marked(const ccs_view_t *v, const ccs_limit_row_t *limit, const unsigned char *marks, enum ccs_light light,
    FILE *to)
{
    uint32_t n = 0;

    fprintf(to, ", \"%s_at\": [", ccs_light_name(light));
    for (uint32_t at = 0; at < ccs_view_count(v, limit->axis); at++) {
        if (marks[at] != light) continue;
        if (n++ > 0) fputs(", ", to);
        ccs_json_text(ccs_view_time(v, limit->axis, at), to);
    }
    fputc(']', to);
}

static void print_lights(const ccs_view_t *v, const ccs_limit_row_t *limit, unsigned char *marks, FILE *to)
{
    const ccs_lights_t lights = ccs_lights_of(v, limit, marks);

    ccs_json_text_member("per", ccs_axis_name(limit->axis), to);
    ccs_json_number_member("judged", lights.n_judged, to);
    for (int light = CCS_LIGHT_GREEN; light < CCS_N_LIGHTS; light++)
        fprintf(to, "%s\"%s\": %u", light == CCS_LIGHT_GREEN ? ", \"lights\": {" : ", ", ccs_light_name((enum ccs_light) light),
            lights.n[light]);
    fputc('}', to);
    print_marked(v, limit, marks, CCS_LIGHT_YELLOW, to);
    print_marked(v, limit, marks, CCS_LIGHT_RED, to);
    print_marked(v, limit, marks, CCS_LIGHT_UNDECIDED, to);
}

static int print_limit(const ccs_view_t *v, const ccs_limit_row_t *limit, bool several, FILE *to)
{
    unsigned char *const marks = calloc((size_t) ccs_view_count(v, limit->axis) + 1, 1);

    if (!marks) return CCS_ERR_NOMEM;
    ccs_json_text(limit->name, to);
    if (several) ccs_json_text_member("variant", v->name, to);
    ccs_json_text_member("metric", v->metrics[limit->metric], to);
    ccs_json_text_member("entity", v->entities[limit->entity], to);
    ccs_json_text_member("side", limit->above ? "above" : "below", to);
    ccs_json_number_member("yellow", limit->yellow, to);
    ccs_json_number_member("red", limit->red, to);
    ccs_json_text_member("light", ccs_light_name(ccs_light_over_run(v, limit)), to);
    if (limit->axis != CCS_AXIS_RUN) print_lights(v, limit, marks, to);
    fputc('}', to);
    free(marks);
    return 0;
}

int ccs_json_lights(const ccs_view_t *views, uint32_t n, FILE *to)
{
    size_t n_told = 0;
    int ret = 0;

    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < views[k].n_limits; i++) {
            fputs(n_told++ ? ",\n  {\"limit\": " : ",\n \"limits\": [\n  {\"limit\": ", to);
            CCS_TRY(print_limit(&views[k], &views[k].limits[i], n > 1, to));
        }
    if (n_told > 0) fputs("\n ]", to);
out:
    return ret;
}
