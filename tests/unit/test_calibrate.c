/* test_calibrate.c - what becomes of records: tables of which every number is known. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "calibrate_parts.h"
#include "csv_read.h"
#include "estimate.h"

static char *text; /* of the table at hand */
static size_t size;
static FILE *to;
static ccs_calibration_t found;
static ccs_records_t records;
static ccs_err_list_t errors;

static void begin(const char *header)
{
    to = open_memstream(&text, &size);
    fprintf(to, "%s\n", header);
}

/* A row at a moment of March 2026, the 2nd of which is a Monday. @param second  of the day */
static void row(int day, int second, const char *format, ...)
{
    va_list args;

    fprintf(to, "2026-03-%02d %02d:%02d:%02d,sales,", day, second / 3600, second / 60 % 60, second % 60);
    va_start(args, format);
    vfprintf(to, format, args);
    va_end(args);
    fputc('\n', to);
}

/* What the rows say. */
static ccs_calibrated_t *calibrated(void)
{
    ccs_csv_file_t *file;
    ccs_records_from_t from = {.path = "x.csv"};
    char path[] = "/tmp/test_calibrate.XXXXXX";
    const int at = mkstemp(path);

    fclose(to);
    cr_assert(at >= 0);
    FILE *const csv = fdopen(at, "w");

    fwrite(text, 1, size, csv);
    fclose(csv);
    cr_assert_eq(ccs_csv_open(path, &found.arena, &file, &errors), 0);
    remove(path);
    cr_assert_eq(ccs_csv_table(file, &from.table, &errors), 0);
    cr_assert_eq(ccs_records_read(&records, &from, &found.arena, &errors), 0);
    found.records = &records;
    found.names = "x.csv";
    found.without_p = true;
    cr_assert_eq(ccs_calibrate(&found, &errors), 0);
    return &found.queues[0];
}

/* NULL: nothing is told of it */
static const ccs_calibrated_number_t *number_of(const char *key)
{
    for (uint32_t i = 0; i < found.n_numbers; i++)
        if (strcmp(found.numbers[i].key, key) == 0) return &found.numbers[i];
    return NULL;
}

static void finish(void)
{
    free(text);
    text = NULL;
    ccs_calibration_free(&found);
    found = (ccs_calibration_t){0};
    ccs_err_list_free(&errors);
}

TestSuite(calibrate, .fini = finish, .timeout = 60);

Test(calibrate, shares_of_any_count_have_an_interval)
{
    for (int of = 1; of <= 1000; of += of < 60 ? 1 : 47)
        for (int n = 0; n <= of; n++) {
            const ccs_calibrated_share_t share = ccs_calibrate_share(n, of);

            cr_assert(share.share.low >= 0 && share.share.low <= share.share.is, "%d of %d", n, of);
            cr_assert(share.share.high <= 1 && share.share.high >= share.share.is, "%d of %d", n, of);
            cr_assert(share.share.high - share.share.low > 0, "%d of %d", n, of);
        }
    const ccs_calibrated_share_t some = ccs_calibrate_share(16, 500), little = ccs_calibrate_share(0.2, 0.5);

    cr_expect_float_eq(some.share.low, ccs_estimate_share(16, 500, 0.95).low, 1e-12);
    cr_expect(little.share.low == 0 && little.share.high == 1 && fabs(little.share.is - 0.4) < 1e-12);
    cr_expect_eq(ccs_calibrate_share(0, 0).of, 0);
}

/* Customers who give up, of whom some come again, ten days after one another. @param delay_s  of the first, the next ones ever later by @param growth */
static void abandon_and_return(int n, int n_again, double delay_s, double growth)
{
    begin("arrival,queue,customer,wait,outcome,talk");
    for (int i = 0; i < n; i++, delay_s *= i <= n_again ? growth : 1) {
        const int day = 2 + i / 20, second = 8 * 3600 + i % 20 * 300;

        row(day, second, "c%d,60,abandoned,", i);
        if (i < n_again) row(day, second + 60 + (int) delay_s, "c%d,30,answered,150", i);
    }
    for (int day = 2; day <= 1 + (n + 19) / 20; day++) row(day, 16 * 3600, "end%d,30,answered,150", day);
}

