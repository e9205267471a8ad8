/* explain_start.c - the state that a run begins with, and the backlog that it inherits. */
#include "explain_start.h"

#include <inttypes.h>
#include <math.h>

#include "units.h"

enum { ROWS_TOLD = 6 };

/* " (due in 3 h)", counted from when the run begins */
static void explain_due(double due_in_s, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    if (isnan(due_in_s)) return;
    ccs_units_show_duration(fabs(due_in_s), text, sizeof text);
    if (due_in_s < 0) fprintf(to, " (due %s ago)", text);
    else fprintf(to, " (due in %s)", text);
}

/* "30 for 2 h, 90 for 15 h (due in 3 h)" */
static void explain_rows(const ccs_backlog_t *backlog, double begins_s, FILE *to)
{
    char waited[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 0; i < backlog->n_rows && i < ROWS_TOLD; i++) {
        fprintf(to, "%s%" PRIu32 " for %s", i ? ", " : "", backlog->rows[i].n,
            ccs_units_show_duration(backlog->rows[i].waited_s, waited, sizeof waited));
        explain_due(backlog->rows[i].due_s - begins_s, to);
    }
    if (backlog->n_rows > ROWS_TOLD)
        fprintf(to, ", and so on down to %s",
            ccs_units_show_duration(backlog->rows[backlog->n_rows - 1].waited_s, waited, sizeof waited));
}

static void explain_waited(const ccs_backlog_t *backlog, double begins_s, FILE *to)
{
    const ccs_distribution_t *const law = &backlog->waited;
    char mean[CCS_UNITS_TEXT_MAX];

    ccs_units_show_duration(law->mean, mean, sizeof mean);
    if (law->kind == CCS_DISTRIBUTION_NONE) explain_rows(backlog, begins_s, to);
    else if (law->kind == CCS_DISTRIBUTION_CONSTANT) fprintf(to, "each for %s", mean);
    else fprintf(to, "each for a time that is %s with mean %s", ccs_distribution_name(law->kind), mean);
}

/* What the dates mean, and who has missed theirs already. */
static void explain_dates(const ccs_backlog_t *backlog, double begins_s, FILE *to)
{
    uint32_t n_late = 0;

    for (uint32_t i = 0; i < backlog->n_rows; i++) n_late += backlog->rows[i].due_s < begins_s ? backlog->rows[i].n : 0;
    fprintf(to, "  %" PRIu32 " of them %s in time when work on them begins by their due date, whatever the target says; ",
        backlog->n_due, backlog->n_due == 1 ? "is" : "are");
    if (n_late == 0) fprintf(to, "none is overdue yet.\n");
    else fprintf(to, "%" PRIu32 " %s overdue already.\n", n_late, n_late == 1 ? "is" : "are");
}

static void explain_backlog(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_backlog_t *const backlog = &type->arrivals.backlog;
    const bool new = backlog->waited.kind == CCS_DISTRIBUTION_CONSTANT && !(backlog->waited.mean > 0);

    fprintf(to, "  When the run begins (%s) %" PRIu32 " contact%s already", plan->cells[0].label, backlog->n,
        backlog->n == 1 ? " waits" : "s wait");
    if (new) {
        fprintf(to, ", come at that moment");
    } else {
        fprintf(to, ", ");
        explain_waited(backlog, plan->cells[0].start_s, to);
    }
    fprintf(to, "; they count in its first interval, their waits from when they came.\n");
    if (backlog->n_due > 0) explain_dates(backlog, plan->cells[0].start_s, to);
    if (type->patience.kind != CCS_DISTRIBUTION_NONE && !new)
        fprintf(to, "  Of their patience there is left what follows for who has waited so long.\n");
}

void ccs_explain_start(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    if (type->arrivals.backlog.n > 0) explain_backlog(plan, type, to);
    if (type->arrivals.initial_waiting == 0 && type->arrivals.initial_busy == 0) return;
    fprintf(to, "  At the start %" PRIu32 " wait and %" PRIu32 " are being served; they enter no figure.\n",
        type->arrivals.initial_waiting, type->arrivals.initial_busy);
}
