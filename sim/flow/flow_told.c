/* flow_told.c - watched, with every moment noted, for whoever wants to see what happens. */
enum { TOLD = 1, WATCHED = 1, RICH = 1, LEAN = 0, FURTHER = 1 };
#define LIFE CCS_LIFE_TOLD
#define NAME "told"
#include "life/all.h"
