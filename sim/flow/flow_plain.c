/* flow_plain.c - contacts one at a time, groups of alike agents: what most scenarios are. */
enum { TOLD = 0, WATCHED = 0, RICH = 0, LEAN = 0, FURTHER = 0 };
#define LIFE CCS_LIFE_PLAIN
#define NAME "plain"
#include "life/all.h"
