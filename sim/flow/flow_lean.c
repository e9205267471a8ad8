/* flow_lean.c - plain, where contacts do no more than come, wait, talk and perhaps redial: what need not be tested for is 6 % of the instructions. */
enum { TOLD = 0, WATCHED = 0, RICH = 0, LEAN = 1, FURTHER = 0 };
#define LIFE CCS_LIFE_LEAN
#define NAME "lean"
#include "life/all.h"
