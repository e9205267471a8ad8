/* integer_program.c - the door to GLPK. Invariants: GLPK is entered through `enter` alone, which comes back from whatever goes wrong inside; columns up to
 * n_given are in its problem, and their bounds unless `bounds_new`. */
#include "integer_program.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include "arena.h"
#include "late_glpk.h"

enum { SLICE_ITERATIONS = 2000 }; /* of the simplex method between two looks at whether to end */

typedef struct {
    double cost, least, most, x;
    const int *rows; /* 1 .. n as GLPK counts, [0] unused */
    const double *a;
    uint32_t n;
} column_t;

typedef struct {
    double least, most, price;
} row_t;

struct ccs_integer_program {
    row_t *rows;
    column_t *columns;
    uint32_t n_rows, n_columns, n_given;
    size_t room;
    bool rows_new, bounds_new, found, lost;
    double cost;
    bool (*shall_end)(void *listener);
    void *listener;
    glp_prob *problem; /* NULL: nothing was solved yet */
    uint32_t n_nodes;  /* that branch and cut may still look at */
    int how;           /* what GLPK said last */
    enum ccs_integer_end end;
    ccs_integer_effort_t effort;
    ccs_arena_t arena;
};

/* --- what is asked ----------------------------------------------------------------------------------------------------------- */

ccs_integer_program_t *ccs_integer_program_new(uint32_t n_rows)
{
    ccs_integer_program_t *const self = calloc(1, sizeof *self);

    if (!self) return NULL;
    self->n_rows = n_rows;
    self->rows_new = true;
    self->rows = ccs_arena_array(&self->arena, n_rows, sizeof *self->rows);
    if (!self->rows) {
        free(self);
        return NULL;
    }
    for (uint32_t i = 0; i < n_rows; i++) self->rows[i] = (row_t){-(double) INFINITY, (double) INFINITY, 0};
    return self;
}

void ccs_integer_program_heed(ccs_integer_program_t *self, bool (*shall_end)(void *listener), void *listener)
{
    self->shall_end = shall_end;
    self->listener = listener;
}

void ccs_integer_program_set_row(ccs_integer_program_t *self, uint32_t row, double least, double most)
{
    CCS_BUG_IF(row >= self->n_rows || least > most);
    self->rows[row].least = least;
    self->rows[row].most = most;
    self->rows_new = true;
}

int ccs_integer_program_add(ccs_integer_program_t *self, const ccs_integer_column_t *column)
{
    column_t *const columns = ccs_arena_room(&self->arena, self->columns, self->n_columns, &self->room, sizeof *columns);
    int *const rows = ccs_arena_array(&self->arena, column->n + 1, sizeof *rows);
    double *const a = ccs_arena_array(&self->arena, column->n + 1, sizeof *a);

    if (!columns || !rows || !a) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < column->n; i++) {
        CCS_BUG_IF(column->rows[i] >= self->n_rows);
        rows[i + 1] = (int) column->rows[i] + 1;
        a[i + 1] = column->a ? column->a[i] : 1;
    }
    self->columns = columns;
    self->columns[self->n_columns++] =
        (column_t){.cost = column->cost, .least = column->least, .most = column->most, .rows = rows, .a = a, .n = column->n};
    return 0;
}

void ccs_integer_program_set_column(ccs_integer_program_t *self, uint32_t column, double least, double most)
{
    CCS_BUG_IF(column >= self->n_columns || least > most);
    self->columns[column].least = least;
    self->columns[column].most = most;
    self->bounds_new = true;
}

bool ccs_integer_program_found(const ccs_integer_program_t *self)
{
    return self->found;
}

double ccs_integer_program_cost(const ccs_integer_program_t *self)
{
    return self->cost;
}

double ccs_integer_program_x(const ccs_integer_program_t *self, uint32_t column)
{
    return self->columns[column].x;
}

double ccs_integer_program_price(const ccs_integer_program_t *self, uint32_t row)
{
    return self->rows[row].price;
}

