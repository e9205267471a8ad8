/** @file call_out.h  Further: a call of a campaign, from the entry of the list to its outcome. It is a light record, a line; who answers becomes a contact. */
#ifndef CCS_LIFE_CALL_OUT_H
#define CCS_LIFE_CALL_OUT_H

#include "arrive.h"
#include "dialled.h"
#include "offer.h"

static const double DAY_S = 86400;

/* What is known of a call before it rings. */
typedef struct {
    uint32_t entry, attempt, zone;
    const ccs_call_span_t *span; /* NULL: steady mode */
} next_call_t;

/* ---- lists ---------------------------------------------------------------------------------------------------------------------- */

static uint32_t zone_of(const ccs_campaign_t *c, double u)
{
    uint32_t zone = 0;

    while (zone + 1 < c->n_zones && u >= c->zones[zone].upto_frac) zone++;
    return zone;
}

/* What the list says of the entry. */
static void know_entry(ccs_call_entry_t *entry, const ccs_call_customer_t *who)
{
    if (who->zone != CCS_ANY_ZONE) entry->zone = who->zone;
    entry->level = who->level;
    entry->n = who->n_calls;
}

/* When somebody who has a best time to be called is next called, by their own clock. @return now_s: it is */
static double best_time_s(const ccs_call_customer_t *who, const next_call_t *next, double now_s)
{
    if (!who || !next->span || who->best_to_s <= 0) return now_s;
    const double of_day_s = now_s + next->span->shift_s;

    if (of_day_s < who->best_from_s) return now_s + who->best_from_s - of_day_s;
    return of_day_s < who->best_to_s ? now_s : now_s + DAY_S - of_day_s + who->best_from_s;
}

/* @param frac  of entries such as this one */
static bool must_not_be_called(const ccs_dialler_t *d, uint32_t entry, double frac)
{
    return frac > 0 && ccs_stream_draw(&d->stream, entry, 0, CCS_PURPOSE_DO_NOT_CALL) < frac;
}

/* An entry comes on the list. */
static void add_entry(ccs_flow_t *f, uint32_t campaign, uint32_t entry)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];
    const ccs_call_customer_t *const who = ccs_campaign_customer(c, entry);
    const double zone_u = c->n_zones > 1 ? ccs_stream_draw(&d->stream, entry, 0, CCS_PURPOSE_CALL_ZONE) : 0;
    const bool must_not = must_not_be_called(d, entry, ccs_campaign_must_not_frac(c, who));

    now_campaign(f, campaign)[CCS_FACT_list_entries]++;
    d->list.entries[entry] =
        (ccs_call_entry_t){.due_s = f->world.now_s, .zone = (uint8_t) zone_of(c, zone_u), .must_not = must_not};
    if (who) know_entry(&d->list.entries[entry], who);
    const bool is_scrubbed = (must_not && c->compliance.guards) || d->list.entries[entry].n >= c->most;

    now_campaign(f, campaign)[CCS_FACT_scrubbed] += is_scrubbed;
    if (!is_scrubbed) ccs_call_list_push(&d->list, entry);
}

/* Lists that begin by now. */
static void begin_lists(ccs_flow_t *f, uint32_t campaign)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];

    for (; d->next_list < c->n_lists && c->begins_s[d->next_list] <= f->world.now_s; d->next_list++)
        for (uint32_t i = 0; !ccs_campaign_is_endless(c) && i < c->n_list; i++)
            add_entry(f, campaign, d->next_list * c->n_list + i);
}

static const ccs_call_span_t *open_span(const ccs_campaign_t *c, uint32_t zone, double time_s)
{
    const uint32_t span = ccs_call_span_at(c->zones[zone].open, c->zones[zone].n_open, time_s);

    return span == UINT32_MAX ? NULL : &c->zones[zone].open[span];
}

