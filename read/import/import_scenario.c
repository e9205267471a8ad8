/* import_scenario.c - a scenario that refers to a table. What a person reads: a few values for each queue, each with a remark where it comes from. */
#include <math.h>
#include <string.h>

#include "date.h"
#include "import.h"
#include "json_write.h"
#include "text.h"
#include "units.h"

enum {
    DAY_S = 86400,
    LABEL_MAX = 150 /* bytes of a queue's label in that of its team */,
    HEAVY = 20000000 /* contacts of all replications, from which on there are fewer than 100 */
};

/* What is written of one file. */
typedef struct {
    const ccs_import_t *import;
    const ccs_import_answers_t *answers;
    const ccs_import_names_t *names;
    FILE *to;
} writer_t;

static const char *seconds_text(double s, char text[CCS_UNITS_TEXT_MAX])
{
    return ccs_units_show_duration(round(s * 10) / 10, text, CCS_UNITS_TEXT_MAX);
}

static const char *heading(const writer_t *w, enum ccs_import_role role)
{
    static const char *const own[CCS_N_IMPORT_ROLES] = {[CCS_IMPORT_date] = "date",
        [CCS_IMPORT_time] = "time",
        [CCS_IMPORT_queue] = "queue",
        [CCS_IMPORT_contacts] = "contacts",
        [CCS_IMPORT_aht] = "aht",
        [CCS_IMPORT_talk] = "talk",
        [CCS_IMPORT_wrap] = "wrap",
        [CCS_IMPORT_agents] = "agents"};

    return w->names->rewritten ? own[role] : w->import->column[role];
}

/* key = "text"; quotes and what else a text must not hold are escaped as in JSON, which the language shares. */
static void print_text(const writer_t *w, const char *key, const char *text)
{
    fprintf(w->to, "%s = ", key);
    ccs_json_text(text, w->to);
    fputs(";", w->to);
}

/* A text within a remark, which a line break would end. */
static void print_remark(const writer_t *w, const char *text)
{
    for (; *text; text++) fputc((unsigned char) *text < ' ' ? ' ' : *text, w->to);
}

static void print_head(const writer_t *w)
{
    fputs("// Made from ", w->to);
    print_remark(w, w->import->name);
    fputs(" by `", w->to);
    print_remark(w, w->names->how);
    fputs("`.\n//\n", w->to);
    if (w->names->rewritten) {
        fputs("// ", w->to);
        print_remark(w, w->names->table);
        fprintf(w->to,
            " holds that file's rows as a plain table, because %s: import the next file in the same way, with --table-only.\n",
            w->import->rewrite);
    } else {
        fputs(
            "// Contacts, handle times and agents are read from that file at every run: put next week's export in its place, and run again.\n",
            w->to);
        if (w->import->n_sums > 0) fputs("// Rows of totals in it are passed over.\n", w->to);
    }
    fputs("// What is \"not in the file\" was assumed or asked for: put in what you know.\n", w->to);
}

static void print_table(const writer_t *w)
{
    const bool timed = w->import->interval_s < DAY_S && heading(w, CCS_IMPORT_time);

    fputs("tables: {\n  export: { ", w->to);
    print_text(w, "csv", w->names->table);
    print_text(w, " date", heading(w, CCS_IMPORT_date));
    if (timed) print_text(w, " time", heading(w, CCS_IMPORT_time));
    if (heading(w, CCS_IMPORT_queue)) print_text(w, " queue", heading(w, CCS_IMPORT_queue));
    print_text(w, " dates", w->names->rewritten ? "Y-M-D" : w->import->dates);
    fputs(" };\n};\n\n", w->to);
}

static void print_hours(const ccs_import_hours_t *hours, FILE *to)
{
    char from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX];

    if (hours->from == hours->to) fputs("\"closed\"", to);
    else
        fprintf(to, "\"%s-%s\"", ccs_units_show_time_of_day(hours->from, from, sizeof from),
            ccs_units_show_time_of_day(hours->to, until, sizeof until));
}

static bool same_hours(const ccs_import_hours_t *a, const ccs_import_hours_t *b)
{
    return a->from == b->from && a->to == b->to;
}

