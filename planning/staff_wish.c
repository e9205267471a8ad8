/* staff_wish.c - readers of the options by which staff is asked for. */
#include "staff_wish.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "units.h"

/* --- what needs no scenario ------------------------------------------------------------------------------------------------ */

static int read_by(const char *text, enum ccs_staff_by *by, ccs_err_t *err)
{
#define X(name, word, text) word,
    static const char *const words[] = {CCS_STAFF_BY_LIST(X)};
#undef X

    *by = CCS_STAFF_BY_INTERVAL;
    for (size_t i = 0; text && i < sizeof words / sizeof *words; i++) {
        *by = (enum ccs_staff_by) i;
        if (!strcmp(text, words[i])) return 0;
    }
    return text ? ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by", "must be interval, day, week, month or all, found \"%s\"", text)
                : 0;
}

/* "96", "1.5e3" or "scheduled". */
static int read_hours(const char *text, double *hours, ccs_err_t *err)
{
    *hours = 0;
    if (!text) return 0;
    if (!strcmp(text, "scheduled")) *hours = (double) INFINITY;
    else if (ccs_units_number(text, hours) != 0 || !(*hours > 0) || isinf(*hours))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--hours",
            "must be agent-hours of the whole horizon, such as 96, or scheduled, found \"%s\"", text);
    return 0;
}

int ccs_staff_wish_read(ccs_staff_wish_t *self, const ccs_staff_texts_t *texts, ccs_err_t *err)
{
    const char *const share = texts->share, *const step = texts->step;
    int ret;

    self->probability = (double) NAN;
    self->step = 1;
    if (share && (ccs_units_share(share, &self->probability) != 0 || !(self->probability > 0 && self->probability < 1)))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--share",
            "must be a share of days such as 90%%, more than 0 and less than 100 %%, found \"%s\"", share);
    if (step && (ccs_units_number(step, &self->step) != 0 || self->step < 0.01 || self->step > 1))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--step", "must be a part of an agent from 0.01 to 1, found \"%s\"", step);
    CCS_TRY(read_hours(texts->hours, &self->hours, err));
    CCS_TRY(read_by(texts->by, &self->by, err));
out:
    return ret;
}

/* --- by group ---------------------------------------------------------------------------------------------------------------- */

/* Numbers by group, as they are read. */
typedef struct {
    const ccs_plan_t *plan;
    const char *option;
    double least; /* of a value */
    double *values;
    ccs_err_t *err;
} numbers_t;

/* "desk=12" or "12", which are n bytes. */
static int read_number(const numbers_t *self, const char *at, size_t n)
{
    const size_t n_name = strcspn(at, "=");
    const bool named = n_name < n;
    const uint32_t group = named ? ccs_requirement_group_of(self->plan, at, n_name) : CCS_NONE;
    char text[CCS_UNITS_TEXT_MAX];
    double x = 0;

    snprintf(text, sizeof text, "%.*s", (int) (named ? n - n_name - 1 : n), named ? &at[n_name + 1] : at);
    if (named && group == CCS_NONE)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, self->option,
            "the scenario has no group \"%.*s\"; the first one is \"%s\"", (int) n_name, at, self->plan->teams[0].name);
    if (ccs_units_number(text, &x) != 0 || x < self->least || x > CCS_MAX_AGENTS)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, self->option, "must be a number, or GROUP=NUMBER,..., found \"%.*s\"",
            (int) n, at);
    for (uint32_t g = 0; g < self->plan->n_teams; g++)
        if (!named || g == group) self->values[g] = x;
    return 0;
}

static int read_numbers(const numbers_t *self, const char *text)
{
    int ret = 0;

    for (const char *at = text; at && ret == 0;) {
        const size_t n = strcspn(at, ",");

        ret = read_number(self, at, n);
        at = at[n] == ',' ? &at[n + 1] : NULL;
    }
    return ret;
}

int ccs_staff_wish_read_groups(ccs_staff_wish_t *self, const ccs_staff_texts_t *texts, const ccs_plan_t *plan, ccs_arena_t *arena,
    ccs_err_t *err)
{
    static const double LEAST_COST = 1e-6;
    const uint32_t n = plan->n_teams;
    double *const cost = ccs_arena_array(arena, n, sizeof *cost), *const least = ccs_arena_array(arena, n, sizeof *least),
                  *const most = ccs_arena_array(arena, n, sizeof *most);
    int ret;

    CCS_REQUIRE(cost && least && most, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t g = 0; g < n; g++) {
        cost[g] = 1;
        most[g] = (double) INFINITY;
    }
    self->cost = cost;
    self->least = least;
    self->most = most;
    CCS_TRY(read_numbers(&(numbers_t){plan, "--cost", LEAST_COST, cost, err}, texts->cost));
    CCS_TRY(read_numbers(&(numbers_t){plan, "--least", 0, least, err}, texts->least));
    CCS_TRY(read_numbers(&(numbers_t){plan, "--most", 0, most, err}, texts->most));
out:
    return ret;
}
