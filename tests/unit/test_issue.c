/* test_issue.c - an issue keeps its source and its index: of a contact whose type has become another, laws are those of the type, numbers those
 * of the issue. Nothing in a scenario changes a type yet, so that it is changed here by hand. */
#include <criterion/criterion.h>

#include "flow.h"
#include "support.h"

enum { INDEX = 7 };

static ccs_plan_t *plan;
static ccs_flow_t flow;

/* Nobody is there to answer, so that a contact waits for as long as its patience lasts. */
static void begin(void)
{
    plan = plan_from_text(
        "clock:{open=\"08:00-09:00\";};types:{a:{arrivals:{per_hour=9;};talk={dist=\"exponential\";mean=60;};patience={dist=\"exponential\";mean=50;};};"
        "b:{arrivals:{per_hour=9;};talk={dist=\"lognormal\";mean=300;cv=2;};patience={dist=\"gamma\";mean=400;cv=0.7;};"
        "redial:{after_abandon=1;delay=99;};ivr:{time={dist=\"exponential\";mean=20;};};};};"
        "groups:{g:{staff=[0,3];};};run:{seed=5;};");
    cr_assert_eq(ccs_flow_init(&flow, plan), 0);
    flow.life = &CCS_LIFE_FURTHER;
    cr_assert_eq(ccs_flow_start(&flow, 5, 2), 0);
}

static void finish(void)
{
    ccs_flow_free(&flow);
    plan_delete(plan);
}

TestSuite(issue, .init = begin, .fini = finish);

static double due_s(uint32_t id)
{
    return ccs_calendar_look(flow.world.calendar, flow.world.first_timer[CCS_OWNER_contact] + id).time_s;
}

/* What happens to the contact happens now. */
static void fire(uint32_t id, enum ccs_event_kind kind)
{
    const uint32_t timer = flow.world.first_timer[CCS_OWNER_contact] + id;

    if (ccs_calendar_is_set(flow.world.calendar, timer)) ccs_calendar_clear(flow.world.calendar, timer);
    ccs_flow_dispatch(&flow, &(ccs_event_t){.time_s = flow.world.now_s, .timer = timer, .kind = kind});
}

static double expected_s(const ccs_distribution_t *law, uint32_t source, enum ccs_purpose purpose, uint32_t attempt)
{
    return ccs_distribution_at(law, ccs_stream_draw(&flow.world.sources[source].stream, INDEX, attempt, purpose));
}

Test(issue, keeps_its_numbers_when_the_type_is_another)
{
    const uint32_t id = ccs_contacts_take(&flow.world.contacts);
    ccs_contact_t *const c = &flow.world.contacts.at[id];
    const ccs_type_t *const b = &plan->types[1];

    *c = (ccs_contact_t){.index = INDEX, .type = 1, .source = 0, .state = CCS_CONTACT_RETRYING};
    flow.world.n_retrying[1]++;
    fire(id, CCS_EV_repeat);
    cr_assert(c->state == CCS_CONTACT_IVR && c->source == 0 && c->type == 1 && c->attempt == 1);
    cr_expect_eq(c->talk, expected_s(&plan->pairs[pair_of(plan, "b", "g")].talk, 0, CCS_PURPOSE_TALK, 1));
    cr_expect_eq(due_s(id), flow.world.now_s + expected_s(&b->ivr.time, 0, CCS_PURPOSE_IVR_TIME, 1));
    fire(id, CCS_EV_step_end);
    cr_assert(c->state == CCS_CONTACT_WAITING && flow.world.queues[1].head == id);
    cr_expect_eq(due_s(id), flow.world.now_s + expected_s(&b->patience, 0, CCS_PURPOSE_PATIENCE, 1));
    fire(id, CCS_EV_patience_out);
    cr_expect(c->state == CCS_CONTACT_RETRYING && c->source == 0, "the next attempt is the same issue's");
}
