/* cli_trace.c - the command `ccsim trace`: one replication told event by event, or what became of one contact. Invariant: what is told
 * changes no number; what was asked for is known to make sense before anything is simulated. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "cli_command.h"
#include "cli_say.h"
#include "local_time.h"
#include "replication.h"
#include "scenario.h"
#include "story.h"

static const double STEADY_WINDOW_S = 3600; /* told of a steady run unless --to says more */

typedef struct {
    const ccs_args_t *args;
    ccs_scenario_t scenario;
    ccs_local_time_t local;
    ccs_metrics_t metrics;
    ccs_replication_t replication;
    uint64_t seed, number; /* number from 1 */
    double from_s, to_s;
    const char *label;    /* of the contact; NULL = everything */
    ccs_attempt_t wanted; /* the contact */
    ccs_story_t story;
    ccs_told_t told;
    uint64_t n_told;
    int ret; /* of the story */
} trace_t;

/* ---- what is wanted ------------------------------------------------------------------------------------------------------------- */

static int load(trace_t *self)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_scenario_load(self->args->operands[0], self->args->sets, self->args->n_sets, &self->scenario, &errors);

    ccs_say_all(&errors, self->args);
    ccs_err_list_free(&errors);
    return ret;
}

/* Wrong usage that shows without the scenario. Told on stderr. */
static int read_numbers(trace_t *self)
{
    const ccs_args_t *const args = self->args;
    const bool window = ccs_args_has(args, CCS_OPTION_FROM) || ccs_args_has(args, CCS_OPTION_TO);
    int ret = 0;

    CCS_TRY(ccs_args_whole(args, CCS_OPTION_SEED, 0, UINT64_MAX, &self->seed));
    CCS_TRY(ccs_args_whole(args, CCS_OPTION_REPLICATION, 1, CCS_REPLICATIONS_MAX, &self->number));
    if (window && ccs_args_has(args, CCS_OPTION_CONTACT))
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_CONTACT, "goes without --from and --to: its story is told from end to end"));
out:
    return ret;
}

static int read_time(trace_t *self, enum ccs_option option, double *time_s)
{
    const char *const text = self->args->given[option];
    ccs_err_t err = {0};

    if (!text || ccs_local_time_read(&self->local, text, time_s, &err) == 0) return 0;
    return ccs_args_refuse(self->args, option, "%s", err.text);
}

/* A day is told from end to end, a steady run for an hour from the end of its warm-up or from --from. */
static int read_window(trace_t *self)
{
    const ccs_plan_t *const plan = &self->scenario.plan;
    const bool steady = !plan->axis.has_clock, has_to = ccs_args_has(self->args, CCS_OPTION_TO);
    int ret = 0;

    self->from_s = -(double) INFINITY;
    self->to_s = (double) INFINITY;
    if (self->label) return 0;
    if (steady) self->from_s = plan->warm_up_s;
    CCS_TRY(read_time(self, CCS_OPTION_FROM, &self->from_s));
    if (steady) self->to_s = self->from_s + STEADY_WINDOW_S;
    CCS_TRY(read_time(self, CCS_OPTION_TO, &self->to_s));
    if (steady && has_to && !ccs_args_has(self->args, CCS_OPTION_FROM) && self->to_s < self->from_s) self->from_s = 0;
    if (self->to_s < self->from_s)
        CCS_TRY(ccs_args_refuse(self->args, CCS_OPTION_TO, "must not be before --from %s, found \"%s\"",
            self->args->given[CCS_OPTION_FROM], self->args->given[CCS_OPTION_TO]));
out:
    return ret;
}

static int read_contact(trace_t *self)
{
    ccs_err_t err = {0};

    self->label = self->args->given[CCS_OPTION_CONTACT];
    if (!self->label || ccs_contact_find(&self->scenario.plan, self->label, &self->wanted, &err) == 0) return 0;
    return ccs_args_refuse(self->args, CCS_OPTION_CONTACT, "%s", err.text);
}

/* ---- telling -------------------------------------------------------------------------------------------------------------------- */

