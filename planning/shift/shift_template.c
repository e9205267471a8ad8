/* shift_template.c - from templates to candidates. Invariant: windows of a candidate lie within it, and some choice of breaks in them does not overlap. */
#include "shift_template.h"

#include "err.h"

enum { DAY_S = 86400 };

/* Where a break may begin in a candidate. @return false: the candidate goes without */
static bool find_window(const ccs_shift_break_t *b, const ccs_shift_candidate_t *c, uint32_t day_rows, ccs_shift_window_t *window)
{
    const uint32_t start = (uint32_t) (c->start - c->day * (int32_t) day_rows);
    uint32_t from = b->from, to = b->to;

    if (b->is_at) from = to = (b->from + day_rows - start) % day_rows;
    if (from + b->lasts > c->n_rows) return false;
    if (to + b->lasts > c->n_rows) to = c->n_rows - b->lasts;
    window->from = from;
    window->to = to;
    window->lasts = b->lasts;
    return true;
}

static void insert_window(ccs_shift_candidate_t *c, ccs_shift_window_t window)
{
    uint32_t i = c->n_windows++;

    for (; i > 0 && c->windows[i - 1].from + c->windows[i - 1].to > window.from + window.to; i--)
        c->windows[i] = c->windows[i - 1];
    c->windows[i] = window;
}

/* Each break as early as those before let it. */
static bool fits(const ccs_shift_candidate_t *c)
{
    uint32_t free_from = 0;

    for (uint32_t i = 0; i < c->n_windows; i++) {
        const ccs_shift_window_t *const w = &c->windows[i];
        const uint32_t at = w->from > free_from ? w->from : free_from;

        if (at > w->to) return false;
        free_from = at + w->lasts;
    }
    return true;
}

static void fill(const ccs_shift_template_t *t, ccs_shift_candidate_t *c, uint32_t weekday, uint32_t day_rows)
{
    c->n_paid = c->n_rows;
    for (uint32_t i = 0; i < t->n_breaks; i++) {
        ccs_shift_window_t window = {.of = i};

        if (!t->breaks[i].days[weekday] || !find_window(&t->breaks[i], c, day_rows, &window)) continue;
        insert_window(c, window);
        c->n_paid -= (1 - t->breaks[i].paid_frac) * window.lasts;
    }
}

/* The horizon over which candidates are made. */
typedef struct {
    const ccs_shift_templates_t *templates;
    uint32_t first_weekday, n_rows, day_rows;
} maker_t;

static uint32_t weekday_of(const maker_t *self, int32_t day)
{
    return (uint32_t) ((int32_t) self->first_weekday + CCS_SHIFT_DAYS + day) % CCS_SHIFT_DAYS;
}

/* The shifts of a template on a day. @param to  NULL: they are counted only @return how many */
static uint32_t make(const maker_t *self, uint32_t id, int32_t day, ccs_shift_candidate_t *to)
{
    const ccs_shift_template_t *const t = &self->templates->items[id];
    const int32_t midnight = day * (int32_t) self->day_rows;
    uint32_t n = 0;

    for (uint32_t start = t->first_start; start <= t->last_start; start += t->start_step) {
        for (uint32_t l = 0; l < t->n_lengths; l++) {
            ccs_shift_candidate_t c = {.template_id = id,
                .day = day,
                .start = midnight + (int32_t) start,
                .n_rows = t->lengths[l]};

            if (c.start + (int32_t) c.n_rows <= 0 || c.start >= (int32_t) self->n_rows) continue;
            fill(t, &c, weekday_of(self, day), self->day_rows);
            if (!fits(&c)) continue;
            if (to) to[n] = c;
            n++;
        }
    }
    return n;
}

/* Of all days. @param to  as above */
static uint32_t make_all(const maker_t *self, ccs_shift_candidate_t *to)
{
    const int32_t n_days = (int32_t) ((self->n_rows + self->day_rows - 1) / self->day_rows);
    uint32_t n = 0;

    for (int32_t day = -1; day < n_days; day++)
        for (uint32_t t = 0; t < self->templates->n; t++)
            if (self->templates->items[t].days[weekday_of(self, day)]) n += make(self, t, day, to ? &to[n] : NULL);
    return n;
}

int ccs_shift_candidates(const ccs_shift_templates_t *templates, uint32_t first_weekday, uint32_t n_rows, ccs_arena_t *arena,
    ccs_shift_candidates_t *candidates)
{
    const maker_t maker = {templates, first_weekday, n_rows, DAY_S / templates->row_s};

    candidates->n = make_all(&maker, NULL);
    candidates->items = ccs_arena_array(arena, candidates->n, sizeof *candidates->items);
    if (!candidates->items) return CCS_ERR_NOMEM;
    (void) make_all(&maker, candidates->items);
    return 0;
}