/* The entry may not be called now, or not any more: it stands for later, or is done. @return whether it may */
static bool may_be_called(ccs_flow_t *f, uint32_t campaign, uint32_t entry, const next_call_t *next, bool keeps_agent)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];
    ccs_call_entry_t *const e = &d->list.entries[entry];
    const double now_s = f->world.now_s;

    if (now_s >= c->begins_s[entry / c->n_list] + c->valid_s) return false;
    const double best_s = best_time_s(ccs_campaign_customer(c, entry), next, now_s);

    if (!c->compliance.guards && best_s <= now_s) return true;
    const double due_s = best_s > now_s                                  ? best_s
        : next->span && ccs_call_entry_is_beyond(e, c, next->span->date) ? ccs_call_entry_from_s(e, c, now_s)
        : !keeps_agent && e->not_before_s > now_s                        ? e->not_before_s
                                                                         : now_s;

    if (due_s <= now_s) return true;
    e->due_s = due_s;
    if (isfinite(due_s)) ccs_call_list_push(&d->list, entry);
    return false;
}

/* Of the zones in which somebody may be called, the entry that has been due longest, of a level before those of the next. @return false: none is due */
static bool first_due(const ccs_flow_t *f, uint32_t campaign, next_call_t *next)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    const ccs_call_list_t *const list = &f->world.diallers.of[campaign].list;
    double due_s = INFINITY;
    uint32_t level = list->n_levels;

    for (uint32_t heap = 0; heap < list->n_heaps; heap++) {
        const uint32_t entry = ccs_call_list_first(list, heap), zone = heap / list->n_levels, of = heap % list->n_levels;

        if (entry == UINT32_MAX || list->entries[entry].due_s > f->world.now_s || of > level) continue;
        if (of == level && list->entries[entry].due_s >= due_s) continue;
        const ccs_call_span_t *const span = c->n_zones > 0 ? open_span(c, zone, f->world.now_s) : NULL;

        if (c->n_zones > 0 && !span) continue;
        due_s = list->entries[entry].due_s;
        level = of;
        *next = (next_call_t){.entry = entry, .zone = zone, .span = span};
    }
    return isfinite(due_s);
}

/* Of an endless list: entries follow one another, those who must not be called left out, each in one of the zones that are open by their shares. */
static bool next_endless(ccs_flow_t *f, uint32_t campaign, next_call_t *next)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];
    double open_frac = 0, upto_frac = 0;

    for (uint32_t zone = 0; zone < c->n_zones; zone++)
        if (open_span(c, zone, f->world.now_s)) open_frac += c->zones[zone].upto_frac - (zone ? c->zones[zone - 1].upto_frac : 0);
    if (c->n_zones > 0 && !(open_frac > 0)) return false;
    while (c->compliance.guards && must_not_be_called(d, d->next_entry, ccs_campaign_must_not_frac(c, NULL))) {
        now_campaign(f, campaign)[CCS_FACT_list_entries]++;
        now_campaign(f, campaign)[CCS_FACT_scrubbed]++;
        d->next_entry++;
    }
    *next = (next_call_t){.entry = d->next_entry++};
    now_campaign(f, campaign)[CCS_FACT_list_entries]++;
    if (c->n_zones == 0) return true;
    const double u = open_frac * ccs_stream_draw(&d->stream, next->entry, 0, CCS_PURPOSE_CALL_ZONE);

    for (uint32_t zone = 0; zone < c->n_zones; zone++) {
        const ccs_call_span_t *const span = open_span(c, zone, f->world.now_s);

        if (!span) continue;
        upto_frac += c->zones[zone].upto_frac - (zone ? c->zones[zone - 1].upto_frac : 0);
        next->zone = zone;
        next->span = span;
        if (u < upto_frac) return true;
    }
    return true;
}

/* The entry to be called next, which leaves the list. @return false: nobody may be called now */
static bool take_entry(ccs_flow_t *f, uint32_t campaign, bool keeps_agent, next_call_t *next)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];

    if (ccs_campaign_is_endless(c)) return next_endless(f, campaign, next);
    while (first_due(f, campaign, next)) {
        ccs_call_list_pop(&d->list, next->zone * d->list.n_levels + d->list.entries[next->entry].level);
        if (!may_be_called(f, campaign, next->entry, next, keeps_agent)) continue;
        next->attempt = d->list.entries[next->entry].n - ccs_campaign_n_before(c, next->entry);
        return true;
    }
    return false;
}