static void print_moment(const trace_t *self, const ccs_moment_t *moment)
{
    char time[CCS_LOCAL_TIME_MAX], text[CCS_WORDS_MAX];

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) {
        ccs_moment_json(&self->scenario.plan, moment, ccs_local_time_iso(&self->local, moment->time_s, time, sizeof time),
            stdout);
        return;
    }
    printf("%s  %s\n", ccs_local_time_show(&self->local, moment->time_s, time, sizeof time),
        ccs_moment_sentence(&self->scenario.plan, moment, text, sizeof text));
}

static void tell(void *listener, const ccs_moment_t *moment)
{
    trace_t *const self = listener;
    const bool is_wanted = !self->label || (moment->of.type == self->wanted.type && moment->of.index == self->wanted.index);

    if (moment->time_s > self->to_s || ferror(stdout)) self->told.enough = true; /* a reader that has gone wants no more */
    if (!is_wanted || moment->time_s < self->from_s || moment->time_s > self->to_s || self->ret) return;
    print_moment(self, moment);
    self->n_told++;
    if (!self->label) return;
    self->ret = ccs_story_add(&self->story, moment);
    self->told.enough = self->ret || ccs_story_is_over(&self->story) || ferror(stdout);
}

static int no_such_contact(const trace_t *self)
{
    const ccs_source_t *const source = &self->replication.flow.world.sources[self->wanted.type];

    return ccs_args_refuse(self->args, CCS_OPTION_CONTACT,
        "%s never arrives: in replication %" PRIu64 " with seed %" PRIu64 " there are %" PRIu32 " contacts of %s", self->label,
        self->number, self->seed, source->index, self->scenario.plan.types[self->wanted.type].name);
}

static int end_story(trace_t *self)
{
    int ret = 0;

    if (ferror(stdout)) return 0;
    if (!ccs_story_has_begun(&self->story)) return no_such_contact(self);
    CCS_TRY(ccs_story_end(&self->story));
    if (ccs_args_has(self->args, CCS_OPTION_JSON)) ccs_story_json(&self->story, stdout);
    else printf("\n%s\n", self->story.text);
out:
    return ret;
}

static void print_head(const trace_t *self)
{
    const ccs_plan_t *const plan = &self->scenario.plan;

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) return;
    printf("%s\n%s%sreplication %" PRIu64 ", seed %" PRIu64 "\n\n", plan->title,
        plan->axis.has_clock ? plan->day_labels[0] : "times since the start", ", ", self->number, self->seed);
}

/* ---- the command ---------------------------------------------------------------------------------------------------------------- */

/* @return code; what is wrong is told on stderr, but for want of memory */
static int prepare(trace_t *self)
{
    int ret = 0;

    CCS_TRY(read_numbers(self));
    CCS_TRY(load(self));
    if (!ccs_args_has(self->args, CCS_OPTION_SEED)) self->seed = self->scenario.plan.seed;
    self->local = ccs_local_time_of(&self->scenario.plan);
    CCS_TRY(read_contact(self));
    CCS_TRY(read_window(self));
out:
    return ret;
}

static int carry_out(trace_t *self)
{
    static const ccs_err_t no_memory = {.code = CCS_ERR_NOMEM, .text = "out of memory"};
    int ret = prepare(self);

    if (ret) return ret;
    self->story = ccs_story_begin(&self->scenario.plan, &self->local);
    self->told = (ccs_told_t){.tell = tell, .listener = self};
    CCS_TRY(ccs_metrics_init(&self->metrics, &self->scenario.plan));
    CCS_TRY(ccs_replication_init(&self->replication, &self->scenario.plan, &self->metrics, NULL));
    if (!self->label) print_head(self);
    CCS_TRY(ccs_replication_tell(&self->replication, &self->told, self->seed, (uint32_t) (self->number - 1)));
    CCS_TRY(self->ret);
    if (self->label) CCS_TRY(end_story(self));
    else if (self->n_told == 0 && !ferror(stdout)) fprintf(stderr, "nothing happens in that time\n");
out:
    if (ret == CCS_ERR_NOMEM) ccs_say(&no_memory);
    return ret;
}

int ccs_cli_trace(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_trace, argc, argv, &status)) return status;
    trace_t trace = {.args = &args, .number = 1};

    status = ccs_err_status(carry_out(&trace));
    ccs_story_free(&trace.story);
    ccs_replication_free(&trace.replication);
    ccs_metrics_free(&trace.metrics);
    ccs_scenario_free(&trace.scenario);
    ccs_args_free(&args);
    return status;
}