Test(calibrate, a_share_comes_again_once)
{
    abandon_and_return(100, 50, 20, 1.12); /* to 1.5 hours, whatever a long tail would make of it */
    const ccs_calibrated_t *const queue = calibrated();
    const ccs_calibrated_number_t *const share = number_of("redial.after_abandon");

    cr_assert(share);
    cr_assert_null(queue->redial.missing);
    for (uint32_t i = 0; i < queue->redial.n_laws; i++)
        cr_expect(queue->redial.laws[i].has_never, "what is missing in the end is in the share, not in the law of delays");
    const double in_window = 1 - (ccs_fit_left(&queue->redial.laws[0], 4 * 3600.0) - (1 - share->x.is)) / share->x.is;

    cr_expect_float_eq(share->x.is * in_window, 0.5, 0.02);
    cr_expect_eq((int) queue->contacts, 105, "%g", queue->contacts);
}

Test(calibrate, a_share_that_is_not_identified_says_so)
{
    begin("arrival,queue,customer,wait,outcome,talk");
    for (int i = 0; i < 100;
         i++) { /* as many in each ten minutes of the four hours that are looked at: perhaps in later ones too */
        row(2 + i / 20, 8 * 3600 + i % 20 * 60, "c%d,60,abandoned,", i);
        if (i < 24) row(2 + i / 20, 8 * 3600 + i % 20 * 60 + 300 + 590 * i, "c%d,30,answered,150", i);
    }
    for (int day = 2; day <= 6; day++) row(day, 16 * 3600, "end%d,30,answered,150", day);
    (void) calibrated();
    const ccs_calibrated_number_t *const open = number_of("redial.after_abandon");

    cr_assert(open);
    cr_expect(strstr(open->sentence, "it is not identified"), "%s [%g, %g]", open->sentence, open->x.low, open->x.high);
    finish();
    abandon_and_return(100, 50, 20, 1.05);
    (void) calibrated();
    cr_expect(!strstr(number_of("redial.after_abandon")->sentence, "identified"));
}

Test(calibrate, all_come_again)
{
    abandon_and_return(40, 40, 20, 1.05);
    (void) calibrated();
    const ccs_calibrated_number_t *const share = number_of("redial.after_abandon");

    cr_assert(share);
    cr_expect_float_eq(share->x.is, 1, 1e-9);
    cr_expect_float_eq(share->x.low, ccs_estimate_share(40, 40, 0.95).low, 1e-9);
}

/* A scenario in which everybody comes again for ever is none. */
Test(calibrate, who_never_ends_to_come_again_counts_as_a_contact)
{
    begin("arrival,queue,customer,wait,outcome,talk");
    for (int i = 0; i < 400; i++) row(2 + i / 100, 8 * 3600 + i % 100 * 200, "c%d,10,answered,60", i % 4);
    const ccs_calibrated_t *const queue = calibrated();

    cr_assert(queue->reconnect.missing);
    cr_expect(strstr(queue->reconnect.missing, "for ever"), "%s", queue->reconnect.missing);
    cr_expect_eq((int) queue->contacts, 400, "%g", queue->contacts);
}

Test(calibrate, too_few_who_came_again_count_as_contacts)
{
    abandon_and_return(40, 19, 20, 1.05);
    const ccs_calibrated_t *const queue = calibrated();

    cr_assert(queue->redial.missing);
    cr_expect(strstr(queue->redial.missing, "count as others do"), "%s", queue->redial.missing);
    cr_expect_null(number_of("redial.after_abandon"));
    cr_expect_eq((int) queue->contacts, 40 + 19 + 2, "%g", queue->contacts);
}

/* --- who leaves at once ------------------------------------------------------------------------------------------------ */

Test(calibrate, nobody_balks_where_waits_are_unknown)
{
    begin("arrival,queue,outcome,talk");
    for (int i = 0; i < 40; i++) row(2 + i % 5, 30000 + 60 * i, i % 4 == 0 ? "balked," : "answered,%d", 100 + i);
    (void) calibrated();
    cr_expect_null(number_of("balk"));
}