/* ---- it rings ------------------------------------------------------------------------------------------------------------------- */

/* What the law says of a call, whoever keeps to it. @return CCS_BREAKS_ of the rules that it breaks */
static uint8_t find_violations(const ccs_flow_t *f, uint32_t campaign, const next_call_t *next, bool keeps_agent)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    const double now_s = f->world.now_s;
    unsigned breaks = 0;

    if (next->span && c->compliance.has_hours) {
        const ccs_call_zone_t *const zone = &c->zones[next->zone];

        if (ccs_call_span_at(zone->legal, zone->n_legal, now_s) == UINT32_MAX) breaks |= CCS_BREAKS_HOURS;
    }
    if (ccs_campaign_is_endless(c)) return (uint8_t) breaks;
    const ccs_call_entry_t *const e = &f->world.diallers.of[campaign].list.entries[next->entry];

    if (ccs_call_entry_is_beyond(e, c, next->span ? next->span->date : 0) || (!keeps_agent && e->not_before_s > now_s))
        breaks |= CCS_BREAKS_ATTEMPTS;
    return (uint8_t) (e->must_not ? breaks | CCS_BREAKS_OPT_OUT : breaks);
}

/* A call against the law is counted and told. */
CCS_APART static void count_violations(ccs_flow_t *f, uint32_t campaign, unsigned breaks)
{
    static const struct {
        unsigned rule;
        enum ccs_campaign_fact fact;
        enum ccs_moment_kind moment;
    } rules[] = {{CCS_BREAKS_HOURS, CCS_FACT_against_hours, CCS_MOMENT_against_hours},
        {CCS_BREAKS_ATTEMPTS, CCS_FACT_against_attempts, CCS_MOMENT_against_attempts},
        {CCS_BREAKS_OPT_OUT, CCS_FACT_against_opt_out, CCS_MOMENT_against_opt_out}};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!(breaks & rules[i].rule)) continue;
        now_campaign(f, campaign)[rules[i].fact]++;
        note_campaign(f, rules[i].moment, campaign);
    }
}

static uint32_t hour_of(const next_call_t *next, double now_s)
{
    return next->span ? (uint32_t) ((now_s + next->span->shift_s) / 3600) : UINT32_MAX;
}

/* How the call ends for the campaign, and when. @return its length */
static double plan_call(ccs_flow_t *f, ccs_call_line_t *line, const next_call_t *next)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[line->campaign];
    const ccs_stream_t *const stream = &f->world.diallers.of[line->campaign].stream;
    const double live_frac = ccs_campaign_live_frac(c, hour_of(next, f->world.now_s));
    const enum ccs_call_outcome outcome =
        ccs_campaign_outcome(c, live_frac, ccs_stream_draw(stream, line->entry, line->attempt, CCS_PURPOSE_CALL_OUTCOME));
    const ccs_distribution_t *const law = &c->ring[outcome];
    const double u = law->kind == CCS_DISTRIBUTION_NONE || law->kind == CCS_DISTRIBUTION_CONSTANT
        ? 0
        : ccs_stream_draw(stream, line->entry, line->attempt, CCS_PURPOSE_CALL_RING);
    const double answers_s = (line->agent == CCS_NONE ? 0 : c->pacing.preview_s) + length_of(f, law, u);

    line->is_person = outcome == CCS_CALL_LIVE;
    line->deadline_s = f->world.now_s + answers_s + c->greeting_s + c->compliance.connect_within_s;
    line->end = outcome == CCS_CALL_NO_ANSWER ? CCS_LINE_NO_ANSWER
        : outcome == CCS_CALL_BUSY            ? CCS_LINE_BUSY
        : outcome == CCS_CALL_BAD_NUMBER      ? CCS_LINE_BAD_NUMBER
                                              : CCS_LINE_TO_AGENT;
    if (line->end != CCS_LINE_TO_AGENT || !c->detection.is_on) return answers_s;
    const double detected = ccs_stream_draw(stream, line->entry, line->attempt, CCS_PURPOSE_CALL_DETECTION);

    if (line->is_person && detected < c->detection.wrong_frac) line->end = CCS_LINE_TAKEN_FOR_MACHINE;
    if (!line->is_person && detected >= c->detection.missed_frac) line->end = CCS_LINE_MACHINE;
    return answers_s + c->detection.time_s + (line->end == CCS_LINE_MACHINE && c->voicemail.is_left ? c->voicemail.lasts_s : 0);
}