/* The five weekdays in one where they are alike. */
static void print_open(const writer_t *w)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const ccs_import_hours_t *const hours = w->import->hours;
    bool alike = true;

    for (int i = 1; i < 5; i++) alike = alike && same_hours(&hours[i], &hours[0]);
    fputs("  open     = { ", w->to);
    for (int i = alike ? 4 : 0; i < 7; i++) {
        fprintf(w->to, "%s = ", alike && i == 4 ? "weekdays" : names[i]);
        print_hours(&hours[i], w->to);
        fputs("; ", w->to);
    }
    fputs("}; // where rows hold more than zeros\n", w->to);
}

static void print_dates(const int64_t *days, size_t n, FILE *to)
{
    char text[CCS_DATE_MAX];

    for (size_t i = 0; i < n; i++)
        fprintf(to, "%s\"%s\"", i == 0 ? "" : i % 8 == 0 ? ",\n    " : ", ", ccs_date_show(days[i], text, sizeof text));
}

static void print_closed(const writer_t *w)
{
    if (w->import->n_closed == 0) return;
    fputs("  holidays = [", w->to);
    print_dates(w->import->closed, w->import->n_closed, w->to);
    fputs("]; // days without contacts in the file\n", w->to);
}

/* Special days in a row that have the same hours stand together. */
static void print_special(const writer_t *w)
{
    const ccs_import_t *const import = w->import;
    const int64_t *const days = import->special;

    if (import->n_special == 0) return;
    fputs("  special_days = { // days whose rows begin or end at other times than those of their weekday\n", w->to);
    for (size_t i = 0, n = 1; i < import->n_special; i += n, n = 1) {
        const ccs_import_hours_t *const hours = ccs_import_hours_of(import, days[i]);

        while (i + n < import->n_special && same_hours(ccs_import_hours_of(import, days[i + n]), hours)) n++;
        fprintf(w->to, "    days_%zu = { dates = [", i + 1);
        print_dates(&days[i], n, w->to);
        fputs("]; open = ", w->to);
        print_hours(hours, w->to);
        fputs("; };\n", w->to);
    }
    fputs("  };\n", w->to);
}

static void print_clock(const writer_t *w)
{
    const ccs_import_t *const import = w->import;
    char text[CCS_UNITS_TEXT_MAX];

    fputs("clock: { // its days are those of the file\n", w->to);
    if (w->names->zone)
        fprintf(w->to, "  timezone = \"%s\"; // whose clock the file goes by, and its clock changes\n", w->names->zone);
    print_open(w);
    print_closed(w);
    print_special(w);
    fprintf(w->to, "  interval = \"%s\";\n", seconds_text(import->interval_s == DAY_S ? 1800 : import->interval_s, text));
    fputs("  at_close = \"drain\"; // who waits at closing time is still served\n};\n\n", w->to);
}

/* { table = "export"; queue = "Service"; column = "Anrufe"; } */
static void print_column(const writer_t *w, const ccs_import_queue_t *queue, enum ccs_import_role role)
{
    fputs("{ table = \"export\"; ", w->to);
    if (heading(w, CCS_IMPORT_queue)) print_text(w, "queue", queue->word ? queue->word : queue->label);
    print_text(w, heading(w, CCS_IMPORT_queue) ? " column" : "column", heading(w, role));
    fputs(" }", w->to);
}

/* Whether the scenario can read the handle time of each interval from the table; one of 0 says nothing there. */
static bool has_aht(const writer_t *w, const ccs_import_queue_t *queue)
{
    return queue->with_aht > 0 && w->import->interval_s < DAY_S && (w->names->rewritten || w->import->has_aht);
}

/* The column of it; a plain table that parts it has that of the talk, which is all where there is no after-call work. */
static enum ccs_import_role aht_role(const writer_t *w)
{
    return w->names->rewritten && w->import->parted ? CCS_IMPORT_talk : CCS_IMPORT_aht;
}

/* Talk, or handle time, and after-call work, each of its own column. */
static bool has_parts(const writer_t *w, const ccs_import_queue_t *queue)
{
    return queue->with_aht > 0 && queue->wrap_work_s > 0 && w->import->interval_s < DAY_S &&
        (w->names->rewritten ? w->import->parted : w->import->has_parts);
}

