/* flow_further.c - rich, with contacts that go further than to an agent and back, or whose way depends on the moment. */
enum { TOLD = 0, WATCHED = 0, RICH = 1, LEAN = 0, FURTHER = 1 };
#define LIFE CCS_LIFE_FURTHER
#define NAME "further"
#include "life/all.h"
