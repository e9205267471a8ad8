/** @file records.h  Contacts as they were recorded, a row each: read from tables of any tool, and from the log that ccsim writes itself. */
#ifndef CCS_RECORDS_H
#define CCS_RECORDS_H

#include "csv_read.h"
#include "record_outcome.def"

#define X(name, words) CCS_RECORD_##name,
enum ccs_record_outcome { CCS_RECORD_OUTCOME_LIST(X) CCS_N_RECORD_OUTCOMES };
#undef X

/** A contact, or a further leg of one that was transferred. NAN: the record does not say. */
typedef struct {
    int64_t day;   /* since 1970-01-01 */
    double time_s; /* of the day, when it came */
    double wait_s, talk_s, wrap_s;
    uint32_t queue, group, agent,
        customer;      /* numbers of names; CCS_RECORD_UNKNOWN: not said. An agent is one of the group: each may number its own */
    uint32_t channel;  /* number of its name; CCS_RECORD_UNKNOWN: not said */
    uint32_t series;   /* replication, or 0 */
    uint8_t outcome;   /* enum ccs_record_outcome */
    uint8_t handed_on; /* CCS_RECORD_YES: the talk ended with a transfer */
    uint8_t mark;      /* of a survey, 1 to 5; 0: none */
    bool is_leg;       /* a further leg: it did not come from outside */
    bool comes_again;  /* whoever came had been there before: filled in by the calibration */
} ccs_recorded_t;
#define CCS_RECORD_UNKNOWN UINT32_MAX
enum { CCS_RECORD_MAYBE, CCS_RECORD_NO, CCS_RECORD_YES };

/** Names and their numbers, in the order of the names. */
typedef struct {
    const char **names;
    uint32_t n;
} ccs_record_names_t;

/** Zero-initialised: none. Everything is the arena's. */
typedef struct {
    ccs_recorded_t *rows; /* n, by queue, series and moment */
    size_t n;
    ccs_record_names_t queues, groups, agents, channels;
    bool has_wait, has_talk, has_wrap, has_agent, has_customer;
    const char *columns; /* which column was taken for what, in a sentence */
} ccs_records_t;

/** Whether a table holds contacts, a row each: it has a column of outcomes, or of waits or talks without one of numbers of contacts. */
bool ccs_records_are(const ccs_csv_table_t *table);
/** A table of contacts. */
typedef struct {
    ccs_csv_table_t table;
    const char *path;  /* for messages */
    const char *dates; /* "D.M.Y" and so on; NULL: the file tells */
} ccs_records_from_t;
/** Read it. Rows whose moment cannot be read are errors, outcomes that nobody knows are warnings and taken from the talk.
 * @return 0 or a code, with every error in @p errors */
int ccs_records_read(ccs_records_t *self, const ccs_records_from_t *from, ccs_arena_t *arena, ccs_err_list_t *errors);

#endif
