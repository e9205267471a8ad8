/* flow_rich.c - for what plain contacts and agents cannot do: several contacts in hand. */
enum { TOLD = 0, WATCHED = 0, RICH = 1, LEAN = 0, FURTHER = 0 };
#define LIFE CCS_LIFE_RICH
#define NAME "rich"
#include "life/all.h"
