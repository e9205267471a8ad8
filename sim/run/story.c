/* story.c - one contact's moments as one sentence. Invariant: text is what moment.def says of the moments so far, in their order. */
#include "story.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_write.h"

ccs_story_t ccs_story_begin(const ccs_plan_t *plan, const ccs_local_time_t *local)
{
    return (ccs_story_t){.plan = plan, .local = local};
}

void ccs_story_free(ccs_story_t *self)
{
    free(self->text);
    *self = (ccs_story_t){0};
}

static int append(ccs_story_t *self, const char *text)
{
    const size_t n = strlen(text);

    if (self->length + n + 1 > self->room) {
        const size_t room = 2 * (self->length + n + 1);
        char *const grown = realloc(self->text, room);

        if (!grown) return CCS_ERR_NOMEM;
        self->text = grown;
        self->room = room;
    }
    memcpy(&self->text[self->length], text, n + 1);
    self->length += n;
    return 0;
}

/* The sum that a moment's duration goes into, by the name it has in the table; NULL = none. */
static double *sum_of(ccs_story_t *self, const ccs_moment_t *moment)
{
    const char *const name = CCS_MOMENTS[moment->kind].duration;

    if (!strcmp(name, "ivr_s")) return &self->ivr_s;
    if (!strcmp(name, "wait_s")) return &self->wait_s;
    if (!strcmp(name, "talk_s")) return &self->talk_s;
    if (!strcmp(name, "wrap_s")) return &self->wrap_s;
    return NULL;
}

int ccs_story_add(ccs_story_t *self, const ccs_moment_t *moment)
{
    const ccs_moment_about_t *const about = &CCS_MOMENTS[moment->kind];
    double *const sum = sum_of(self, moment);
    char text[CCS_WORDS_MAX], at[CCS_LOCAL_TIME_MAX];
    int ret = 0;

    if (moment->asks) return 0; /* that is no part of what the customer lives through */
    if (self->length == 0) {
        CCS_TRY(append(self, ccs_contact_label(self->plan, &moment->of, text, sizeof text)));
        CCS_TRY(append(self, " "));
    } else if (about->story[0] && about->story[0] != ';') {
        CCS_TRY(append(self, ", "));
    }
    ccs_local_time_show(self->local, moment->time_s, at, sizeof at);
    CCS_TRY(append(self, ccs_moment_clause(self->plan, moment, at, text, sizeof text)));
    if (sum) *sum += moment->duration_s;
    if (about->facts[0]) {
        const char *const blank = strrchr(about->facts, ' ');

        self->outcome = blank ? blank + 1 : about->facts;
    }
    if (about->subject == CCS_SUBJECT_CONTACT) {
        self->of = moment->of;
        self->gone = moment->gone;
    }
    if (moment->kind == CCS_MOMENT_wrap_begin) self->n_wraps++;
    if (moment->kind == CCS_MOMENT_wrap_end) self->n_wraps--;
    self->last_s = moment->time_s;
out:
    return ret;
}

int ccs_story_end(ccs_story_t *self)
{
    char text[CCS_WORDS_MAX], wait[CCS_LABEL_MAX], handle[CCS_LABEL_MAX];
    const uint32_t n = self->of.attempt + 1;

    snprintf(text, sizeof text, ". In all: %" PRIu32 " attempt%s, wait %s, handle time %s.", n, n == 1 ? "" : "s",
        ccs_moment_duration(self->wait_s, wait, sizeof wait),
        ccs_moment_duration(self->talk_s + self->wrap_s, handle, sizeof handle));
    return append(self, text);
}

void ccs_story_json(const ccs_story_t *self, FILE *to)
{
    char text[CCS_LABEL_MAX];

    fputs("{\"time_s\": ", to);
    ccs_json_number(self->last_s, to);
    (void) ccs_local_time_iso(self->local, self->last_s, text, sizeof text);
    ccs_json_text_member("time", text[0] ? text : NULL, to);
    ccs_json_text_member("event", "story", to);
    ccs_json_text_member("contact", ccs_contact_label(self->plan, &self->of, text, sizeof text), to);
    ccs_json_text_member("type", self->plan->types[self->of.type].name, to);
    fprintf(to, ", \"attempts\": %" PRIu32, self->of.attempt + 1);
    ccs_json_text_member("outcome", self->outcome, to);
    ccs_json_number_member("ivr_s", self->ivr_s, to);
    ccs_json_number_member("wait_s", self->wait_s, to);
    ccs_json_number_member("talk_s", self->talk_s, to);
    ccs_json_number_member("wrap_s", self->wrap_s, to);
    ccs_json_text_member("text", self->text, to);
    fputs("}\n", to);
}