static void print_parts(const writer_t *w, const ccs_import_queue_t *queue)
{
    char text[CCS_UNITS_TEXT_MAX];
    const bool whole = !w->names->rewritten && heading(w, CCS_IMPORT_aht);

    fputs(whole ? "    aht: { dist = \"lognormal\"; mean = " : "    talk: { dist = \"lognormal\"; mean = ", w->to);
    print_column(w, queue, whole ? CCS_IMPORT_aht : CCS_IMPORT_talk);
    fprintf(w->to, "; cv = 0.9; }; // %sof each interval; of all contacts in the file %s\n",
        whole ? "handle time, after-call work included, " : "",
        seconds_text((queue->work_s - (whole ? 0 : queue->wrap_work_s)) / queue->with_aht, text));
    fputs("    wrap: { dist = \"lognormal\"; mean = ", w->to);
    print_column(w, queue, CCS_IMPORT_wrap);
    fprintf(w->to, "; cv = 0.9; }; // after-call work; of all contacts in the file %s\n",
        seconds_text(queue->wrap_work_s / queue->with_aht, text));
}

/* Talk and after-call work of all intervals, where the scenario cannot read those of each. */
static void print_mean_parts(const writer_t *w, const ccs_import_queue_t *queue)
{
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(w->to, "    talk: { dist = \"lognormal\"; mean = \"%s\"; cv = 0.9; }; // the mean of all contacts in the file\n",
        seconds_text((queue->work_s - queue->wrap_work_s) / queue->with_aht, text));
    fprintf(w->to,
        "    wrap: { dist = \"lognormal\"; mean = \"%s\"; cv = 0.9; }; // after-call work: the mean of all contacts in the file\n",
        seconds_text(queue->wrap_work_s / queue->with_aht, text));
}

static void print_talk(const writer_t *w, const ccs_import_queue_t *queue)
{
    char text[CCS_UNITS_TEXT_MAX];
    const bool known = queue->with_aht > 0;

    seconds_text(known ? queue->work_s / queue->with_aht : w->answers->aht_s, text);
    fputs("    talk: { dist = \"lognormal\"; mean = ", w->to);
    if (has_aht(w, queue)) print_column(w, queue, aht_role(w));
    else fprintf(w->to, "\"%s\"", text);
    fputs("; cv = 0.9; }; // handle time", w->to);
    if (has_aht(w, queue)) fprintf(w->to, " of each interval, after-call work included; of all contacts in the file %s\n", text);
    else if (known) fputs(", after-call work included: the mean of all contacts in the file\n", w->to);
    else fputs(": not in the file\n", w->to);
}

/* The file's target counts, and its time where it says one. */
static void print_target(const writer_t *w, const ccs_import_queue_t *queue)
{
    char share[CCS_UNITS_TEXT_MAX], within[CCS_UNITS_TEXT_MAX], most[CCS_UNITS_TEXT_MAX];
    const bool known = !isnan(queue->target), timed = !isnan(queue->within_s);

    fprintf(w->to, "    target: { service_level = \"%s\"; within = \"%s\"; ",
        ccs_units_show_share(known ? queue->target : w->answers->service_level, share, sizeof share),
        seconds_text(timed ? queue->within_s : w->answers->within_s, within));
    if (w->answers->abandoned_frac > 0)
        fprintf(w->to, "abandoned = \"%s\"; ", ccs_units_show_share(w->answers->abandoned_frac, most, sizeof most));
    fprintf(w->to, "}; // %s\n",
        known && timed ? "as in the file"
            : known    ? "the share as in the file, the time not in the file"
                       : "not in the file");
}

static bool helps(const writer_t *w, uint32_t a, uint32_t b)
{
    return w->answers->helps && a != b && w->answers->helps[(size_t) a * w->import->n_queues + b];
}

static bool serves(const ccs_import_queue_t *team, uint32_t queue)
{
    for (uint32_t i = 0; i < team->n_serves; i++)
        if (team->serves[i] == queue) return true;
    return false;
}

/* A queue has a team of its own unless others serve it and the file gives it no agent. */
static bool has_team(const writer_t *w, uint32_t queue)
{
    if (w->import->queues[queue].agent_s > 0) return true;
    for (uint32_t i = 0; i < w->import->n_queues; i++)
        if (serves(&w->import->queues[i], queue)) return false;
    return true;
}

static void print_groups_of(const writer_t *w, uint32_t queue)
{
    const ccs_import_t *const import = w->import;
    const char *comma = "";

    fputs("    groups = (", w->to);
    if (has_team(w, queue)) {
        fprintf(w->to, "\"%s_team\"", import->queues[queue].key);
        comma = ", ";
    }
    for (uint32_t i = 0; i < import->n_queues; i++) {
        if (!serves(&import->queues[i], queue) && !helps(w, i, queue)) continue;
        fprintf(w->to, "%s\"%s_team\"", comma, import->queues[i].key);
        comma = ", ";
    }
    fputs(");\n", w->to);
}

