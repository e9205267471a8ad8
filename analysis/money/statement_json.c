/* statement_json.c - statements as JSON. Invariant: what is not known is null, and lines that come to nothing are left out as in the tables. */
#include <math.h>
#include <string.h>

#include "break_even.h"
#include "currency.h"
#include "err.h"
#include "json_write.h"
#include "statement_print.h"

static void print_amount(ccs_amount_spread_t x, FILE *to)
{
    ccs_json_number_member("mean", x.mean, to);
    ccs_json_number_member("p10", x.p10, to);
    ccs_json_number_member("p50", x.p50, to);
    ccs_json_number_member("p90", x.p90, to);
}

/* Begin an element of a list. */
static void begin(bool *first, const char *name, const char *text, FILE *to)
{
    fprintf(to, "%s\n    {\"%s\": ", *first ? "" : ",", name);
    ccs_json_text(text, to);
    *first = false;
}

static void print_lines(const ccs_statement_t *self, FILE *to)
{
    bool first = true;

    fputs(",\n   \"lines\": [", to);
    for (uint32_t i = 0; i < self->n_lines; i++) {
        const ccs_statement_line_t *const line = &self->lines[i];

        if (ccs_statement_is_nothing(&line->amount) && line->quantity == 0) continue;
        begin(&first, "line", line->name, to);
        ccs_json_text_member("label", line->label, to);
        ccs_json_text_member("account", line->account, to);
        ccs_json_text_member("role", line->role, to);
        ccs_json_text_member("unit", line->unit[0] ? line->unit : NULL, to);
        ccs_json_number_member("quantity", line->unit[0] ? line->quantity : (double) NAN, to);
        print_amount(line->amount, to);
        fputc('}', to);
    }
    fputc(']', to);
}

static void print_sums(const ccs_statement_t *self, uint32_t bill, FILE *to)
{
    static const char *const roles[] = {"cost", "invoice", "revenue", "loss", "vendor"};

    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++) {
        fprintf(to, "%s\"%s\": {\"sum\": \"%s\"", k > 0 ? ", " : "", roles[k], roles[k]);
        print_amount(ccs_statement_sum(self, roles[k], NULL, bill), to);
        fputc('}', to);
    }
    fputs(", \"total\": {\"sum\": \"cost and invoice\"", to);
    print_amount(ccs_statement_cost(self, bill), to);
    fputc('}', to);
}

static void print_months(const ccs_statement_t *self, FILE *to)
{
    bool first = true;

    fputs(",\n   \"months\": [", to);
    for (uint32_t bill = 0; bill < self->n_bills; bill++) {
        begin(&first, "month", self->bills[bill], to);
        fputs(", ", to);
        print_sums(self, bill, to);
        fputc('}', to);
    }
    fputc(']', to);
}

/* @return 0 or CCS_ERR_NOMEM */
static int print_terms(ccs_statement_t *self, FILE *to)
{
    uint32_t n;
    const ccs_statement_term_t *const terms = ccs_statement_terms(self, &n);
    bool first = true;

    if (!terms && n > 0) return CCS_ERR_NOMEM;
    fputs(",\n   \"terms\": [", to);
    for (uint32_t i = 0; i < n; i++) {
        begin(&first, "term", terms[i].label, to);
        ccs_json_number_member("judged_a_month", terms[i].judged, to);
        ccs_json_number_member("missed", terms[i].missed_frac, to);
        ccs_json_number_member("months_cut", terms[i].cut_frac, to);
        fputs(", \"penalty_a_month\": {\"sum\": \"malus and credits\"", to);
        print_amount(terms[i].penalty, to);
        fputs("}}", to);
    }
    fputc(']', to);
    return 0;
}

static int print_statement(ccs_statement_t *self, const char *variant, bool first, FILE *to)
{
    fprintf(to, "%s\n  {\"variant\": ", first ? "" : ",");
    ccs_json_text(variant, to);
    ccs_json_text_member("currency", self->currency, to);
    fprintf(to, ", \"replications\": %u,\n   \"sums\": {", self->n_replications);
    print_sums(self, CCS_DATA_NONE, to);
    fputc('}', to);
    print_lines(self, to);
    print_months(self, to);
    const int ret = print_terms(self, to);

    fputc('}', to);
    return ret;
}

static void print_break_even(const ccs_statement_t *base, const ccs_statement_t *other, const ccs_compare_t *compare, bool *first,
    FILE *to)
{
    char text[CCS_CURRENCY_BECAUSE_MAX];
    const char *const because = ccs_currency_because(base->currency, other->currency, text);

    for (int kind = 0; kind < CCS_N_BREAK_EVEN; kind++) {
        const ccs_break_even_t at =
            ccs_break_even(base, other, (enum ccs_break_even_kind) kind, compare->paired, compare->base->confidence);

        begin(first, "variant", compare->other->name, to);
        ccs_json_text_member("with", compare->base->name, to);
        ccs_json_text_member("moves", CCS_BREAK_EVEN_NAMES[kind], to);
        ccs_json_number_member("times", at.times, to);
        ccs_json_number_member("half_width", at.half_width, to);
        ccs_json_number_member("price", at.from, to);
        ccs_json_number_member("price_then", at.to, to);
        ccs_json_text_member("unit", isnan(at.to) ? NULL : at.unit, to);
        if (*because) ccs_json_text_member("not_because", because, to);
        fputc('}', to);
    }
}

int ccs_statements_json(ccs_statement_t *statements, const ccs_variants_t *variants, FILE *to)
{
    int ret = 0;
    bool first = true;

    fputs("{\"statements\": [", to);
    for (uint32_t i = 0; ret == 0 && i < variants->n; i++)
        ret = print_statement(&statements[i], variants->views[i].name, i == 0, to);
    fputs("],\n \"break_even\": [", to);
    for (uint32_t i = 1; i < variants->n; i++)
        print_break_even(&statements[0], &statements[i], &variants->compares[i], &first, to);
    fputs("]}\n", to);
    return ret;
}
