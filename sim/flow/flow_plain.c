/* flow_plain.c - contacts one at a time, groups of alike agents: what most scenarios are. */
enum { TOLD = 0 };
#define LIFE CCS_LIFE_PLAIN
#include "life/all.h"