static void print_arrivals(const writer_t *w, const ccs_import_queue_t *queue)
{
    fprintf(w->to, "    arrivals: { %s = ", w->import->interval_s == DAY_S ? "per_day" : "per_interval");
    print_column(w, queue, CCS_IMPORT_contacts);
    fputs("; };\n", w->to);
}

static void print_type(const writer_t *w, uint32_t i)
{
    const ccs_import_queue_t *const queue = &w->import->queues[i];
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(w->to, "  %s: {\n    ", queue->key);
    print_text(w, "label", queue->label);
    fputs("\n", w->to);
    print_arrivals(w, queue);
    if (has_parts(w, queue)) print_parts(w, queue);
    else if (queue->wrap_work_s > 0 && !has_aht(w, queue)) print_mean_parts(w, queue);
    else print_talk(w, queue);
    fprintf(w->to,
        "    patience: { dist = \"exponential\"; mean = \"%s\"; }; // how long a customer waits before giving up: %s\n",
        seconds_text(w->answers->patience_s, text),
        w->answers->patience_s == w->answers->told_s ? "by those who gave up in the file" : "not in the file");
    print_target(w, queue);
    print_groups_of(w, i);
    fputs("  };\n", w->to);
}

/* Where the file has no agents: the work of the busiest interval and a margin of its root, all day. */
static double square_root_staff(const writer_t *w, const ccs_import_queue_t *queue)
{
    double load = queue->peak_load;

    for (size_t i = 0; i < w->import->n_rows && queue->with_aht == 0; i++) {
        const ccs_import_row_t *const row = &w->import->rows[i];

        if (&w->import->queues[row->queue] == queue && row->contacts > 0)
            load = fmax(load, row->contacts * w->answers->aht_s / ccs_import_length(w->import));
    }
    return fmax(1, ceil(load + sqrt(load)));
}

static void print_group(const writer_t *w, const ccs_import_queue_t *queue)
{
    fprintf(w->to, "  %s_team: { ", queue->key);
    if (queue->n_serves == 0) {
        const size_t n = strlen(queue->label);
        char label[200];

        snprintf(label, sizeof label, "%.*s team", (int) ccs_text_whole(queue->label, n < LABEL_MAX ? n : LABEL_MAX),
            queue->label);
        print_text(w, "label", label);
    } else {
        print_text(w, "label", queue->label);
    }
    fputs(" staff = ", w->to);
    if (queue->has_agents) {
        print_column(w, queue, CCS_IMPORT_agents);
        fputs(";", w->to);
        if (w->answers->shrinkage_frac > 0) {
            char share[CCS_UNITS_TEXT_MAX];

            fprintf(w->to, " shrinkage = \"%s\";", ccs_units_show_share(w->answers->shrinkage_frac, share, sizeof share));
        }
        fputs(" };\n", w->to);
    } else {
        const double staff = square_root_staff(w, queue);

        fprintf(w->to,
            "%.0f; assumed_staff = %.0f; }; // not in the file: the load of the busiest interval and its square root, all day; not assumed once you put in another\n",
            staff, staff);
    }
}

static void print_run(const writer_t *w)
{
    double contacts = 0;
    unsigned replications = 100;

    for (uint32_t i = 0; i < w->import->n_queues; i++) contacts += w->import->queues[i].contacts;
    while (replications > 4 && contacts * replications > HEAVY) replications /= 2;
    fprintf(w->to, "run: { replications = %u; seed = 1; };\n", replications);
}

void ccs_import_scenario(const ccs_import_t *self, const ccs_import_answers_t *answers, const ccs_import_names_t *names, FILE *to)
{
    const writer_t w = {self, answers, names, to};

    print_head(&w);
    print_text(&w, "title", names->scenario);
    fputs("\n\n", to);
    print_table(&w);
    print_clock(&w);
    fputs("types: {\n", to);
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (self->queues[i].n_serves == 0) print_type(&w, i);
    fprintf(to, "};\n\n// Agents as the file has them%s.\ngroups: {\n",
        answers->shrinkage_frac > 0
            ? "; of those, the part that `shrinkage` says is not on the telephone"
            : ", all on the telephone: take breaks, training and absence off with `shrinkage` if it counts paid agents");
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (self->queues[i].n_serves > 0 || has_team(&w, i)) print_group(&w, &self->queues[i]);
    fputs("};\n\n", to);
    print_run(&w);
}
