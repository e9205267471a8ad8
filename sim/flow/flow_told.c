/* flow_told.c - the same with every moment noted, for whoever wants to see what happens. */
enum { TOLD = 1 };
#define LIFE CCS_LIFE_TOLD
#include "life/all.h"
