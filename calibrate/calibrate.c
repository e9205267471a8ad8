/* calibrate.c - from what was read to all that is found. */
#include "calibrate.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "calibrate_parts.h"
#include "channel.h"
#include "text.h"

enum { HALF_HOUR_S = 1800, MOST_QUEUES = 200, KEY_MAX = 48 };

/* Whether one of the queues before has the key. */
static bool is_taken(const ccs_calibration_t *self, uint32_t queue, const char *key)
{
    for (uint32_t i = 0; i < queue; i++)
        if (strcmp(self->queues[i].key, key) == 0) return true;
    return false;
}

/* A name of a scenario: letters, digits and _, of what the file says; a number behind it where another queue has it already. */
static const char *key_of(ccs_calibration_t *self, uint32_t queue)
{
    char key[KEY_MAX];
    size_t n = 0;

    for (const char *at = self->queues[queue].label; *at && n < KEY_MAX - 8; at++) {
        const bool fits = isalnum((unsigned char) *at) && (unsigned char) *at < 128;

        if (fits) key[n++] = (char) tolower((unsigned char) *at);
        else if (n > 0 && key[n - 1] != '_') key[n++] = '_';
    }
    while (n > 0 && key[n - 1] == '_') n--;
    key[n] = '\0';
    if (!ccs_text_is_key(key, n) || strcmp(key, "none") == 0)
        snprintf(key, sizeof key, "queue_%u", (unsigned) (queue + 1) % 1000u);
    for (uint32_t number = queue + 1; is_taken(self, queue, key); number++)
        snprintf(key, sizeof key, "queue_%u", (unsigned) number % 1000u);
    return ccs_arena_strdup(&self->arena, key);
}

/* The queue of a label, which becomes one if it is not. NULL: there are too many */
static ccs_calibrated_t *queue_of(ccs_calibration_t *self, const char *label)
{
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (strcmp(self->queues[i].label, label) == 0) return &self->queues[i];
    if (self->n_queues == MOST_QUEUES) return NULL;
    self->queues[self->n_queues] = (ccs_calibrated_t){.label = label, .number = CCS_RECORD_UNKNOWN};
    return &self->queues[self->n_queues++];
}

/* A channel by the word of a scenario, or by what telephone systems call it. NULL: voice, or none that is known */
static const char *channel_of(const char *name)
{
    static const struct {
        const char *word;
        enum ccs_channel channel;
    } others[] = {{"mail", CCS_CHANNEL_EMAIL}, {"e-mail", CCS_CHANNEL_EMAIL}, {"emails", CCS_CHANNEL_EMAIL},
        {"webchat", CCS_CHANNEL_CHAT}, {"live chat", CCS_CHANNEL_CHAT}, {"whatsapp", CCS_CHANNEL_MESSAGING},
        {"letter", CCS_CHANNEL_POST}};

    for (enum ccs_channel i = 0; i < CCS_N_CHANNELS; i++)
        if (i != CCS_CHANNEL_VOICE && ccs_text_is_word(name, strlen(name), ccs_channel_name(i))) return ccs_channel_name(i);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ccs_text_is_word(name, strlen(name), others[i].word)) return ccs_channel_name(others[i].channel);
    return NULL;
}

/* The channel that most records of a queue name. */
static int find_channel(ccs_calibration_t *self, uint32_t queue)
{
    ccs_calibrated_t *const to = &self->queues[queue];
    const ccs_record_names_t *const names = &self->records->channels;
    double *const counts = ccs_arena_array(&self->arena, names->n, sizeof *counts);
    size_t n;
    const ccs_recorded_t *const rows = ccs_calibrate_rows(self, queue, &n);

    if (!counts) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        if (rows[i].channel != CCS_RECORD_UNKNOWN && ++counts[rows[i].channel] > to->channel_rows) {
            to->channel_rows = counts[rows[i].channel];
            to->channel = channel_of(names->names[rows[i].channel]);
        }
    return 0;
}

static int find_queues(ccs_calibration_t *self, ccs_err_list_t *errors)
{
    self->queues = ccs_arena_array(&self->arena, MOST_QUEUES, sizeof *self->queues);
    if (!self->queues) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; self->intervals && i < self->intervals->n_queues; i++)
        if (self->intervals->queues[i].n_serves == 0) (void) queue_of(self, self->intervals->queues[i].label);
    for (uint32_t i = 0; self->records && i < self->records->queues.n; i++) {
        ccs_calibrated_t *const queue = queue_of(self, self->records->queues.names[i]);

        if (!queue)
            return ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->names, NULL,
                "has more than %d queues: is the column that of queues?", (int) MOST_QUEUES);
        queue->number = i;
    }
    for (uint32_t i = 0; i < self->n_queues; i++) {
        self->queues[i].key = key_of(self, i);
        if (!self->queues[i].key) return CCS_ERR_NOMEM;
    }
    for (uint32_t i = 0; i < self->n_queues; i++) {
        size_t n;

        (void) ccs_calibrate_rows(self, i, &n);
        self->queues[i].rows = (double) n;
        if (n > 0 && find_channel(self, i) != 0) return CCS_ERR_NOMEM;
    }
    return 0;
}

int ccs_calibrate(ccs_calibration_t *self, ccs_err_list_t *errors)
{
    int ret = 0;

    self->interval_s = HALF_HOUR_S;
    CCS_TRY(find_queues(self, errors));
    ccs_calibrate_hours(self);
    CCS_TRY(ccs_calibrate_again(self));
    CCS_TRY(ccs_calibrate_demand(self, errors));
    CCS_TRY(ccs_calibrate_times(self));
    CCS_TRY(ccs_calibrate_effects(self));
    CCS_TRY(ccs_calibrate_agents(self));
    CCS_TRY(ccs_calibrate_numbers(self));
out:
    return ret == CCS_ERR_NOMEM && ccs_err_list_code(errors) == 0
        ? ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory")
        : ret;
}

void ccs_calibration_free(ccs_calibration_t *self)
{
    ccs_arena_free(&self->arena);
}