/* One call more is out, or one fewer. */
static void change_out(ccs_flow_t *f, const ccs_call_line_t *line, int delta)
{
    ccs_world_t *const w = &f->world;
    ccs_dialler_t *const d = &w->diallers.of[line->campaign];
    double *const row = now_campaign(f, line->campaign);

    d->n_out += (uint32_t) delta;
    book(f, &row[CCS_FACT_lines_out_area], delta);
    if (line->agent == CCS_NONE) {
        d->n_at_will += (uint32_t) delta;
        return;
    }
    w->diallers.n_kept[w->agents[line->agent].group] += (uint32_t) delta;
    book(f, &row[CCS_FACT_kept_agents_area], delta);
}

static void keep_agent(ccs_flow_t *f, uint32_t agent, uint32_t line)
{
    take_agent(f, agent);
    watch_ring(f, agent);
    f->world.agents[agent].in_hand = CCS_NONE;
    f->world.diallers.kept_by[agent] = line;
}

/* Its number among the calls of its campaign: of a list with an end below 2^31. */
static uint32_t number_of(const ccs_campaign_t *c, const ccs_call_line_t *line)
{
    return line->entry * (ccs_campaign_is_endless(c) ? 1 : c->most) + line->attempt;
}

/* TOLD. Of a call that is out, or was: it counts in the present period. */
CCS_APART static void note_call(ccs_flow_t *f, const ccs_call_line_t *line, enum ccs_moment_kind kind)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[line->campaign];
    const uint32_t counts_at = index_now(f, c->type);
    ccs_moment_t *const m = note_blank(f, kind);

    m->of = (ccs_attempt_t){.type = c->type, .index = number_of(c, line)};
    m->as = c->type;
    m->counts = ccs_facts_counts(&f->facts, counts_at);
    if (m->counts) m->batch = ccs_axis_observation(f->world.plan, counts_at / f->facts.size);
    if (line->agent != CCS_NONE) set_agent(f, m, line->agent);
    m->duration_s = f->world.now_s - line->began_s;
    m->number = line->breaks;
}

/* The next entry is called. @param by  the agent whom the call keeps, idle; id CCS_NONE: nobody @return false: nobody may be called now */
CCS_APART static bool begin_call(ccs_flow_t *f, uint32_t campaign, ccs_route_t by)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    ccs_dialler_t *const d = &w->diallers.of[campaign];
    next_call_t next = {0};

    if (!take_entry(f, campaign, by.id != CCS_NONE, &next)) return false;
    const uint32_t id = d->free_line;
    ccs_call_line_t *const line = &w->diallers.lines[id];
    const uint32_t following = line->next;

    *line = (ccs_call_line_t){.campaign = campaign,
        .began_s = w->now_s,
        .breaks = find_violations(f, campaign, &next, by.id != CCS_NONE),
        .next = CCS_NONE,
        .entry = next.entry,
        .attempt = next.attempt,
        .agent = by.id,
        .pair = by.pair,
        .window = ccs_campaign_window(c, w->now_s)};
    const double lasts_s = plan_call(f, line, &next);

    d->free_line = following;
    if (line->breaks) count_violations(f, campaign, line->breaks);
    now_campaign(f, campaign)[CCS_FACT_attempts]++;
    now_campaign(f, campaign)[CCS_FACT_entries_called] += next.attempt == 0;
    now_campaign(f, campaign)[CCS_FACT_kept_attempts] += by.id != CCS_NONE;
    now_campaign(f, campaign)[CCS_FACT_other_numbers] += is_at_other_number(f, campaign, next.entry);
    if (!ccs_campaign_is_endless(c)) ccs_call_entry_count(&d->list.entries[next.entry], next.span ? next.span->date : 0);
    if (by.id != CCS_NONE) keep_agent(f, by.id, id);
    change_out(f, line, 1);
    seize_line(f, w->plan->types[c->type].trunk);
    if (TOLD && is_at_other_number(f, campaign, next.entry)) note_call(f, line, CCS_MOMENT_other_number);
    ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_line] + id, w->now_s + lasts_s, CCS_EV_line_end);
    return true;
}