Test(calibrate, balks_are_of_who_would_have_had_to_wait)
{
    begin("arrival,queue,wait,outcome,talk");
    for (int i = 0; i < 40; i++)
        row(2, 30000 + 60 * i, i % 4 == 0 ? ",balked," : i % 4 == 1 ? ",answered,100" : "5,answered,%d", 100 + i);
    (void) calibrated();
    const ccs_calibrated_number_t *const balk = number_of("balk");

    cr_assert(balk);
    cr_expect_float_eq(balk->x.is, 10.0 / 40, 1e-12, "those without a wait on record are as the others are");
}

/* --- a base that contains ---------------------------------------------------------------------------------------------- */

static double contacts_of(const char *outcome, uint32_t n_contains)
{
    static const char *const contains[] = {"sales"};

    ccs_arena_free(&found.arena);
    found = (ccs_calibration_t){.contains = contains, .n_contains = n_contains};
    free(text);
    begin("arrival,queue,agent,wait,outcome,talk");
    for (int i = 0; i < 60; i++) row(2, 8 * 3600 + 20 * i, i % 3 == 0 ? ",,%s," : "a,0,answered,100", outcome);
    return calibrated()->contacts;
}

Test(calibrate, who_is_contained_comes_to_a_base_that_contains)
{
    cr_expect_eq(contacts_of("contained", 0), 40, "who asked for an agent");
    cr_expect_eq(contacts_of("contained", 1), 60);
    cr_expect_eq(found.queues[0].contained, 20);
    cr_expect_eq(errors.n, 0);
    cr_expect_eq(contacts_of("abandoned", 1), 60);
    cr_expect(errors.n == 1 && strstr(errors.items[0].text, "nobody on record was"),
        "told, where the base would contain them again");
}

/* --- agents ------------------------------------------------------------------------------------------------------------ */

static double agents_at(int weekday, int hour)
{
    return found.agents[(uint32_t) weekday * ccs_calibrate_slots(&found) + (uint32_t) hour * 2];
}

Test(calibrate, agents_count_once_for_all_queues)
{
    begin("arrival,company,queue,agent,wait,outcome,talk");
    for (int i = 0; i < 60; i++) row(2, 8 * 3600 + 20 * i, "q%d,a%d,0,answered,%d", i % 3, i / 3 % 4, 10 + i % 7);
    (void) calibrated();
    cr_expect_float_eq(agents_at(0, 8), 4, 1e-12);
}

/* As our own log numbers them. */
Test(calibrate, agents_of_two_groups_are_two)
{
    begin("arrival,queue,group,agent,wait,outcome,talk");
    for (int i = 0; i < 60; i++) row(2, 8 * 3600 + 20 * i, "g%d,%d,0,answered,%d", i % 3, i / 3 % 4, 10 + i % 7);
    (void) calibrated();
    cr_expect_float_eq(agents_at(0, 8), 3 * 4, 1e-12);
}

Test(calibrate, agents_of_long_talks_are_all_there)
{
    begin("arrival,queue,agent,wait,outcome,talk");
    for (int i = 0; i < 21; i++) row(2, 8 * 3600 + i, "a%d,0,answered,%d", i, 4 * 3600 + i);
    (void) calibrated();
    for (int hour = 8; hour <= 12; hour++) cr_expect_float_eq(agents_at(0, hour), 21, 1e-12, "%d:00", hour);
}

/* --- names ------------------------------------------------------------------------------------------------------------- */

Test(calibrate, no_two_queues_have_one_key)
{
    static const char *const labels[] = {"queue_2", "\xe7\x83\xad\xe7\xba\xbf", "Queue 2", "queue_3", "?"};

    begin("arrival,queue,wait,outcome,talk");
    for (size_t i = 0; i < 5; i++) fprintf(to, "2026-03-02 08:00:0%zu,%s,3,answered,100\n", i, labels[i]);
    (void) calibrated();
    cr_assert_eq(found.n_queues, 5);
    for (uint32_t i = 0; i < 5; i++)
        for (uint32_t k = 0; k < i; k++)
            cr_expect_str_neq(found.queues[i].key, found.queues[k].key, "%s, %s", found.queues[i].label, found.queues[k].label);
}

