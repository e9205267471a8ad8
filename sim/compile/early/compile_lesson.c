/* compile_lesson.c - changes by which agents learn a type: what is asked, which types name one more group, how many of those who learn are there. Invariant: nobody
 * learns before the plan's groups are made of classes, which hold what everybody can do. */
#include <math.h>
#include <stdlib.h>

#include "compile_change_parts.h"
#include "compile_skill.h"
#include "early_chapters.h"

void ccs_lesson_check(ccs_compiler_t *self, const ccs_compile_change_t *change)
{
    const bool others = !isnan(change->volume) || !isnan(change->staff) || !isnan(change->shrinkage_frac) ||
        change->n_types > 0 || change->from != CCS_NONE || change->to != CCS_NONE;

    if (!(change->agents >= 1) || fmod(change->agents, 1) != 0)
        ccs_reader_error(&self->reader, change->at, "needs agents, the whole number of those who learn it: write agents = 10");
    if (change->n_groups == 0)
        ccs_reader_error(&self->reader, change->at, "needs groups, whose agents learn it: write groups = [\"NAME\"]");
    if (others)
        ccs_reader_error(&self->reader, change->at, "is about what agents learn: write what else changes as another change");
    if (ccs_place_child(&self->reader, change->at, "hours").value)
        ccs_reader_error(&self->reader, change->at,
            "has hours: what agents have learned they serve at all times; leave hours out");
}

void ccs_compile_lessons(ccs_compiler_t *self)
{
    const ccs_skills_reader_t reader = ccs_skills_reader_of(self);
    ccs_vector_t lessons = {0};

    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        const ccs_compile_change_t *const change = &self->changes[i];

        for (uint32_t k = 0; change->learn != CCS_NONE && change->agents >= 1 && k < change->n_groups; k++) {
            ccs_lesson_t *const lesson = ccs_reader_push(&self->reader, &lessons, sizeof *lesson);

            if (!lesson) continue;
            *lesson = ccs_lesson_of(&reader, change->at, change->groups[k], change->learn);
            lesson->n = (uint32_t) change->agents;
        }
    }
    self->n_lessons = (uint32_t) lessons.n;
    self->lessons = ccs_reader_keep(&self->reader, &lessons, sizeof *self->lessons);
}

uint32_t ccs_lessons_order(const ccs_compiler_t *self, uint32_t team, uint32_t *order, uint32_t n)
{
    for (uint32_t i = 0; i < self->n_lessons && order; i++) {
        bool named = self->lessons[i].team != team;

        for (uint32_t k = 0; k < n && !named; k++) named = order[k] == self->lessons[i].type;
        if (!named) order[n++] = self->lessons[i].type;
    }
    return n;
}

/* --- what came of it --------------------------------------------------------------------------------------------------- */

/* How many of those who learn are there at each time. */
static ccs_vector_t present(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_lesson_t *lesson,
    const ccs_vector_t *parts)
{
    const uint32_t n_named = self->groups[lesson->team].n_named;
    ccs_vector_t out = {0};

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;
        ccs_amount_t *const got = ccs_reader_push(&self->reader, &out, sizeof *got);

        if (!got) break;
        *got = (ccs_amount_t){part->start_s, part->end_s, ccs_members_of(&lesson->learners, n_named, part->value), part->day};
        ccs_change_count(self, change, got);
    }
    return out;
}

static void count_numbers(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_lesson_t *lesson,
    const ccs_vector_t *parts)
{
    ccs_vector_t got = present(self, change, lesson, parts);
    double most = 0;

    for (size_t i = 0; i < got.n; i++) most = fmax(most, ((const ccs_amount_t *) got.items)[i].x);
    if (ceil(most) < lesson->n)
        ccs_reader_error(&self->reader, lesson->at, "asked %u, %s never has more than %.4g agents who do not serve %s yet",
            lesson->n, self->groups_named.at[lesson->team].key, most, self->types_named.at[lesson->type].key);
    ccs_change_tell_times(self, change, &got, lesson->n);
    ccs_change_count_work(self, &change->work, parts, &got, NAN);
    free(got.items);
}

void ccs_lesson_count(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *written)
{
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        const ccs_lesson_t *const lesson = &self->lessons[i];

        if (lesson->at == change->at && !lesson->is_refused && self->groups[lesson->team].n_persons == 0)
            count_numbers(self, change, lesson, &written[lesson->team]);
    }
}

static ccs_compile_change_t *change_of(const ccs_compiler_t *self, const ccs_lesson_t *lesson)
{
    uint32_t i = 0;

    while (self->changes[i].at != lesson->at) i++;
    return &self->changes[i];
}

void ccs_lesson_persons(ccs_compiler_t *self, uint32_t team)
{
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        ccs_lesson_t *const lesson = &self->lessons[i];
        ccs_vector_t who = {0};

        if (lesson->team != team || lesson->is_refused) continue;
        ccs_compile_change_t *const change = change_of(self, lesson);

        ccs_people_learners(&self->people, &self->groups_named.at[team], &self->groups[team], lesson, &who);
        change->acts = true;
        if (who.n < lesson->n)
            ccs_reader_error(&self->reader, lesson->at, "asked %u, %s has %lu who do not serve %s yet", lesson->n,
                self->groups_named.at[team].key, (unsigned long) who.n, self->types_named.at[lesson->type].key);
        ccs_change_tell_learners(self, change, team, &who);
        free(who.items);
    }
}
