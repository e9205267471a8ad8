/* import_totals.c - what the export's own rows of totals say, held against its rows. Invariant: a row of totals is compared where it is sure what it adds up: the
 * whole file, a day, a queue, or a queue's day; means and sums of parts are not. */
#include <math.h>
#include <string.h>

#include "import_parts.h"
#include "number_marks.h"
#include "text.h"
#include "units.h"

enum { MOST_COMPARED = 100, MOST_TOLD = 3 };

/* Of which rows a total is. */
typedef struct {
    bool of_day, of_queue;
    int64_t day;
    uint32_t queue;
} scope_t;

/* What rows come to. */
typedef struct {
    double contacts, work_s, with_aht, aht_s; /* aht_s: of n_aht cells, whatever their contacts */
    double n, n_aht;
} sums_t;

typedef struct {
    ccs_import_work_t *work;
    int decimals, decimals_aht; /* the most that a cell has */
    size_t n_compared, n_told, n_more;
} totals_t;

static const char *cell_of(const ccs_import_work_t *self, size_t row, enum ccs_import_role role)
{
    return self->column[role] == CCS_IMPORT_NO_COLUMN ? "" : ccs_import_cell(self, row, self->column[role]);
}

static int decimals_of(const ccs_import_work_t *self, const char *text)
{
    const char mark[] = {self->decimal, '\0'};
    const size_t n = strcspn(text, mark);

    return text[n] ? (int) strspn(&text[n + 1], "0123456789") : 0;
}

static int most_decimals(const ccs_import_work_t *self, enum ccs_import_role role)
{
    int most = 0;

    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const int decimals = decimals_of(self, cell_of(self, row, role));

        if (decimals > most) most = decimals;
    }
    return most;
}

/* --- what a total is of ------------------------------------------------------------------------------------------------- */

/* Means, and sums of parts of which nothing says which. */
static bool is_other(const char *text)
{
    static const char *const words[] = {"average", "mean", "mittelwert", "durchschnitt", "subtotal", "zwischensumme"};
    char bare[32];

    ccs_text_bare(text, bare, sizeof bare);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(bare, words[i], strlen(words[i])) == 0) return true;
    return false;
}

/* "02.03.2026", "Summe 02.03.2026". @return false: there is no day in it */
static bool find_day(const ccs_import_work_t *self, const char *text, int64_t *day)
{
    ccs_date_text_t date;

    text += strcspn(text, "0123456789");
    return *text && ccs_date_text(text, &date) && ccs_date_text_day(&date, self->order, day);
}

static bool find_scope(const ccs_import_work_t *self, size_t row, scope_t *scope)
{
    const ccs_import_t *const out = self->out;
    const char *const queue = cell_of(self, row, CCS_IMPORT_queue), *const time = cell_of(self, row, CCS_IMPORT_time);

    *scope = (scope_t){.of_queue = *queue && !ccs_csv_is_total(queue)};
    if (is_other(ccs_import_cell(self, row, 0)) || is_other(cell_of(self, row, CCS_IMPORT_date)) || is_other(time)) return false;
    if (*time && !ccs_csv_is_total(time)) return false; /* of an interval: as many as there are rows */
    if (is_other(queue)) return false;
    const char *const date = cell_of(self, row, CCS_IMPORT_date), *const first = ccs_import_cell(self, row, 0);

    scope->of_day = find_day(self, date, &scope->day) || find_day(self, first, &scope->day);
    if (!scope->of_day && (strpbrk(date, "0123456789") || strpbrk(first, "0123456789"))) return false; /* of a month, a week */
    if (!scope->of_queue) return self->options->n_queues == 0;
    while (scope->queue < out->n_queues && strcmp(out->queues[scope->queue].word, queue) != 0) scope->queue++;
    return scope->queue < out->n_queues;
}

static sums_t add_up(const ccs_import_t *out, const scope_t *scope)
{
    sums_t sums = {0};

    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];

        if ((scope->of_day && row->day != scope->day) || (scope->of_queue && row->queue != scope->queue)) continue;
        if (!(row->contacts >= 0)) continue;
        sums.n++;
        sums.contacts += row->contacts;
        if (!(row->aht_s > 0)) continue;
        sums.n_aht++;
        sums.aht_s += row->aht_s;
        sums.with_aht += row->contacts;
        sums.work_s += row->contacts * row->aht_s;
    }
    return sums;
}

/* --- comparison --------------------------------------------------------------------------------------------------------- */

