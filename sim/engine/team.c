/* team.c - a team of one. */
#include "team.h"

#include <stddef.h>

static int run_alone(const ccs_work_t *work, uint32_t first, uint32_t end)
{
    void *tools = NULL;
    int ret = work->begin && first < end ? work->begin(work->context, &tools) : 0;

    for (uint32_t i = first; ret == 0 && i < end; i++) {
        ret = work->piece(work->context, tools, i);
        if (ret == 0 && work->collect) ret = work->collect(work->context, tools, i);
    }
    if (work->end && first < end) work->end(work->context, tools);
    return ret;
}

int ccs_team_run(ccs_team_t *self, const ccs_work_t *work, uint32_t first, uint32_t end)
{
    return self ? self->run(self, work, first, end) : run_alone(work, first, end);
}
