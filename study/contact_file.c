/* contact_file.c - rows of contacts as CSV. A worker writes those of a replication to a file of its own without a name, which is copied
 * behind those before it. Invariant: the draft holds whole replications, in the order of their numbers. */
#include "contact_file.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "contact_log.h"
#include "csv_write.h"
#include "text.h"

enum { COPY_BYTES = 1 << 16, NUMBER_MAX = 32 };

/* What a worker hears with. */
typedef struct {
    const ccs_contact_file_t *file;
    const ccs_plan_t *plan;
    ccs_contact_log_t log;
    FILE *spool; /* rows of the replication; NULL: there is no room for temporary files */
    uint64_t n_rows;
    int why; /* errno of what the spool could not take; 0: it has all */
} ear_t;

static const ccs_csv_form_t FORM = {0};
static const double HALF_MILLI_S = 0.0005;

/* --- columns --------------------------------------------------------------------------------------------------------------- */

#define X(name, text) #name,
static const char *const NAMES[] = {CCS_CONTACT_COLUMN_LIST(X)};
#undef X

ccs_contact_form_t ccs_contact_form(void)
{
    ccs_contact_form_t form = {.n_columns = CCS_N_CONTACT_COLUMNS, .is_default = true, .share = 1};

    for (uint32_t i = 0; i < CCS_N_CONTACT_COLUMNS; i++) form.columns[i] = (enum ccs_contact_column) i;
    return form;
}

static int unknown_column(const char *name, ccs_err_t *err)
{
    char all[512] = "";

    for (uint32_t i = 0; i < CCS_N_CONTACT_COLUMNS; i++) ccs_text_enumerate(all, sizeof all, NAMES[i]);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "there is no column \"%s\"; columns are %s", name, all);
}

static int add_column(ccs_contact_form_t *self, const char *name, ccs_err_t *err)
{
    uint32_t column = 0;

    while (column < CCS_N_CONTACT_COLUMNS && strcmp(NAMES[column], name) != 0) column++;
    if (column == CCS_N_CONTACT_COLUMNS) return unknown_column(name, err);
    for (uint32_t i = 0; i < self->n_columns; i++)
        if (self->columns[i] == column) return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "has the column \"%s\" twice", name);
    self->columns[self->n_columns++] = (enum ccs_contact_column) column;
    return 0;
}

int ccs_contact_form_columns(ccs_contact_form_t *self, const char *names, ccs_err_t *err)
{
    int ret = 0;

    self->n_columns = 0;
    self->is_default = false;
    for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char name[64];

        at += strspn(at, " ");
        size_t n = strcspn(at, ",");

        while (n > 0 && at[n - 1] == ' ') n--;
        snprintf(name, sizeof name, "%.*s", (int) n, at);
        CCS_TRY(add_column(self, name, err));
    }
out:
    return ret;
}

/* --- cells ----------------------------------------------------------------------------------------------------------------- */

static void write_whole(uint64_t x, FILE *to)
{
    char text[NUMBER_MAX], *at = &text[NUMBER_MAX];

    do *--at = (char) ('0' + x % 10);
    while (x /= 10);
    fwrite(at, 1, (size_t) (&text[NUMBER_MAX] - at), to);
}

/* To a millisecond; what there was not is an empty cell. */
static void write_seconds(double s, FILE *to)
{
    if (isnan(s)) return;

    const int64_t milli = llround(s * 1000);
    const uint64_t size = (uint64_t) (milli < 0 ? -milli : milli);
    const char fraction[4] = {'.', (char) ('0' + size / 100 % 10), (char) ('0' + size / 10 % 10), (char) ('0' + size % 10)};

    if (milli < 0) fputc('-', to);
    write_whole(size / 1000, to);
    fwrite(fraction, 1, sizeof fraction, to);
}

static void write_replication(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    (void) row;
    write_whole(1 + (uint64_t) self->log.replication, to);
}

static void write_contact(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    char text[CCS_LABEL_MAX];

    ccs_csv_write_text(&FORM, ccs_contact_label(self->plan, &row->of, text, sizeof text), to);
}

