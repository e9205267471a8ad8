/** @file cli_job.h  What commands that simulate have in common: options of the command line, the bar, the partial file. */
#ifndef CCS_CLI_JOB_H
#define CCS_CLI_JOB_H

#include "cli_args.h"
#include "cli_progress.h"
#include "job.h"

/** Numbers and wishes of the command line into options. Told on stderr. @param time_limit_s  set if there is one
 * @return 0 or CCS_ERR_USAGE */
int ccs_cli_job_options(const ccs_args_t *args, ccs_job_options_t *options, double *time_limit_s);
/** Be ready to be stopped, from the program's start on: until something is simulated it ends at once. @param time_limit_s  0 = none */
void ccs_cli_job_prepare(double time_limit_s);
/** Tell before the simulation that it takes more than half of the machine's memory, or many minutes. Unless --quiet, on stderr.
 * @param jobs  initialised: one, or the variants of a comparison @return 0 or CCS_ERR_NOMEM */
int ccs_cli_job_doubt(const ccs_args_t *args, const ccs_job_t *jobs, uint32_t n, ccs_err_t *err);
/** The simulation begins: what is finished is kept from now on when the program is stopped. Begin the bar where it is welcome. */
ccs_progress_t ccs_cli_job_start(const ccs_args_t *args, double precision);
/** All is simulated, and the result about to be made and written where there is an output. */
void ccs_cli_job_simulated(const ccs_args_t *args);
/** The result is written; what is left are tables. */
void ccs_cli_job_written(void);

/** Tell that a run was stopped after some replications of so many, and where @p partial keeps them. @return whether it shall be written:
 * there is an output and anything was finished */
bool ccs_cli_job_stopped(const ccs_args_t *args, uint32_t done, uint32_t asked);
/** Write what is finished to the partial file: "fewer.h5" -> "fewer.partial.h5". Told on stderr. @return the code of the stop, or of what
 * kept it from being written */
int ccs_cli_job_keep(const ccs_args_t *args, const ccs_dataset_t *data, uint32_t done);

#endif
