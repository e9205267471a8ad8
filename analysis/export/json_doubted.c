/* json_doubted.c - parts of variances as JSON. */
#include "json_doubted.h"

#include "doubted.h"
#include "json_write.h"

void ccs_json_doubted(const ccs_view_t *view, FILE *to)
{
    static const char *const names[CCS_DOUBTED_PARTS][2] = {{"parameters", "parameters_half_width"},
        {"forecast", "forecast_half_width"}, {"chance", "chance_half_width"}};
    const uint32_t n = ccs_doubted_count(view);

    if (n == 0) return;
    fputs(",\n \"uncertainty\": [", to);
    for (uint32_t i = 0; i < n; i++) {
        const ccs_doubt_row_t row = ccs_doubted_row(view, i);

        fputs(i > 0 ? ",\n  {\"metric\": " : "\n  {\"metric\": ", to);
        ccs_json_text(row.metric, to);
        ccs_json_number_member("sd", row.sd, to);
        for (int k = 0; k < CCS_DOUBTED_PARTS; k++) {
            ccs_json_number_member(names[k][0], row.part[k], to);
            ccs_json_number_member(names[k][1], row.half_width[k], to);
        }
        fputc('}', to);
    }
    fputs("\n ]", to);
}
