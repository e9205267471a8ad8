/* cli_patience.c - patience from abandoned contacts. With exponential patience each second of waiting ends in an abandonment with the same probability, so that all
 * waiting time by all who gave up is its mean (the maximum-likelihood estimate, Brown et al. 2005). Without waits the mean is that with which
 * Erlang A abandons as many as the file has. */
#include "cli_patience.h"

#include <math.h>

#include "formula.h"

enum { LEAST_ABANDONED = 20, MOST_ROWS = 200 /* whose queues are solved */, HALVINGS = 16 };

static const double LEAST_S = 5, MOST_S = 7200, ROUND_S = 5; /* beyond these the file tells something else */

static bool by_waits(const ccs_import_t *import, ccs_patience_t *to)
{
    double abandoned = 0, waited_s = 0;

    for (uint32_t i = 0; i < import->n_queues; i++) {
        abandoned += import->queues[i].abandoned;
        waited_s += import->queues[i].waited_s;
    }
    to->by_waits = true;
    to->patience_s = waited_s / abandoned;
    return abandoned >= LEAST_ABANDONED;
}

/* Whether a row is a queue that Erlang A knows. */
static bool is_solvable(const ccs_import_row_t *row)
{
    return row->contacts > 0 && row->aht_s > 0 && row->agents >= 0.5 && row->abandoned >= 0;
}

/* Contacts that give up in every nth row: those of the file, and those of Erlang A. */
static void add_up(const ccs_import_t *import, size_t nth, double patience_s, double *found, double *expected)
{
    size_t n = 0;

    *found = *expected = 0;
    for (size_t i = 0; i < import->n_rows; i++) {
        const ccs_import_row_t *const row = &import->rows[i];
        ccs_formula_out_t out;

        if (!is_solvable(row) || n++ % nth != 0) continue;
        ccs_formula_in_t in = ccs_formula_in(row->contacts / import->interval_s, row->aht_s, (uint32_t) lround(row->agents));

        in.patience_s = patience_s;
        if (ccs_formula_queue(&in, &out, NULL) != 0) continue;
        *found += row->abandoned;
        *expected += row->contacts * out.p_abandoned;
    }
}

static bool by_formula(const ccs_import_t *import, ccs_patience_t *to)
{
    double low_s = LEAST_S, high_s = MOST_S, found = 0, expected = 0;
    size_t n = 0;

    for (uint32_t i = 0; i < import->n_queues; i++)
        if (import->queues[i].n_serves > 0) return false; /* whom shared agents serve is not known */
    for (size_t i = 0; i < import->n_rows; i++) n += is_solvable(&import->rows[i]);
    const size_t nth = n / MOST_ROWS + 1;

    for (int i = 0; i < HALVINGS && n > 0; i++) { /* the longer patience, the fewer give up */
        const double middle_s = sqrt(low_s * high_s);

        add_up(import, nth, middle_s, &found, &expected);
        if (found > expected) high_s = middle_s;
        else low_s = middle_s;
    }
    to->by_waits = false;
    to->patience_s = sqrt(low_s * high_s);
    return found >= LEAST_ABANDONED;
}

bool ccs_patience_suggest(const ccs_import_t *import, ccs_patience_t *to)
{
    *to = (ccs_patience_t){.contacts = 0};
    for (size_t i = 0; i < import->n_rows; i++) {
        const ccs_import_row_t *const row = &import->rows[i];

        if (!(row->abandoned >= 0) || isnan(row->contacts)) continue;
        to->abandoned += row->abandoned;
        to->contacts += row->contacts;
    }
    if (to->abandoned < LEAST_ABANDONED || import->interval_s >= 86400) return false;
    if (!by_waits(import, to) && !by_formula(import, to)) return false;
    to->patience_s = round(to->patience_s / ROUND_S) * ROUND_S;
    return to->patience_s > LEAST_S && to->patience_s < MOST_S * 0.99;
}
