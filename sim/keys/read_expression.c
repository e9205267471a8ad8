/* read_expression.c - conditions and scores. Invariant: a mistake is recorded once, with its column and what stands there. */
#include "read_expression.h"

#include <string.h>

#include "channel.def"
#include "text.h"

enum { SHOWN = 40 /* bytes of the text from the mistake on */, MOST_CHANNELS = 32 };

void ccs_reader_take_names(ccs_reader_t *self, enum ccs_expression_names what, const ccs_named_t *of)
{
    const char **const names = ccs_reader_array(self, of->n, sizeof *names);

    for (uint32_t i = 0; names && i < of->n; i++) names[i] = of->at[i].key;
    self->names[what] = (ccs_name_list_t){names, names ? of->n : 0};
}

static bool is_listed(const char *const *names, uint32_t n, const char *name)
{
    bool any = false;

    for (uint32_t i = 0; i < n; i++) any = any || strcmp(names[i], name) == 0;
    return any;
}

/* Those that there are, and the scenario's own, which say their class. */
void ccs_reader_take_channels(ccs_reader_t *self)
{
#define X(name, text, use, answer, about) text,
    static const char *const known[] = {CCS_CHANNEL_LIST(X)};
#undef X
    enum { KNOWN = sizeof known / sizeof *known };
    const ccs_place_t at = ccs_place_child(self, &self->root, "channels");
    const uint32_t n_said = at.value && at.value->kind == CCS_VALUE_GROUP ? at.value->n : 0;
    const char **const names = ccs_reader_array(self, KNOWN + n_said, sizeof *names);
    uint32_t n = 0;

    for (uint32_t i = 0; names && i < KNOWN; i++) names[n++] = known[i];
    for (const ccs_value_t *v = n_said > 0 ? at.value->first : NULL; v && names && n < MOST_CHANNELS; v = v->next)
        if (v->kind == CCS_VALUE_GROUP && ccs_value_get(v, "class") && !is_listed(known, KNOWN, v->key)) names[n++] = v->key;
    self->names[CCS_NAMES_CHANNEL] = (ccs_name_list_t){names, n};
}

/* As much of a text as is shown, cut between characters. */
static int shown(const char *text)
{
    const size_t n = strlen(text);

    return (int) ccs_text_whole(text, n < SHOWN ? n : SHOWN);
}

/* The type whose key this is; NULL: it is of none. */
static const char *type_around(const ccs_place_t *at)
{
    for (; at->parent; at = at->parent)
        if (at->parent->key && strcmp(at->parent->key, "types") == 0 && !at->parent->parent->row) return at->key;
    return NULL;
}

static bool predicts(const ccs_reader_t *self, const ccs_place_t *types, const char *type)
{
    const ccs_place_t at = ccs_place_child(self, types, type), predictor = ccs_place_child(self, &at, "predictor");

    return predictor.given;
}

/* Whether somebody predicts what is read: the type that is meant, or any where that is not known. @param type  NULL: not known */
static bool is_predicted(const ccs_reader_t *self, const char *type)
{
    const ccs_place_t types = ccs_place_child(self, &self->root, "types");
    bool any = false;

    if (type) return predicts(self, &types, type);
    for (uint32_t i = 0; i < self->names[CCS_NAMES_TYPE].n; i++)
        any = any || predicts(self, &types, self->names[CCS_NAMES_TYPE].at[i]);
    return any;
}

static void check_predicted(ccs_reader_t *self, const ccs_place_t *at, const ccs_gauge_use_t *use)
{
    const char *const type =
        use->argument == CCS_EXPRESSION_OWN ? type_around(at) : self->names[CCS_NAMES_TYPE].at[use->argument];

    if (use->gauge != CCS_GAUGE_PREDICTED_WAIT || is_predicted(self, type)) return;
    ccs_reader_error(self, at,
        "column %u: predicted_wait is 0 where nothing predicts: write types.%s.predictor = \"queue_length\"", use->column,
        type ? type : "*");
}