static void write_type(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    ccs_csv_write_text(&FORM, self->plan->types[row->of.type].name, to);
}

static void write_attempt(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    (void) self;
    write_whole(1 + (uint64_t) row->of.attempt, to);
}

static void write_leg(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    (void) self;
    write_whole(1 + (uint64_t) row->of.leg, to);
}

static void write_queue(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    ccs_csv_write_text(&FORM, self->plan->types[row->as].name, to);
}

static void write_channel(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    ccs_csv_write_text(&FORM, ccs_plan_channel(self->plan, row->as)->name, to);
}

static void write_arrived(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    char text[CCS_LOCAL_TIME_MAX];

    /* A local time is cut to a millisecond: half of one more makes it the millisecond of arrived_s. */
    fputs(ccs_local_time_iso(&self->file->local, round(row->arrived_s * 1000) / 1000 + HALF_MILLI_S, text, sizeof text), to);
}

static void write_node(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    if (row->node != CCS_NONE) ccs_csv_write_text(&FORM, self->plan->nodes[row->node].name, to);
}

static void write_outcome(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    (void) self;
    fputs(ccs_contact_row_outcome(row), to);
}

static void write_talk_end(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    (void) self;
    if (row->talk_end) fputs(row->talk_end, to);
}

static void write_against(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    static const char *const names[] = {"hours", "attempts", "opt_out"}; /* by bit of CCS_BREAKS_ */
    const char *blank = "";

    (void) self;
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(row->breaks >> i & 1)) continue;
        fprintf(to, "%s%s", blank, names[i]);
        blank = " ";
    }
}

static void write_batch(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    if (self->plan->axis.is_batched) write_whole(1 + (uint64_t) row->batch, to);
}

static void write_group(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    if (row->group != CCS_NONE) ccs_csv_write_text(&FORM, self->plan->teams[self->plan->groups[row->group].team].name, to);
}

static void write_agent(const ear_t *self, const ccs_contact_row_t *row, FILE *to)
{
    const char *const name = row->agent != CCS_NONE ? ccs_moment_agent(self->plan, row->group, row->agent) : "";

    if (name) ccs_csv_write_text(&FORM, name, to);
    else write_whole(1 + (uint64_t) row->agent, to);
}

#define SECONDS(field)                                                                                                           \
    static void write_##field(const ear_t *self, const ccs_contact_row_t *row, FILE *to)                                         \
    {                                                                                                                            \
        (void) self;                                                                                                             \
        write_seconds(row->field, to);                                                                                           \
    }
SECONDS(arrived_s)
SECONDS(ivr_s)
SECONDS(wait_s)
SECONDS(talk_s)
SECONDS(predicted_s)
SECONDS(wrap_s)
SECONDS(setup_s)
SECONDS(hold_s)
SECONDS(handover_wait_s)
SECONDS(callback_s)
SECONDS(retry_s)
SECONDS(dial_s)
#undef SECONDS

#define X(name, text) write_##name,
static void (*const WRITE[])(const ear_t *self, const ccs_contact_row_t *row, FILE *to) = {CCS_CONTACT_COLUMN_LIST(X)};
#undef X

static void write_row(void *listener, const ccs_contact_row_t *row)
{
    ear_t *const self = listener;
    const ccs_contact_form_t *const form = &self->file->form;

    self->n_rows++;
    for (uint32_t i = 0; i < form->n_columns && self->spool; i++) {
        if (i > 0) fputc(',', self->spool);
        WRITE[form->columns[i]](self, row, self->spool);
    }
    if (self->spool) fputs("\r\n", self->spool);
}

/* --- the audience ---------------------------------------------------------------------------------------------------------- */

static int open_ear(void *context, void **ear)
{
    const ccs_contact_file_t *const self = context;
    ear_t *const e = calloc(1, sizeof *e);

    *ear = e;
    if (!e) return CCS_ERR_NOMEM;
    e->file = self;
    e->log = (ccs_contact_log_t){.row = write_row, .listener = e, .share = self->form.share};
    e->spool = tmpfile();
    e->why = e->spool ? 0 : errno;
    if (e->spool) (void) setvbuf(e->spool, NULL, _IOFBF, COPY_BYTES);
    return 0;
}