/* --- inside GLPK --------------------------------------------------------------------------------------------------------------- */

/* How GLPK's bounds are called. */
static int kind_of(double least, double most)
{
    if (least == most) return GLP_FX;
    if (isfinite(least)) return isfinite(most) ? GLP_DB : GLP_LO;
    return isfinite(most) ? GLP_UP : GLP_FR;
}

static void set_bounds(ccs_integer_program_t *self, uint32_t column)
{
    const column_t *const c = &self->columns[column];

    glp_set_col_bnds(self->problem, (int) column + 1, kind_of(c->least, c->most), c->least, c->most);
}

/* What was asked since the last time. */
static void give(ccs_integer_program_t *self)
{
    const uint32_t before = self->n_given;

    if (!self->problem) {
        self->problem = glp_create_prob();
        glp_set_obj_dir(self->problem, GLP_MIN);
        if (self->n_rows > 0) (void) glp_add_rows(self->problem, (int) self->n_rows);
    }
    for (uint32_t i = 0; self->rows_new && i < self->n_rows; i++)
        glp_set_row_bnds(self->problem, (int) i + 1, kind_of(self->rows[i].least, self->rows[i].most), self->rows[i].least,
            self->rows[i].most);
    self->rows_new = false;
    if (self->n_columns > before) (void) glp_add_cols(self->problem, (int) (self->n_columns - before));
    for (uint32_t j = before; j < self->n_columns; j++) {
        const column_t *const c = &self->columns[j];

        glp_set_obj_coef(self->problem, (int) j + 1, c->cost);
        glp_set_mat_col(self->problem, (int) j + 1, (int) c->n, c->rows, c->a);
        glp_set_col_kind(self->problem, (int) j + 1, GLP_IV);
        set_bounds(self, j);
    }
    for (uint32_t j = 0; self->bounds_new && j < before; j++) set_bounds(self, j);
    self->n_given = self->n_columns;
    self->bounds_new = false;
}

static bool shall_end(const ccs_integer_program_t *self)
{
    return self->shall_end && self->shall_end(self->listener);
}

/* The simplex method, a slice at a time; what has lost its way begins anew once. */
static void run_simplex(ccs_integer_program_t *self)
{
    const bool grown = self->problem && self->n_columns > self->n_given && !self->rows_new && !self->bounds_new;
    glp_smcp parameters;
    bool anew = false;

    give(self);
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = grown ? GLP_PRIMAL : GLP_DUALP; /* the last x is still allowed, or else its prices still bound */
    parameters.it_lim = SLICE_ITERATIONS;
    do {
        self->how = glp_simplex(self->problem, &parameters);
        if (self->how == 0 || self->how == GLP_EITLIM) continue;
        if (anew) break;
        anew = true;
        parameters.meth = GLP_PRIMAL;
        glp_adv_basis(self->problem, 0);
        self->how = GLP_EITLIM;
    } while (self->how == GLP_EITLIM && !shall_end(self));
    self->end = self->how == GLP_EITLIM            ? CCS_INTEGER_CUT_SHORT
        : glp_get_status(self->problem) == GLP_OPT ? CCS_INTEGER_SOLVED
                                                   : CCS_INTEGER_INFEASIBLE;
}

static void take_relaxed(ccs_integer_program_t *self)
{
    run_simplex(self);
    self->found = self->end == CCS_INTEGER_SOLVED;
    if (!self->found) return;
    self->cost = glp_get_obj_val(self->problem);
    for (uint32_t j = 0; j < self->n_columns; j++) self->columns[j].x = glp_get_col_prim(self->problem, (int) j + 1);
    for (uint32_t i = 0; i < self->n_rows; i++) self->rows[i].price = glp_get_row_dual(self->problem, (int) i + 1);
}

static void look(glp_tree *tree, void *info)
{
    ccs_integer_program_t *const self = info;

    if (glp_ios_reason(tree) != GLP_ISELECT) return;
    if (self->n_nodes == 0 || shall_end(self)) glp_ios_terminate(tree);
    else self->n_nodes--;
}

