/* one_thread.c - a team is one where there are no threads; for study/threads.c. */
#include <stddef.h>

#include "threads.h"

static int run(ccs_team_t *self, const ccs_work_t *work, uint32_t first, uint32_t end)
{
    (void) self;
    return ccs_team_run(NULL, work, first, end);
}

ccs_threads_t ccs_threads(uint32_t n)
{
    (void) n;
    return (ccs_threads_t){.team = {run}, .n = 1};
}

uint32_t ccs_threads_all(void)
{
    return 1;
}