static void close_ear(void *ear)
{
    ear_t *const self = ear;

    if (!self) return;
    if (self->spool) (void) fclose(self->spool);
    ccs_contact_log_free(&self->log);
    free(self);
}

static ccs_told_t *begin(void *ear, const ccs_plan_t *plan, uint32_t number)
{
    ear_t *const self = ear;

    self->plan = plan;
    self->n_rows = 0;
    if (self->spool) rewind(self->spool);
    return ccs_contact_log_begin(&self->log, plan, number);
}

static int end(void *ear)
{
    ear_t *const self = ear;
    const int ret = ccs_contact_log_end(&self->log);

    errno = 0;
    if (self->spool && (fflush(self->spool) != 0 || ferror(self->spool))) self->why = errno ? errno : EIO;
    return ret;
}

/* @return 0 or errno: of from, as errors of the target are told when it is published */
static int copy(FILE *from, FILE *to)
{
    char bytes[COPY_BYTES];
    long left = ftell(from);

    if (left < 0) return errno;
    rewind(from);
    while (left > 0) {
        const size_t n = fread(bytes, 1, left < COPY_BYTES ? (size_t) left : COPY_BYTES, from);

        if (n == 0) return EIO;
        (void) fwrite(bytes, 1, n, to);
        left -= (long) n;
    }
    return 0;
}

static int take(void *context, void *ear)
{
    ccs_contact_file_t *const self = context;
    const ear_t *const e = ear;

    const int why = e->why ? e->why : copy(e->spool, ccs_file_draft_stream(self->draft));

    self->n_rows += e->n_rows;
    if (why == 0) return 0;
    return ccs_err_set(&self->err, CCS_ERR_WRITE, NULL, "--log", "cannot keep the rows of a replication in a temporary file: %s",
        strerror(why));
}

/* --- the file -------------------------------------------------------------------------------------------------------------- */

/* Columns that a plan has nothing for. */
static void leave_out(ccs_contact_form_t *form, const ccs_plan_t *plan)
{
    bool other = plan->n_campaigns > 0;
    uint32_t n = 0;

    for (uint32_t i = 0; i < plan->n_types; i++) other = other || plan->types[i].channel != CCS_CHANNEL_VOICE;
    for (uint32_t i = 0; i < form->n_columns; i++) {
        const enum ccs_contact_column column = form->columns[i];
        const bool is_of_campaigns = column == CCS_CONTACT_dial_s || column == CCS_CONTACT_against;

        if ((is_of_campaigns && plan->n_campaigns == 0) || (column == CCS_CONTACT_channel && !other)) continue;
        form->columns[n++] = column;
    }
    form->n_columns = n;
}

int ccs_contact_file_open(ccs_contact_file_t *self, const ccs_contact_form_t *form, const ccs_plan_t *plan, const char *path,
    bool force, ccs_err_t *err)
{
    int ret;

    *self = (ccs_contact_file_t){.form = *form,
        .local = ccs_local_time_of(plan),
        .audience = {.context = self, .open = open_ear, .begin = begin, .end = end, .take = take, .close = close_ear}};
    if (form->is_default) leave_out(&self->form, plan);
    CCS_TRY(ccs_file_draft_open(path, force, &self->draft, err));
    FILE *const to = ccs_file_draft_stream(self->draft);

    for (uint32_t i = 0; i < self->form.n_columns; i++) fprintf(to, "%s%s", i > 0 ? "," : "", NAMES[self->form.columns[i]]);
    fputs("\r\n", to);
out:
    return ret;
}

int ccs_contact_file_publish(ccs_contact_file_t *self, ccs_err_t *err)
{
    return ccs_file_draft_publish(self->draft, err);
}

void ccs_contact_file_free(ccs_contact_file_t *self)
{
    if (!self) return;
    ccs_file_draft_free(self->draft);
    self->draft = NULL;
}
