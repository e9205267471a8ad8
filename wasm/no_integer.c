/* no_integer.c - linear programs where there is no GLPK; for planning/integer/integer_program.c. Who asks for one is told before; behind
 * ccs_integer_program_ready nothing is reached. */
#include <math.h>
#include <stddef.h>

#include "integer_program.h"

int ccs_integer_program_ready(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_INPUT, NULL, NULL,
        "rosters are made by GLPK, which is not in this build of ccsim: use the program ccsim");
}

ccs_integer_program_t *ccs_integer_program_new(uint32_t n_rows)
{
    (void) n_rows;
    return NULL;
}

void ccs_integer_program_delete(ccs_integer_program_t *self)
{
    (void) self;
}

void ccs_integer_program_heed(ccs_integer_program_t *self, bool (*shall_end)(void *listener), void *listener)
{
    (void) self;
    (void) shall_end;
    (void) listener;
}

void ccs_integer_program_set_row(ccs_integer_program_t *self, uint32_t row, double least, double most)
{
    (void) self;
    (void) row;
    (void) least;
    (void) most;
}

int ccs_integer_program_add(ccs_integer_program_t *self, const ccs_integer_column_t *column)
{
    (void) self;
    (void) column;
    return CCS_ERR_INPUT;
}

void ccs_integer_program_set_column(ccs_integer_program_t *self, uint32_t column, double least, double most)
{
    (void) column;
    ccs_integer_program_set_row(self, 0, least, most);
}

int ccs_integer_program_relax(ccs_integer_program_t *self, enum ccs_integer_end *end, ccs_err_t *err)
{
    (void) self;
    (void) end;
    return ccs_integer_program_ready(err);
}

int ccs_integer_program_solve(ccs_integer_program_t *self, const ccs_integer_effort_t *effort, enum ccs_integer_end *end,
    ccs_err_t *err)
{
    (void) effort;
    return ccs_integer_program_relax(self, end, err);
}

bool ccs_integer_program_found(const ccs_integer_program_t *self)
{
    (void) self;
    return false;
}

double ccs_integer_program_cost(const ccs_integer_program_t *self)
{
    (void) self;
    return (double) NAN;
}

double ccs_integer_program_x(const ccs_integer_program_t *self, uint32_t column)
{
    (void) column;
    return ccs_integer_program_cost(self);
}

double ccs_integer_program_price(const ccs_integer_program_t *self, uint32_t row)
{
    return ccs_integer_program_x(self, row);
}
