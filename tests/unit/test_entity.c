/* test_entity.c - what figures are about, as lists of rows of facts. */
#include "compile_case.h"
#include "entity.h"

static const char CENTRE[] =
    "types: { cards: { arrivals: { per_hour = 60; }; talk = \"3 min\"; groups = [\"north\", \"south\"]; };\n"
    "         loans: { arrivals: { per_hour = 60; }; talk = \"3 min\"; groups = [\"south\"]; };\n"
    "         mail: { channel = \"email\"; arrivals: { per_hour = 6; }; talk = \"3 min\"; groups = [\"west\"]; }; };\n"
    "groups: { north: { staff = 9; }; south: { staff = 9; }; west: { staff = 9; }; };\n"
    "trunks: { main: { lines = 40; types = [\"cards\"]; }; };\n";

/* The same at two sites, of which one has two groups that serve cards, and a third at which there is nobody. */
static const char AT_SITES[] =
    "types: { cards: { arrivals: { per_hour = 60; }; talk = \"3 min\"; groups = [\"north\", \"south\", \"west\"]; };\n"
    "         loans: { arrivals: { per_hour = 60; }; talk = \"3 min\"; groups = [\"west\"]; }; };\n"
    "groups: { north: { staff = 9; site = \"hills\"; }; south: { staff = 9; site = \"hills\"; };\n"
    "          west: { staff = 9; site = \"coast\"; }; loose: { staff = 9; }; };\n"
    "sites: { coast: { label = \"Coast\"; }; hills: { }; moon: { }; };\n";

static const char *list(const ccs_fact_rows_t *rows, char text[64])
{
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < rows->n; i++) n += (size_t) snprintf(text + n, 64 - n, "%s%u", i ? " " : "", rows->ids[i]);
    return text;
}

Test(entity, includes_rows_of_facts_and_knows_whose_contacts_wait_for_it)
{
    static const struct {
        const char *name, *types, *pairs, *groups, *trunks, *waiting;
    } expected[] = {{"all", "0 1 2", "0 1 2 3", "0 1 2", "0", "0 1 2"}, {"type/cards", "0", "0 1", "", "", "0"},
        {"type/loans", "1", "2", "", "", "1"}, {"type/mail", "2", "3", "", "", "2"},
        {"channel/voice", "0 1", "0 1 2", "", "", "0 1"}, {"channel/email", "2", "3", "", "", "2"},
        {"group/north", "", "0", "0", "", "0"}, {"group/south", "", "1 2", "1", "", "0 1"}, {"group/west", "", "3", "2", "", "2"},
        {"trunk/main", "", "", "", "0", ""}, {"pair/cards/north", "", "0", "", "", ""}, {"pair/cards/south", "", "1", "", "", ""},
        {"pair/loans/south", "", "2", "", "", ""}, {"pair/mail/west", "", "3", "", "", ""}};
    const uint32_t n_all = sizeof expected / sizeof *expected;
    compiled_t c;
    uint32_t n;
    char text[64];

    compile_text(&c, CENTRE);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    const ccs_entity_t *const entities = ccs_entities_make(&c.plan, &c.arena, &n);

    cr_assert(entities && n + c.plan.n_pairs == n_all, "channels that no type uses have no figures");
    for (uint32_t i = 0; i < n_all; i++) {
        const ccs_fact_rows_t *const of = entities[i].of;

        cr_expect_str_eq(entities[i].name, expected[i].name);
        cr_expect_str_eq(list(&of[CCS_BLOCK_TYPE], text), expected[i].types, "%s", entities[i].name);
        cr_expect_str_eq(list(&of[CCS_BLOCK_PAIR], text), expected[i].pairs, "%s", entities[i].name);
        cr_expect_str_eq(list(&of[CCS_BLOCK_GROUP], text), expected[i].groups, "%s", entities[i].name);
        cr_expect_str_eq(list(&of[CCS_BLOCK_TRUNK], text), expected[i].trunks, "%s", entities[i].name);
        cr_expect_str_eq(list(&entities[i].waiting, text), expected[i].waiting, "%s", entities[i].name);
    }
    compiled_free(&c);
}

Test(entity, of_a_site_is_its_groups_and_counts_a_type_once)
{
    compiled_t c;
    uint32_t n, n_sites = 0;
    char text[64];

    compile_text(&c, AT_SITES);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "warning: test.cfg:5: sites.moon: no group is at this site: it has no figures\n"), "%s",
        c.messages);
    cr_expect_str_eq(c.plan.sites[0].label, "Coast");
    cr_expect_str_eq(c.plan.sites[1].label, "hills");
    cr_expect(c.plan.groups[0].site == 1 && c.plan.groups[2].site == 0 && c.plan.groups[3].site == CCS_NONE);
    const ccs_entity_t *const entities = ccs_entities_make(&c.plan, &c.arena, &n);

    cr_assert(entities);
    for (uint32_t i = 0; i < n; i++) {
        const ccs_entity_t *const e = &entities[i];

        if (e->kind != CCS_ENTITY_SITE) continue;
        const bool hills = n_sites++ > 0;

        cr_expect_str_eq(e->name, hills ? "site/hills" : "site/coast");
        cr_expect_str_eq(list(&e->of[CCS_BLOCK_TYPE], text), "");
        cr_expect_str_eq(list(&e->of[CCS_BLOCK_PAIR], text), hills ? "0 1" : "2 3");
        cr_expect_str_eq(list(&e->of[CCS_BLOCK_GROUP], text), hills ? "0 1" : "2");
        cr_expect_str_eq(list(&e->waiting, text), hills ? "0" : "0 1",
            "a contact waits for a site once, however many of its groups may serve it");
    }
    cr_expect_eq(n_sites, 2, "a site at which there is nobody has no figures");
    compiled_free(&c);
}
