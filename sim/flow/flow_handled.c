/* flow_handled.c - rich, with contacts that go on to another agent after a talk. */
enum { TOLD = 0, WATCHED = 0, RICH = 1, LEAN = 0, LEGS = 1 };
#define LIFE CCS_LIFE_HANDLED
#define NAME "handled"
#include "life/all.h"
