/* experiment_threads.c - the same experiment with four threads, twice, and with one: every record, sum, quantile and histogram has the
 * same bits. Under the thread sanitizer it also shows that threads share nothing that changes. */
#include <stdio.h>

#include "support.h"

/* Everything that a thread writes: trunks, IVR, redials, several types, groups and days, precision blocks. */
static const char DAYS[] = "clock:{open=\"08:00-10:00\";days=2;at_close=\"carry\";};"
                           "day_factors:{weather:{dist=\"gamma\";cv=0.2;};};"
                           "types:{a:{arrivals:{per_hour=311;day_factor=\"weather\";};talk:{dist=\"lognormal\";mean=137;cv=0.9;};"
                           "wrap=23;patience:{dist=\"exponential\";mean=97;};groups=(\"x\",\"y\");ivr:{contained=0.1;time=11;};"
                           "redial:{after_abandon=0.6;after_block=0.7;delay:{dist=\"exponential\";mean=307;};};};"
                           "b:{arrivals:{per_hour=71;day_factor=\"weather\";};talk:{dist=\"gamma\";mean=211;cv=1.1;};"
                           "patience=301;groups=([\"x\",\"y\"]);agent_selection=\"random\";"
                           "reconnect:{probability=0.2;delay=401;};};};"
                           "groups:{x:{staff=11;};y:{staff=5;};};trunks:{t:{lines=31;};};run:{replications=7;seed=2385;};";
static const char STEADY[] = "types:{a:{arrivals:{per_minute=5;};talk:{dist=\"exponential\";mean=47;};"
                             "patience:{dist=\"exponential\";mean=71;};};};groups:{g:{staff=5;};};"
                             "run:{mode=\"steady\";warm_up=\"1 h\";length=\"20 h\";batches=5;replications=6;seed=17;};";

static experiment_t *run_with(const char *cfg, uint32_t threads, bool precise)
{
    experiment_t *const e = experiment_new(cfg);

    e->threads = threads;
    if (precise) {
        e->metric = metric_of(&e->metrics, "asa_s");
        e->options.precision = 0.15;
        e->options.max_replications = 60;
    }
    (void) experiment_run(e);
    return e;
}

static int compare(const char *what, const char *cfg, bool precise)
{
    experiment_t *const one = run_with(cfg, 1, precise);
    int ret = one->ret != 0 || one->results.n_replications == 0;

    if (ret) fprintf(stderr, "%s: one thread: error %d\n", what, one->ret);
    for (int again = 0; again < 2; again++) {
        experiment_t *const four = run_with(cfg, 4, precise);
        const char *const difference = four->ret ? "the outcome" : results_difference(&one->results, &four->results);

        if (difference) {
            fprintf(stderr, "%s: one thread and four differ in %s\n", what, difference);
            ret = 1;
        }
        experiment_delete(four);
    }
    experiment_delete(one);
    return ret;
}

int main(void)
{
    int ret = compare("days", DAYS, false);

    ret |= compare("days to a precision", DAYS, true);
    ret |= compare("steady state", STEADY, false);
    if (ret == 0) puts("one thread and four agree in every bit");
    return ret;
}
