/** @file sweep_queue.h  A study shared out to a queue: a list of commands, or a script for Slurm. */
#ifndef CCS_SWEEP_QUEUE_H
#define CCS_SWEEP_QUEUE_H

#include <stdio.h>

#include "cli_args.h"

/** A line for each shard, and one that puts them together, for any queue: `xargs`, `parallel`, ssh, a batch system. All but the last may run at the same time, and again: what is whole is not simulated
 * again, what was cut short goes on. */
void ccs_sweep_commands(const ccs_args_t *args, uint32_t shards, FILE *to);
/** A script that submits the shards as a job array, waits, submits again those that left nothing (three times at most), and puts them together. */
void ccs_sweep_slurm(const ccs_args_t *args, uint32_t shards, FILE *to);

#endif
