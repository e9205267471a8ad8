/* import.c - the steps of an import in their order, and what they share. */
#include "import.h"

#include <stdarg.h>
#include <string.h>

#include "date.h"
#include "import_parts.h"

enum { MOST_LIKE = 3 /* errors of a kind that are told */ };

const char *ccs_import_column_text(const ccs_import_work_t *self, uint32_t column, char *text, size_t size)
{
    if (self->grid.has_header) snprintf(text, size, "%.60s", ccs_import_cell(self, 0, column));
    else snprintf(text, size, "column %u", (unsigned) column + 1);
    return text;
}

const char *ccs_import_show_day(int64_t day, char *text)
{
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    char date[CCS_DATE_MAX];

    snprintf(text, CCS_IMPORT_DAY_MAX, "%s %s", names[ccs_date_weekday(day)], ccs_date_show(day, date, sizeof date));
    return text;
}

static const char *vtext(ccs_import_work_t *self, const char *format, va_list args)
{
    char text[1024];

    vsnprintf(text, sizeof text, format, args);
    return ccs_arena_strdup(&self->out->arena, text);
}

void ccs_import_say(ccs_import_work_t *self, const char *format, ...)
{
    ccs_import_t *const out = self->out;
    va_list args;

    va_start(args, format);
    const char *const text = vtext(self, format, args);

    va_end(args);
    const char **const room = ccs_arena_room(&out->arena, out->said, out->n_said, &out->cap_said, sizeof *room);

    if (room) out->said = room;
    if (room && text) out->said[out->n_said++] = text;
    else (void) ccs_import_fail_memory(self);
}

void ccs_import_rewrite(ccs_import_work_t *self, const char *reason)
{
    if (!self->out->rewrite) self->out->rewrite = reason;
}

/* The errors of a kind: of one format and, where it begins with the name of a column, of one column. NULL: there are too many kinds */
static ccs_import_like_t *like_of(ccs_import_work_t *self, const char *format, const char *text)
{
    const size_t n_name = strncmp(format, "%s: ", 4) == 0 ? strcspn(text, ":") + 1 : 0;

    for (uint32_t i = 0; i < self->n_likes; i++) {
        ccs_import_like_t *const like = &self->likes[i];

        if (like->format == format && strncmp(self->errors->items[like->last].text, text, n_name) == 0) return like;
    }
    if (self->n_likes == CCS_IMPORT_MAX_LIKES) return NULL;
    self->likes[self->n_likes] = (ccs_import_like_t){.format = format};
    return &self->likes[self->n_likes++];
}

/* Add an error at a line; behind three of a kind it is only counted. */
static int add_error(ccs_import_work_t *self, const char *format, const ccs_err_t *err)
{
    ccs_err_list_t *const errors = self->errors;
    ccs_import_like_t *const like = errors->n > 0 || self->n_likes == 0 ? like_of(self, format, err->text) : NULL;
    const size_t n = errors->n;

    if (like && like->n++ >= MOST_LIKE) {
        errors->n_errors++;
        errors->n_dropped++;
        return err->code;
    }
    const int ret = ccs_err_list_append(errors, err);

    if (like && errors->n > n) like->last = n;
    return ret;
}

/* "(357 more like it)" behind the last one of a kind that is told. */
static void tell_likes(ccs_import_work_t *self)
{
    for (uint32_t i = 0; i < self->n_likes; i++) {
        const ccs_import_like_t *const like = &self->likes[i];
        char text[40];

        if (like->n <= MOST_LIKE || like->last >= self->errors->n) continue;
        char *const to = self->errors->items[like->last].text;

        snprintf(text, sizeof text, " (%zu more like it)", like->n - MOST_LIKE);
        if (strlen(to) + strlen(text) < sizeof self->errors->items->text) strcat(to, text);
    }
}

int ccs_import_fail(ccs_import_work_t *self, uint32_t line, const char *format, ...)
{
    ccs_err_t err = {.code = CCS_ERR_SCENARIO};
    va_list args;

    if (line > 0) snprintf(err.where, sizeof err.where, "%.200s:%u", self->out->name, (unsigned) line);
    else snprintf(err.where, sizeof err.where, "%.200s", self->out->name);
    va_start(args, format);
    vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    return line > 0 ? add_error(self, format, &err) : ccs_err_list_append(self->errors, &err);
}

int ccs_import_fail_memory(ccs_import_work_t *self)
{
    return ccs_err_list_add(self->errors, CCS_ERR_NOMEM, self->out->name, NULL, "out of memory");
}

int ccs_import_read(ccs_import_t *self, const void *bytes, size_t n, const ccs_import_options_t *options, ccs_err_list_t *errors)
{
    ccs_import_work_t *const work = ccs_arena_alloc(&self->arena, sizeof *work);
    ccs_csv_bytes_t text;
    ccs_err_t err = {0};
    int ret = 0;

    if (!work) return ccs_err_list_add(errors, CCS_ERR_NOMEM, options->name, NULL, "out of memory");
    self->name = options->name;
    work->out = self;
    work->options = options;
    work->errors = errors;
    if (n > CCS_IMPORT_MAX_BYTES) return ccs_import_fail(work, 0, "is larger than 64 MB: export fewer weeks");
    ret = ccs_csv_bytes(options->name, bytes, n, &self->arena, &text, &err);
    if (ret) return ccs_err_list_append(errors, &err);
    if (options->converted) ccs_import_rewrite(work, options->converted);
    if (text.remedy) {
        ccs_import_say(work, "%s", text.remedy);
        ccs_import_rewrite(work, "it is not UTF-8");
    }
    CCS_TRY(ccs_import_grid(work, &text));
    CCS_TRY(ccs_import_unfold(work));
    CCS_TRY(ccs_import_columns(work));
    CCS_TRY(ccs_import_forms(work));
    CCS_TRY(ccs_import_rows(work));
    CCS_TRY(ccs_import_week(work));
    ret = ccs_err_list_code(errors);
out:
    tell_likes(work);
    return ret;
}

double ccs_import_length(const ccs_import_t *self)
{
    int32_t longest = 0;

    if (self->interval_s < 24 * 3600) return self->interval_s;
    for (int i = 0; i < 7; i++)
        if (self->hours[i].to - self->hours[i].from > longest) longest = self->hours[i].to - self->hours[i].from;
    return longest;
}

const ccs_import_hours_t *ccs_import_hours_of(const ccs_import_t *self, int64_t day)
{
    return &self->open[day - self->first_day];
}

void ccs_import_free(ccs_import_t *self)
{
    ccs_arena_free(&self->arena);
    *self = (ccs_import_t){0};
}