/* Nobody is ever stopped where nothing fails. */
static void doubt_stopped(ccs_reader_t *self, const ccs_place_t *at, const ccs_gauge_use_t *use)
{
    const ccs_place_t outages = ccs_place_child(self, &self->root, "outages");

    if (use->gauge == CCS_GAUGE_STOPPED && !outages.value)
        ccs_reader_warning(self, at, "column %u: stopped is 0, as the scenario has no outages", use->column);
}

/* Nothing is worth anything where no type says so. */
static void check_value(ccs_reader_t *self, const ccs_place_t *at, const ccs_gauge_use_t *use)
{
    const ccs_place_t types = ccs_place_child(self, &self->root, "types");

    if (use->gauge != CCS_GAUGE_VALUE) return;
    for (uint32_t i = 0; i < self->names[CCS_NAMES_TYPE].n; i++) {
        const ccs_place_t type = ccs_place_child(self, &types, self->names[CCS_NAMES_TYPE].at[i]),
                          value = ccs_place_child(self, &type, "value");

        if (value.given) return;
    }
    ccs_reader_error(self, at, "column %u: value is 0, as no type has any: write types.NAME.value = 10", use->column);
}

static void check_uses(ccs_reader_t *self, const ccs_place_t *at, const ccs_expression_t *made)
{
    for (uint32_t i = 0; i < ccs_expression_n_uses(made); i++) {
        check_predicted(self, at, ccs_expression_use(made, i));
        doubt_stopped(self, at, ccs_expression_use(made, i));
        check_value(self, at, ccs_expression_use(made, i));
    }
}

static void doubt(ccs_reader_t *self, const ccs_place_t *at, const char *text, const ccs_expression_error_t *error)
{
    if (error->text[0] == '\0') return;
    ccs_reader_warning(self, at, "column %u, at \"%.*s\": %s", error->column, shown(&text[error->offset]), &text[error->offset],
        error->text);
}

static const ccs_expression_t *read_expression(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand, bool is_condition)
{
    ccs_expression_asked_t asked = {.at_hand = at_hand |
            (self->steady || !(at_hand & CCS_AT_HAND_MOMENT) ? 0U : (unsigned) CCS_AT_HAND_CLOCK),
        .is_condition = is_condition};
    const ccs_expression_t *made = NULL;
    ccs_expression_error_t error;

    if (!at->value) return NULL;
    if (at->value->kind != CCS_VALUE_STRING) {
        ccs_reader_expected(self, at, ccs_shape_text(is_condition ? CCS_SHAPE_CONDITION : CCS_SHAPE_SCORE));
        return NULL;
    }
    const char *const text = at->value->as.text;

    memcpy(asked.names, self->names, sizeof asked.names);
    const int ret = ccs_expression_make(text, &asked, self->arena, &made, &error);

    if (ret == CCS_ERR_NOMEM) self->out_of_memory = true;
    for (int gauge = 0; made && gauge < CCS_N_GAUGES; gauge++)
        self->reads[gauge] = self->reads[gauge] || ccs_expression_reads(made, (enum ccs_gauge) gauge);
    if (made) check_uses(self, at, made);
    if (made) doubt(self, at, text, &error);
    if (ret != CCS_ERR_SCENARIO) return made;
    if (text[error.offset] == '\0') ccs_reader_error(self, at, "column %u, at the end: %s", error.column, error.text);
    else
        ccs_reader_error(self, at, "column %u, at \"%.*s\": %s", error.column, shown(&text[error.offset]), &text[error.offset],
            error.text);
    return NULL;
}

const ccs_expression_t *ccs_read_condition(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand)
{
    return read_expression(self, at, at_hand | CCS_AT_HAND_MOMENT, true);
}

const ccs_expression_t *ccs_read_lasting_condition(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand)
{
    return read_expression(self, at, at_hand, true);
}

const ccs_expression_t *ccs_read_score(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand)
{
    return read_expression(self, at, at_hand | CCS_AT_HAND_MOMENT, false);
}