/* ---- the outcome ---------------------------------------------------------------------------------------------------------------- */

/* A person calls the centre upon a message. Where the centre is closed then, they do when it opens. Who it is comes of the
 * call alone, whatever other messages are left; the hash keeps campaigns with the same numbers apart. */
static void begin_echo(ccs_flow_t *f, const ccs_call_line_t *line)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const campaign = &w->plan->campaigns[line->campaign];
    const ccs_voicemail_t *const v = &campaign->voicemail;
    const ccs_stream_t *const stream = &w->diallers.of[line->campaign].stream;
    const uint32_t index = 1U << 31 | ((uint32_t) campaign->name_hash + number_of(campaign, line));

    now_campaign(f, line->campaign)[CCS_FACT_echoes]++;
    const uint32_t id = new_contact(f, v->to, index, ccs_source_draw(&w->sources[v->to], CCS_PURPOSE_TALK, index, 0));
    ccs_contact_t *const c = &w->contacts.at[id];
    const double delay_s = length_of(f, &v->delay, ccs_stream_draw(stream, line->entry, line->attempt, CCS_PURPOSE_ECHO_DELAY));

    c->state = CCS_CONTACT_RETRYING;
    c->counts_at = index_now(f, v->to);
    w->n_retrying[v->to]++;
    book(f, &now_row(f, v->to)[CCS_FACT_retry_area], 1);
    set_timer(f, id, w->now_s + delay_s, CCS_EV_come);
}

static void leave_message_with(ccs_flow_t *f, const ccs_call_line_t *line)
{
    const ccs_voicemail_t *const v = &f->world.plan->campaigns[line->campaign].voicemail;

    if (!v->is_left) return;
    now_campaign(f, line->campaign)[CCS_FACT_voicemails]++;
    tell_reached(f, line->campaign, line->entry, line->attempt, f->world.plan->campaigns[line->campaign].averts.message_frac);
    if (v->echo_frac > 0 &&
        ccs_stream_draw(&f->world.diallers.of[line->campaign].stream, line->entry, line->attempt, CCS_PURPOSE_ECHO) <
            v->echo_frac)
        begin_echo(f, line);
}

/* Who has answered is a contact from now on, which holds the line of its trunk group. @return it */
static uint32_t answered_by(ccs_flow_t *f, const ccs_call_line_t *line)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[line->campaign];
    const uint32_t index = number_of(c, line);
    const uint32_t id = new_contact(f, c->type, index, ccs_source_draw(&w->sources[c->type], CCS_PURPOSE_TALK, index, 0));
    ccs_dialled_t *const call = &w->diallers.dialled[id];

    *call = (ccs_dialled_t){.campaign = line->campaign,
        .entry = line->entry,
        .attempt = line->attempt,
        .window = line->window,
        .deadline_s = line->deadline_s,
        .is_person = line->is_person,
        .has_agent = line->agent != CCS_NONE};
    call->is_right = line->is_person && draw_for_call(f, call, CCS_PURPOSE_RIGHT_PARTY) < c->right_frac;
    w->diallers.of[line->campaign].n_uncertain++;
    w->contacts.at[id].queue = (uint16_t) w->plan->heads[c->type].queue;
    if (c->mismatch == CCS_MISMATCH_DROP) w->contacts.at[id].flags |= CCS_CONTACT_FRONT;
    if (TOLD) note_call(f, line, CCS_MOMENT_picks_up);
    if (has_legs(f)) begin_journey(f, id, w->now_s, w->period);
    f->counts.arrived[c->type]++;
    return id;
}

/* An agent whom the call has kept, and who may have more in hand beside it, takes what has waited meanwhile. */
static void take_beside(ccs_flow_t *f, uint32_t agent)
{
    keep_in_hand(f, agent);
    free_agent(f, agent, false);
}