static void take_whole(ccs_integer_program_t *self)
{
    glp_iocp parameters;

    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.mip_gap = self->effort.gap;
    parameters.cb_func = look;
    parameters.cb_info = self;
    self->n_nodes = self->effort.n_nodes;
    self->how = glp_intopt(self->problem, &parameters);
    const int status = glp_mip_status(self->problem);

    self->found = status == GLP_OPT || status == GLP_FEAS;
    self->end = self->how == GLP_ESTOP                                ? CCS_INTEGER_CUT_SHORT
        : self->found && (self->how == 0 || self->how == GLP_EMIPGAP) ? CCS_INTEGER_SOLVED
                                                                      : CCS_INTEGER_INFEASIBLE;
    if (self->how == GLP_EMIPGAP) self->how = 0;
    if (!self->found) return;
    self->cost = glp_mip_obj_val(self->problem);
    for (uint32_t j = 0; j < self->n_columns; j++) self->columns[j].x = round(glp_mip_col_val(self->problem, (int) j + 1));
}

static void take_away(ccs_integer_program_t *self)
{
    if (self->problem) glp_delete_prob(self->problem);
    self->problem = NULL;
}

/* GLPK prints what has failed whatever glp_term_out says. @return not 0: it is taken */
static int take_text(void *info, const char *text)
{
    (void) info;
    (void) text;
    return 1;
}

/* GLPK's own answer to a failure is to end the process; its hook may not come back to it. */
static void on_failure(void *info)
{
    longjmp(*(jmp_buf *) info, 1);
}

/* Do something inside GLPK. After a failure the problem is lost: it stays with GLPK until the process ends, since what is left of it may be
 * freed by glp_free_env alone, which would take the problems of others too. */
static int enter(ccs_integer_program_t *self, void (*what)(ccs_integer_program_t *self))
{
    jmp_buf back;

    self->lost = false;
    glp_term_hook(take_text, NULL);
    if (setjmp(back) == 0) {
        glp_error_hook(on_failure, &back);
        what(self);
    } else {
        self->problem = NULL;
        self->lost = true;
        self->found = false;
    }
    glp_error_hook(NULL, NULL);
    return self->lost ? CCS_ERR_INPUT : 0;
}

/* --- the solutions --------------------------------------------------------------------------------------------------------------- */

int ccs_integer_program_ready(ccs_err_t *err)
{
    return ccs_late_library_load(&ccs_late_glpk, CCS_ERR_INPUT, NULL, err);
}

void ccs_integer_program_delete(ccs_integer_program_t *self)
{
    if (!self) return;
    if (self->problem) (void) enter(self, take_away);
    ccs_arena_free(&self->arena);
    free(self);
}

static int carry_out(ccs_integer_program_t *self, void (*what)(ccs_integer_program_t *self), ccs_err_t *err)
{
    int ret;

    self->how = 0;
    self->found = false;
    CCS_TRY(ccs_integer_program_ready(err));
    ret = enter(self, what);
    if (ret) {
        self->n_given = 0;
        self->rows_new = true;
        return ccs_err_set(err, CCS_ERR_INPUT, NULL, NULL, "GLPK failed, and may have run out of memory: ask for less");
    }
out:
    return ret;
}

int ccs_integer_program_relax(ccs_integer_program_t *self, enum ccs_integer_end *end, ccs_err_t *err)
{
    const int ret = carry_out(self, take_relaxed, err);

    *end = self->end;
    return ret;
}

int ccs_integer_program_solve(ccs_integer_program_t *self, const ccs_integer_effort_t *effort, enum ccs_integer_end *end,
    ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_integer_program_relax(self, end, err));
    if (*end != CCS_INTEGER_SOLVED) return 0;
    self->effort = *effort;
    CCS_TRY(carry_out(self, take_whole, err));
    *end = self->end;
out:
    return ret;
}
