/* flow_watched.c - handled, with what each agent does counted, for whoever asks for figures of single agents, for more of them, or for intervals of service or exit. */
enum { TOLD = 0, WATCHED = 1, RICH = 1, LEAN = 0, FURTHER = 1 };
#define LIFE CCS_LIFE_WATCHED
#define NAME "watched"
#include "life/all.h"