/* " of Sales on Monday 2026-03-02" @return text */
static const char *scope_text(const ccs_import_t *out, const scope_t *scope, char text[160])
{
    char day[CCS_IMPORT_DAY_MAX];
    int n = 0;

    *text = '\0';
    if (scope->of_queue) n = snprintf(text, 160, " of %.60s", out->queues[scope->queue].label);
    if (scope->of_day) snprintf(&text[n], 160 - (size_t) n, " of %s", ccs_import_show_day(scope->day, day));
    return text;
}

/* Whether a difference is told, and not only counted. */
static bool may_tell(totals_t *self)
{
    if (self->n_told < MOST_TOLD) {
        self->n_told++;
        return true;
    }
    self->n_more++;
    return false;
}

/* Rounding of each cell may add up; that it does so in one direction throughout is not to be expected. */
static void compare_contacts(totals_t *self, size_t row, const scope_t *scope, const sums_t *sums)
{
    ccs_import_work_t *const work = self->work;
    const char *const text = cell_of(work, row, CCS_IMPORT_contacts);
    char of[160], said[CCS_UNITS_TEXT_MAX], found[CCS_UNITS_TEXT_MAX];
    double x;

    if (!*text || !ccs_marked_number(text, work->decimal, &x)) return;
    const double rounding = 0.5 * pow(10, -decimals_of(work, text)) + 1.5 * sqrt(sums->n) * pow(10, -self->decimals);

    self->n_compared++;
    if (fabs(x - sums->contacts) <= rounding + 1e-9 * sums->contacts || !may_tell(self)) return;
    ccs_import_say(work,
        "Doubtful: the totals in line %u say %s contacts%s, the rows add up to %s: are some missing, or twice there?",
        (unsigned) work->grid.lines[row], ccs_units_show_number(x, said, sizeof said), scope_text(work->out, scope, of),
        ccs_units_show_number(round(10 * sums->contacts) / 10, found, sizeof found));
}

static void compare_aht(totals_t *self, size_t row, const scope_t *scope, const sums_t *sums)
{
    ccs_import_work_t *const work = self->work;
    const char *const text = cell_of(work, row, CCS_IMPORT_aht);
    const double unit_s = work->unit_s[CCS_IMPORT_aht], mean_s = sums->work_s / sums->with_aht,
                 plain_s = sums->aht_s / sums->n_aht;
    char of[160];
    double x;
    const bool is_duration = ccs_import_duration(text, &x);

    if (!*text || !(sums->with_aht > 0) || (!is_duration && !ccs_marked_number(text, work->decimal, &x))) return;
    const double said_s = is_duration ? x : x * unit_s,
                 step_s = is_duration ? 2 : unit_s * (pow(10, -decimals_of(work, text)) + pow(10, -self->decimals_aht));
    const double rounding_s = 0.5 * step_s + 0.001 * mean_s; /* contacts, which weigh, are rounded too */

    self->n_compared++;
    if (fabs(said_s - mean_s) <= rounding_s || !may_tell(self)) return;
    ccs_import_say(work,
        "Doubtful: the totals in line %u say a handle time%s of %.1f s, the mean of the rows' contacts is %.1f s%s.",
        (unsigned) work->grid.lines[row], scope_text(work->out, scope, of), said_s, mean_s,
        fabs(said_s - plain_s) <= rounding_s ? "; the totals have the mean of the rows, however many contacts they have" : "");
}

/* Of several totals of everything no one is surely that. */
static bool is_alone(const ccs_import_work_t *self)
{
    scope_t scope;
    size_t n = 0;

    for (size_t i = 0; i < self->n_total_rows; i++)
        n += find_scope(self, self->total_rows[i], &scope) && !scope.of_day && !scope.of_queue;
    return n == 1;
}

void ccs_import_compare_totals(ccs_import_work_t *self)
{
    totals_t totals = {.work = self,
        .decimals = most_decimals(self, CCS_IMPORT_contacts),
        .decimals_aht = most_decimals(self, CCS_IMPORT_aht)};
    const bool alone = is_alone(self);
    scope_t scope;

    for (size_t i = 0; i < self->n_total_rows && totals.n_compared < MOST_COMPARED; i++) {
        const size_t row = self->total_rows[i];

        if (!find_scope(self, row, &scope) || (!scope.of_day && !scope.of_queue && !alone)) continue;
        const sums_t sums = add_up(self->out, &scope);

        compare_contacts(&totals, row, &scope, &sums);
        compare_aht(&totals, row, &scope, &sums);
    }
    if (totals.n_more > 0) ccs_import_say(self, "So do %zu more totals.", totals.n_more);
    if (totals.n_compared > 0 && totals.n_told == 0) ccs_import_say(self, "The file's own totals agree with its rows.");
}
