/* plain_temp.c - temporary files where no signal ends the program; for file/file_temp.c. */
#include <fcntl.h>

#include "file_temp.h"

/* Outside of functions, as the header's contract has it: the count is the program's. */
static uint32_t n_named;

int ccs_temp_open(char *path, bool template_name)
{
    /* Nobody else has files here: the name as it stands is as good as a new one. */
    return open(path, O_WRONLY | O_CREAT | (template_name ? O_TRUNC : O_EXCL), 0666);
}

void ccs_temp_forget(const char *path)
{
    (void) path;
}

int ccs_temp_name(int (*name)(const void *of), const void *of)
{
    const int why = name(of);

    if (why == 0) n_named++;
    return why;
}

uint32_t ccs_temp_n_named(void)
{
    return n_named;
}

void ccs_temp_abandon(void)
{
}
