/** @file scenario_setting.h  The text of a setting, PATH=VALUE, PATH*=1.1, PATH+=2, taken apart. Knows no scenario. */
#ifndef CCS_SCENARIO_SETTING_H
#define CCS_SCENARIO_SETTING_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "scenario_limits.h"

enum ccs_setting_operation { CCS_SETTING_ASSIGN, CCS_SETTING_MULTIPLY, CCS_SETTING_ADD };
enum { CCS_SETTING_PATH_MAX = 128 };

typedef struct {
    const char *key; /* NULL: element number index */
    uint32_t index;
    bool any;    /* a *: key is "*", or the member that its turn is */
    bool quoted; /* the key may be a label; where it leads somewhere, it is the name */
} ccs_path_step_t;

/** A number as an operand: 2, 1.1, "80 %", "4 min 30 s". */
typedef struct {
    double x;
    int64_t i; /* if whole */
    bool whole, percent;
} ccs_quantity_t;

typedef struct {
    enum ccs_setting_operation operation;
    bool minus;               /* -= */
    const char *path, *value; /* texts, trimmed; "" as far as they are not known */
    ccs_path_step_t steps[CCS_SCENARIO_MAX_DEPTH];
    uint32_t n_steps;
    uint32_t n_open;    /* steps up to and with the last *; 0: there is none */
    const char *no_key; /* after an error: what stands where a key should, which may be a label; NULL: that is not the error */
} ccs_setting_t;

/** @param arena  of the texts @return 0, CCS_ERR_SCENARIO or CCS_ERR_NOMEM with *err filled in; what was taken before it is there */
int ccs_setting_parse(ccs_setting_t *self, const char *text, ccs_arena_t *arena, ccs_err_t *err);
/** The value as a number to multiply by or to add, which may have a sign, and quotes as in a file. */
int ccs_setting_operand(const ccs_setting_t *self, ccs_arena_t *scratch, ccs_quantity_t *operand, ccs_err_t *err);
/** @return false: the text is no quantity */
bool ccs_quantity_parse(const char *text, ccs_quantity_t *quantity);
/** The first n steps as a path. @return text */
const char *ccs_steps_text(const ccs_path_step_t *steps, uint32_t n, char text[CCS_SETTING_PATH_MAX]);

#endif