/* --- after-call work --------------------------------------------------------------------------------------------------- */

/* The text of the scenario is the caller's to free. */
static char *scenario(void)
{
    static char *written; /* of a local one gcc 12 believes that who was given its address may have returned it */
    size_t n;
    FILE *const out = open_memstream(&written, &n);

    ccs_calibrate_scenario(&found, &(ccs_calibrate_names_t){0}, out);
    fclose(out);
    return written;
}

Test(calibrate, after_call_work_is_of_all_talks)
{
    begin("arrival,queue,wait,outcome,talk,wrap");
    for (int i = 0; i < 120; i++)
        row(2, 30000 + 60 * i,
            i % 3 == 0       ? "5,answered,%d,0"
                : i % 3 == 1 ? "5,answered,%d,"
                             : "5,answered,%d,%d",
            100 + i, 20 + i % 40);
    const ccs_calibrated_t *const queue = calibrated();
    const ccs_calibrated_number_t *const mean = number_of("wrap.mean"), *const cv = number_of("wrap.cv");
    const ccs_fit_law_t *const law = &queue->wrap.laws[0];
    char *const written = scenario();

    cr_assert(mean && cv);
    cr_expect_float_eq(queue->zero_wraps, 0.5, 1e-12, "what is not told is not zero");
    cr_expect_float_eq(mean->x.is, law->mean.is / 2, 1e-9);
    /* Second moment and mean of half zeros and half those of the law. */
    cr_expect_float_eq((1 + cv->x.is * cv->x.is) * mean->x.is * mean->x.is,
        law->mean.is * law->mean.is * (1 + law->cv.is * law->cv.is) / 2, 1e-6);
    cr_expect(mean->x.low < mean->x.is && mean->x.is < mean->x.high);
    cr_expect(strstr(written, "    wrap = { dist = ") && strstr(written, "50 % of talks had none"), "%s", written);
    free(written);
}

Test(calibrate, few_talks_tell_their_mean)
{
    begin("arrival,queue,wait,outcome,talk");
    for (int i = 0; i < 10; i++) row(2, 30000 + 60 * i, "5,answered,100");
    (void) calibrated();
    char *const written = scenario();

    cr_expect(strstr(written,
                  "mean = \"1 min 40 s\"; cv = 0.9; }; // the mean of 10 talks; their law is not told, as fewer than 20"),
        "%s", written);
    free(written);
}

/* --- days of other lengths --------------------------------------------------------------------------------------------- */

Test(calibrate, a_short_day_has_the_contacts_of_its_hours)
{
    begin("arrival,queue,wait,outcome,talk");
    for (int day = 2; day <= 6; day++) /* a Monday to a Friday, which closes at noon */
        for (int i = 0; i < (day == 6 ? 16 : 32); i++) row(day, 8 * 3600 + i * 900, "5,answered,%d", 100 + i % 23);
    const ccs_calibrated_t *const queue = calibrated();
    const ccs_calibrated_number_t *const whole = number_of("arrivals.per_day.mon"),
                                         *const brief = number_of("arrivals.per_day.fri");
    char *const written = scenario();

    cr_assert(whole && brief);
    cr_assert_null(number_of("arrivals.per_day.tue"));
    cr_expect_float_eq(whole->x.is, 32, 1e-9);
    cr_expect_float_eq(brief->x.is, 16, 1e-9);
    cr_expect_float_eq(queue->volume[3].is, 32, 1e-9);
    cr_expect_str_eq(whole->what, "Monday, Tuesday, Wednesday, Thursday");
    cr_expect_str_eq(brief->sentence, "16 contacts on a Friday in the hours that are open, the mean of 5 from Monday to Friday");
    cr_expect(strstr(written, "fri = 16;") && strstr(written, "thu = 32;"), "%s", written);
    free(written);
}

