/** @file scenario_limits.h  How much a scenario may hold, so that no text makes the reader work or grow without end. */
#ifndef CCS_SCENARIO_LIMITS_H
#define CCS_SCENARIO_LIMITS_H

enum {
    CCS_SCENARIO_MAX_BYTES = 1 << 20, /* one file */
    CCS_SCENARIO_MAX_SETTINGS = 4000, /* one file */
    CCS_SCENARIO_MAX_DEPTH = 64,
    CCS_SCENARIO_MAX_EXTENDS = 16,           /* levels */
    CCS_SCENARIO_MAX_FILES = 64,             /* read for one scenario, repeats included */
    CCS_SCENARIO_MAX_SETTINGS_IN_ALL = 8000, /* of these files and of `--set` together, before `like` */
    CCS_SCENARIO_MAX_NODES = 500000,         /* of one file; of one scenario, before CSV files are inlined */
    CCS_SCENARIO_MAX_ROWS = 4000000,         /* of all columns that are read of CSV files, about 1 GB */
};

#endif
