/** @file erlang_options.h  The options of `ccsim erlang` (def/erlang_option.def), which depend on the model, and what help says of them. */
#ifndef CCS_ERLANG_OPTIONS_H
#define CCS_ERLANG_OPTIONS_H

#include <stdbool.h>

#include "erlang_option.def"

enum ccs_erlang_kind {
    CCS_ERLANG_RATE,
    CCS_ERLANG_NUMBER,
    CCS_ERLANG_COUNT,
    CCS_ERLANG_DURATION,
    CCS_ERLANG_SHARE,
    CCS_ERLANG_TEXT,
    CCS_ERLANG_FLAG
};
enum { CCS_ERLANG_NAME_MAX = 32 };

#define X(name, models, kind, value, text) CCS_ERLANG_OPTION_##name,
enum ccs_erlang_option { CCS_ERLANG_OPTION_LIST(X) CCS_N_ERLANG_OPTIONS };
#undef X

/** A row of erlang_option.def. */
typedef struct {
    const char *name, *models; /* "per_hour"; "bca" */
    enum ccs_erlang_kind kind;
    const char *value, *text; /* value: what follows; "" = a flag */
} ccs_erlang_row_t;
extern const ccs_erlang_row_t CCS_ERLANG_OPTIONS[CCS_N_ERLANG_OPTIONS];

/** "--counted-as" from "counted_as". @return text */
const char *ccs_erlang_option_name(enum ccs_erlang_option option, char text[CCS_ERLANG_NAME_MAX]);

/** An option of the command, as --help, the manual page and completion show it. */
typedef struct {
    char name[32];        /* "per-hour" */
    const char *argument; /* "N"; "" = a flag */
    const char *text;
    const char *remark; /* behind the text: " (a only)", or "" */
} ccs_erlang_option_t;
/** Option i, counted from 0. @return false behind the last one */
bool ccs_erlang_option(int i, ccs_erlang_option_t *option);
/** Service level i that --counted-as knows, counted from 0. @return false behind the last one */
bool ccs_erlang_service_level(int i, const char **name, const char **text);
/** What the models b, c, a are, and what can be written behind --target. */
extern const char CCS_ERLANG_MODELS[], CCS_ERLANG_TARGETS[];
/** Commands that show what can be asked, a line each. */
extern const char CCS_ERLANG_EXAMPLES[];

#endif