Test(calibrate, few_contacts_have_the_interval_of_their_sum)
{
    begin("arrival,queue,wait,outcome,talk");
    for (int i = 0; i < 4; i++) row(2, 8 * 3600 + i * 900, "5,answered,%d", 100 + i);
    (void) calibrated();
    const ccs_calibrated_number_t *const total = number_of("arrivals.per_day.mon");

    cr_assert(total);
    cr_expect_float_eq(total->x.low, 1.0899, 1e-3, "half of the 2.5 %% point of chi squared of 8, %g", total->x.low);
    cr_expect_float_eq(total->x.high, 10.2416, 1e-3, "half of the 97.5 %% point of chi squared of 10, %g", total->x.high);
}

/* --- few who gave up --------------------------------------------------------------------------------------------------- */

/* Waits of 60 s, of whom some gave up; what the scenario says of patience is the caller's to free. */
static char *patience_of(int n, int n_abandoned)
{
    begin("arrival,queue,wait,outcome,talk");
    for (int i = 0; i < n; i++) row(2, 30000 + 60 * i, i < n_abandoned ? "60,abandoned," : "60,answered,%d", 100 + i);
    (void) calibrated();
    char *const written = scenario();
    const char *const line = strstr(written, "    patience = ");

    cr_assert(line, "%s", written);
    char *const copy = strndup(line, strcspn(line, "\n"));

    free(written);
    return copy;
}

Test(calibrate, few_who_gave_up_tell_a_mean)
{
    char *const line = patience_of(40, 10);

    cr_expect_str_eq(line,
        "    patience = { dist = \"exponential\"; mean = \"4 min\"; }; // all waits over the 10 who gave up; their law is not told, as fewer than 20 of them ended");
    free(line);
}

Test(calibrate, equal_waits_tell_a_mean)
{
    char *const line = patience_of(60, 30);

    cr_expect_str_eq(line,
        "    patience = { dist = \"exponential\"; mean = \"2 min\"; }; // all waits over the 30 who gave up; their law is not told, as all of them are equal");
    free(line);
}

Test(calibrate, nobody_gave_up)
{
    char *const line = patience_of(40, 0);

    cr_expect_str_eq(line,
        "    patience = { dist = \"exponential\"; mean = \"4 min\"; }; // nobody of 40 who waited gave up: put in what you know");
    free(line);
}

/* Three weeks: talks of the afternoon last a quarter longer, those of two agents half as long again, three agents are new and get quicker; a fifth is handed on; who waited is less satisfied. */
static void work(bool by_hour)
{
    static const double AGENTS[] = {1, 1, 1.5, 1.5, 1, 1, 1};
    int done[7] = {0};

    begin("arrival,queue,agent,wait,outcome,talk,talk end,csat");
    for (int i = 0; i < 21 * 60; i++) {
        const int day = 2 + i / 60, hour = 9 + i % 60 / 10, agent = day < 12 ? i % 4 : i % 7, wait = i % 4 * 90;
        double talk = 200 * AGENTS[agent] * exp(0.4 * sin(i * 2.385));

        if (by_hour && hour >= 12) talk *= 1.25;
        if (agent >= 4) talk *= pow(0.9, log2(++done[agent]));
        row(day, hour * 3600 + i % 10 * 300, "a%d,%d,answered,%.1f,%s,%d", agent, wait, talk, i % 5 == 0 ? "transferred" : "done",
            i % 7 == 0       ? 2 + i % 2
                : wait > 100 ? 3 + i % 3
                             : 4 + i / 4 % 2);
    }
}

