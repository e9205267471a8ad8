/* hello.c - the smallest host program: includes and links only what is installed, and prints the version it was linked with. */
#include <ccsim/ccsim.h>

#include <stdio.h>

int main(void)
{
    return puts(ccsim_version()) < 0;
}