/* Somebody answers, or something that is taken for somebody: the agent who is kept talks, or one is asked for. */
static void answer_call(ccs_flow_t *f, const ccs_call_line_t *line)
{
    const uint32_t id = answered_by(f, line), agent = line->agent;

    if (agent == CCS_NONE || is_stopped(&f->world, agent)) {
        offer(f, id);
        if (agent != CCS_NONE) free_agent(f, agent, true);
        return;
    }
    f->world.contacts.at[id].offered_s = f->world.now_s;
    begin_count(f, &f->world.contacts.at[id]);
    talk_at_once(f, id, (ccs_route_t){agent, line->pair});
    if (shares(&f->world)) take_beside(f, agent);
}

static void count_call(ccs_flow_t *f, const ccs_call_line_t *line)
{
    static const uint32_t facts[] = {[CCS_LINE_TO_AGENT] = CCS_FACT_live,
        [CCS_LINE_TAKEN_FOR_MACHINE] = CCS_FACT_live,
        [CCS_LINE_MACHINE] = CCS_FACT_machines,
        [CCS_LINE_NO_ANSWER] = CCS_FACT_not_answered,
        [CCS_LINE_BUSY] = CCS_FACT_lines_busy,
        [CCS_LINE_BAD_NUMBER] = CCS_FACT_bad_numbers};
    ccs_dialler_t *const d = &f->world.diallers.of[line->campaign];
    const bool is_machine = line->end == CCS_LINE_TO_AGENT && !line->is_person;
    double *const row = now_campaign(f, line->campaign);

    row[is_machine ? CCS_FACT_machines : facts[line->end]]++;
    row[CCS_FACT_taken_for_machine] += line->end == CCS_LINE_TAKEN_FOR_MACHINE;
    if (line->is_person) d->windows[line->window].live++;
    ccs_pacer_see_call(&d->pacer, line->end == CCS_LINE_TO_AGENT);
}

/* Nobody has answered for whom an agent is needed. */
static void end_call(ccs_flow_t *f, const ccs_call_line_t *line)
{
    static const enum ccs_call_outcome outcomes[] = {[CCS_LINE_TAKEN_FOR_MACHINE] = CCS_CALL_MACHINE,
        [CCS_LINE_MACHINE] = CCS_CALL_MACHINE,
        [CCS_LINE_NO_ANSWER] = CCS_CALL_NO_ANSWER,
        [CCS_LINE_BUSY] = CCS_CALL_BUSY,
        [CCS_LINE_BAD_NUMBER] = CCS_CALL_BAD_NUMBER};
    static const enum ccs_moment_kind moments[] = {[CCS_LINE_TAKEN_FOR_MACHINE] = CCS_MOMENT_taken_for_machine,
        [CCS_LINE_MACHINE] = CCS_MOMENT_machine,
        [CCS_LINE_NO_ANSWER] = CCS_MOMENT_not_answered,
        [CCS_LINE_BUSY] = CCS_MOMENT_line_busy,
        [CCS_LINE_BAD_NUMBER] = CCS_MOMENT_bad_number};

    if (TOLD) note_call(f, line, moments[line->end]);
    free_line(f, f->world.plan->types[f->world.plan->campaigns[line->campaign].type].trunk);
    if (line->end == CCS_LINE_MACHINE) leave_message_with(f, line);
    call_again_upon(f, line->campaign, line->entry, outcomes[line->end]);
    if (line->agent != CCS_NONE) free_agent(f, line->agent, true);
}

static void on_line_end(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    ccs_diallers_t *const s = &f->world.diallers;
    const ccs_call_line_t line = s->lines[id];

    change_out(f, &line, -1);
    count_call(f, &line);
    s->lines[id] = (ccs_call_line_t){.campaign = CCS_NONE, .next = s->of[line.campaign].free_line};
    s->of[line.campaign].free_line = id;
    if (line.agent != CCS_NONE) s->kept_by[line.agent] = CCS_NONE;
    if (line.end == CCS_LINE_TO_AGENT) answer_call(f, &line);
    else end_call(f, &line);
}

#endif