Test(calibrate, talks_by_the_hour_the_agent_and_practice)
{
    work(true);
    const ccs_calibrated_t *const queue = calibrated();
    const ccs_calibrated_number_t *const early = number_of("talk.hour.09"), *const late = number_of("talk.hour.14"),
                                         *const agents = number_of("talk.agents.cv"),
                                         *const learning = number_of("talk.learning"),
                                         *const transfer = number_of("transfer.probability");

    cr_assert(early && late && agents && learning && transfer);
    cr_expect(ccs_calibrate_has_hours(queue));
    cr_expect_float_eq(late->x.is / early->x.is, 1.25, 0.1, "%g", late->x.is / early->x.is);
    cr_expect_eq((int) agents->n, 7);
    cr_expect(agents->x.low > 0.05 && agents->x.low < agents->x.is && agents->x.is < agents->x.high);
    cr_expect(learning->x.low <= 0.9 && learning->x.high >= 0.9, "%g to %g", learning->x.low, learning->x.high);
    cr_expect_float_eq(transfer->x.is, 0.2, 1e-9);
    cr_expect_eq((int) transfer->n, 21 * 60);
    finish();
    work(false);
    cr_expect(!ccs_calibrate_has_hours(calibrated()));
    cr_expect_null(number_of("talk.hour.09"));
}

Test(calibrate, satisfaction_hangs_on_waits_where_surveys_are_there)
{
    work(false);
    (void) calibrated();
    const ccs_calibrated_number_t *const wait = number_of("outcomes.csat.wait"),
                                         *const best = number_of("outcomes.csat.shares.5");

    cr_assert(wait && best);
    cr_expect(wait->x.low > 0 && wait->x.low < wait->x.is && wait->x.is < wait->x.high, "%g", wait->x.is);
    cr_expect(best->x.is > 0.2 && best->x.is < 0.6);
    finish();
    abandon_and_return(100, 50, 20, 1.05);
    (void) calibrated();
    cr_expect_null(number_of("outcomes.csat.wait"));
    cr_expect_null(number_of("transfer.probability"));
}

/* The best marks of a scale of ten would be missing from what was told. */
Test(calibrate, marks_of_another_scale_are_left_out_and_told)
{
    for (int best = 5; best <= 10; best += 5) {
        begin("arrival,queue,wait,outcome,talk,score");
        for (int i = 0; i < 200; i++) row(2 + i / 40, 9 * 3600 + i % 40 * 60, "30,answered,%d,%d", 100 + i % 7, best - i % 5);
        const ccs_calibrated_t *const queue = calibrated();

        cr_expect_eq(queue->effects.marks[0].of, best == 5 ? 200 : 0);
        cr_expect_eq(errors.n, best == 5 ? 0 : 1);
        if (best == 10) cr_expect_not_null(strstr(errors.items[0].text, "200 marks are above 5"), "%s", errors.items[0].text);
        finish();
        errors = (ccs_err_list_t){0};
    }
}

/* The records of the Technion (formats of 1999): days as 990103, a customer who is not known as 0, who came to the voice unit first. The rows are made up. */
Test(calibrate, records_of_an_old_switch_are_read)
{
    uint32_t nobody = 0, abandoned = 0;

    begin(
        "vru.line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver");
    for (int i = 0; i < 60; i++)
        fprintf(to,
            "AA0101\t%d\t%d\t0\tPS\t9901%02d\t9:%02d:10\t9:%02d:20\t10\t9:%02d:20\t9:%02d:50\t%d\t%s\t0:00:00\t0:00:00\t%d\t%s\n",
            i, i % 3 ? 1000 + i : 0, 3 + i % 5, i, i, i, i, 5 + i, i % 4 ? "AGENT" : "HANG", i % 4 ? 120 + i : 0,
            i % 4 ? "ANAT" : "NO_SERVER");
    (void) calibrated();
    cr_assert_eq(records.n, 60);
    for (size_t i = 0; i < records.n; i++) {
        nobody += records.rows[i].customer == CCS_RECORD_UNKNOWN;
        abandoned += records.rows[i].outcome == CCS_RECORD_ABANDONED;
    }
    cr_expect_eq(nobody, 20);
    cr_expect_eq(abandoned, 15);
    cr_expect_eq(records.rows[0].day, 10594, "%lld", (long long) records.rows[0].day); /* Sunday, 3 January 1999 */
    cr_expect_eq(records.rows[0].time_s, 9 * 3600 + 10);
    cr_expect_eq(records.rows[0].wait_s, 5);
    bool told = false;

    for (size_t i = 0; i < errors.n; i++) told = told || strstr(errors.items[i].text, "20 contacts have the customer 0");
    cr_expect(told);
}
