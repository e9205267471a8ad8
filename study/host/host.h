/** @file host.h  What the handles of the public header hold, and how a host program is told what is wrong. */
#ifndef CCS_HOST_H
#define CCS_HOST_H

#include <ccsim/ccsim.h>

#include "comparison.h"
#include "scenario.h"
#include "stop.h"
#include "sweep_store.h"
#include "uncertainty.h"
#include "view.h"
#include "what_if.h"

struct ccsim_scenario {
    ccs_scenario_t scenario;
    const char *settings; /* what it was changed by, a line each */
    ccs_what_if_t all;    /* the same, one by one */
    char *sentences;      /* owned; NULL until asked for */
    ccs_arena_t arena;    /* of the source, which the scenario refers to */
};

struct ccsim_result {
    ccs_job_t job;               /* of a run */
    ccs_comparison_t comparison; /* of variants */
    ccs_uncertainty_t *doubts;   /* of a run, or of each variant; NULL: values that are estimates are as they are written */
    ccs_arena_t arena;           /* of what they are made of */
    ccs_dataset_t own;           /* of a file, or of a study */
    ccs_sweep_t study;           /* whose texts its data refers to */
    const ccs_dataset_t *data;
    ccs_view_t view; /* of a study it is empty */
};

struct ccsim_stop {
    ccs_stop_t flag;
};

/** A source of the host's, copied: what is read, and by what it is changed. */
typedef struct {
    ccs_scenario_origin_t source;
    const char *name;  /* NULL: not said */
    ccs_what_if_t all; /* settings, and behind them those of the what-ifs, with their words; its name is that of the last */
    size_t n_common;   /* settings that are no what-if's */
} ccs_host_source_t;

/** @return 0, CCS_ERR_USAGE (a what-if that is none) or CCS_ERR_NOMEM */
int ccs_host_source(const ccsim_source_t *source, ccs_arena_t *arena, ccs_host_source_t *to, ccs_err_t *err);

void ccs_host_tell(const ccsim_listener_t *listener, const ccs_err_t *err);
void ccs_host_tell_all(const ccsim_listener_t *listener, const ccs_err_list_t *errors);
/** Tell it. @return the status of its code */
int ccs_host_fail(const ccsim_listener_t *listener, const ccs_err_t *err);
int ccs_host_no_memory(const ccsim_listener_t *listener);

/** @return 0 or, with the range, CCS_ERR_USAGE: it is not from 1 to @p most */
int ccs_host_check_range(const char *name, uint32_t found, uint32_t most, ccs_err_t *err);

/** Give a result out whose data is there, after opening its view. @return 0 or a code */
int ccs_host_open(ccsim_result_t *self, ccs_err_t *err);
/** Give a result out, or tell what went wrong and free it. @param ret  0 or a code, CCS_ERR_STOPPED where data is what was finished */
int ccs_host_give(int ret, ccsim_result_t *self, const ccs_err_t *err, const ccsim_listener_t *listener, ccsim_result_t **to);

#endif
