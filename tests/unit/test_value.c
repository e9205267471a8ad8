/* test_value.c - the value tree, and the questions about texts that its readers ask. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include "text.h"
#include "value.h"

static ccs_arena_t arena;

static void tear_down(void)
{
    ccs_arena_free(&arena);
}

TestSuite(value, .fini = tear_down);

static ccs_value_t *add(ccs_value_t *parent, enum ccs_value_kind kind, const char *key)
{
    ccs_value_t *const child = ccs_value_new(&arena, kind, key, "a.cfg", 7);

    cr_assert(child);
    if (parent) ccs_value_append(parent, child);
    return child;
}

static ccs_value_t *add_int(ccs_value_t *parent, const char *key, int64_t i)
{
    ccs_value_t *const child = add(parent, CCS_VALUE_INT, key);

    child->as.i = i;
    return child;
}

static ccs_value_t *add_text(ccs_value_t *parent, const char *key, const char *text)
{
    ccs_value_t *const child = add(parent, CCS_VALUE_STRING, key);

    child->as.text = text;
    return child;
}

Test(value, keeps_children_in_order_of_appending)
{
    ccs_value_t *const list = add(NULL, CCS_VALUE_LIST, NULL);

    for (int64_t i = 3; i < 8; i++) add_int(list, NULL, i * i);
    cr_assert_eq(list->n, 5);
    int64_t i = 3;

    for (const ccs_value_t *child = list->first; child; child = child->next, i++) cr_assert_eq(child->as.i, i * i);
    cr_assert_eq(i, 8);
    cr_assert_eq(list->last->as.i, 49);
}

Test(value, finds_members_of_groups_only)
{
    ccs_value_t *const group = add(NULL, CCS_VALUE_GROUP, NULL), *const list = add(group, CCS_VALUE_LIST, "staff");

    add_int(group, "lines", 17);
    cr_assert_eq(ccs_value_get(group, "lines")->as.i, 17);
    cr_assert_eq(ccs_value_get_mutable(group, "staff"), list);
    cr_assert_null(ccs_value_get(group, "line"));
    cr_assert_null(ccs_value_get(list, "lines"));
    cr_assert_null(ccs_value_get(NULL, "lines"));
    cr_assert_null(ccs_value_get_mutable(NULL, "lines"));
}

Test(value, removes_first_middle_and_last)
{
    ccs_value_t *const list = add(NULL, CCS_VALUE_LIST, NULL);
    ccs_value_t *nodes[5];

    for (int64_t i = 0; i < 5; i++) nodes[i] = add_int(list, NULL, i);
    cr_assert(ccs_value_remove(list, nodes[2]));
    cr_assert(ccs_value_remove(list, nodes[0]));
    cr_assert(ccs_value_remove(list, nodes[4]));
    cr_assert_not(ccs_value_remove(list, nodes[4]));
    cr_assert_not(ccs_value_remove(list, NULL));
    cr_assert_eq(list->n, 2);
    cr_assert_eq(list->first, nodes[1]);
    cr_assert_eq(list->last, nodes[3]);
    cr_assert(ccs_value_remove(list, nodes[1]));
    cr_assert(ccs_value_remove(list, nodes[3]));
    cr_assert_null(list->first);
    cr_assert_null(list->last);
    add_int(list, NULL, 6);
    cr_assert_eq(list->first->as.i, 6);
}

Test(value, replaces_in_place_under_the_old_name)
{
    ccs_value_t *const group = add(NULL, CCS_VALUE_GROUP, NULL);
    const ccs_value_t *const old = add_int(group, "a", 1);

    add_int(group, "b", 2);
    ccs_value_t *const with = add_text(NULL, NULL, "new");

    ccs_value_replace(group, old, with);
    cr_assert_eq(group->first, with);
    cr_assert_str_eq(with->key, "a");
    cr_assert_str_eq(with->next->key, "b");
    ccs_value_replace(group, group->last, add_int(NULL, NULL, 5));
    cr_assert_str_eq(group->last->key, "b");
    cr_assert_eq(group->last->as.i, 5);
    cr_assert_eq(group->n, 2);
}

Test(value, equality_sees_kind_key_order_and_sign_of_zero)
{
    ccs_value_t *const a = add(NULL, CCS_VALUE_GROUP, NULL), *const b = add(NULL, CCS_VALUE_GROUP, NULL);
    ccs_value_t *const in_a = add(a, CCS_VALUE_REAL, "x"), *const in_b = add(b, CCS_VALUE_REAL, "x");

    cr_assert(ccs_value_equal(a, b));
    in_a->as.x = -0.0;
    cr_assert_not(ccs_value_equal(a, b));
    in_b->as.x = -0.0;
    cr_assert(ccs_value_equal(a, b));
    add_int(a, "n", 3);
    cr_assert_not(ccs_value_equal(a, b));
    ccs_value_t *const n = add_int(b, "n", 4);

    cr_assert_not(ccs_value_equal(a, b));
    n->as.i = 3;
    cr_assert(ccs_value_equal(a, b));
    n->key = "m";
    cr_assert_not(ccs_value_equal(a, b));
    n->key = "n";
    n->kind = CCS_VALUE_BOOL;
    cr_assert_not(ccs_value_equal(a, b));
}

Test(value, integer_serves_as_number_and_text_does_not)
{
    ccs_value_t *const real = add(NULL, CCS_VALUE_REAL, NULL);
    double x = 0;

    real->as.x = 2.385;
    cr_assert(ccs_value_number(real, &x));
    cr_assert_eq(x, 2.385);
    cr_assert(ccs_value_number(add_int(NULL, NULL, -17), &x));
    cr_assert_eq(x, -17);
    cr_assert_not(ccs_value_number(add_text(NULL, NULL, "3"), &x));
    cr_assert_not(ccs_value_number(NULL, &x));
    cr_assert_eq(x, -17);
}

Test(value, says_where_it_stands)
{
    char text[32];
    ccs_value_t *const node = add_int(NULL, NULL, 1);

    cr_assert_str_eq(ccs_value_where(node, text, sizeof text), "a.cfg:7");
    node->line = 0;
    cr_assert_str_eq(ccs_value_where(node, text, sizeof text), "a.cfg");
    cr_assert_str_eq(ccs_value_where(NULL, text, sizeof text), "");
    node->line = 123;
    cr_assert_str_eq(ccs_value_where(node, text, 6), "a.cfg");
}

Test(value, shows_as_people_write)
{
    char text[48];
    ccs_value_t *const list = add(NULL, CCS_VALUE_LIST, NULL);

    cr_assert_str_eq(ccs_value_show(add_text(NULL, NULL, "4 min"), text, sizeof text), "\"4 min\"");
    cr_assert_str_eq(ccs_value_show(add_int(NULL, NULL, 12), text, sizeof text), "12");
    cr_assert_str_eq(ccs_value_show(list, text, sizeof text), "[]");
    for (int64_t i = 1; i <= 3; i++) add_int(list, NULL, i);
    cr_assert_str_eq(ccs_value_show(list, text, sizeof text), "[1, 2, 3]");
    add_int(list, NULL, 4);
    cr_assert_str_eq(ccs_value_show(list, text, sizeof text), "[1, 2, 3, …]");
    ccs_value_t *const group = add(NULL, CCS_VALUE_GROUP, NULL);

    cr_assert_str_eq(ccs_value_show(group, text, sizeof text), "{ }");
    add_int(group, "a", 1);
    cr_assert_str_eq(ccs_value_show(group, text, sizeof text), "{ … }");
    cr_assert_str_eq(ccs_value_show(NULL, text, sizeof text), "nothing");
}

Test(value, show_cuts_between_letters_at_every_size)
{
    const ccs_value_t *const node = add_text(NULL, NULL, "Crédits à la consommation");
    char text[64];

    for (size_t size = 1; size < sizeof text; size++) {
        memset(text, 'x', sizeof text);
        ccs_value_show(node, text, size);
        cr_assert_lt(strlen(text), size);
        cr_assert(ccs_text_is_clean(text, strlen(text)), "size %zu gives %s", size, text);
        cr_assert_eq(text[size], 'x');
    }
    cr_assert_str_eq(ccs_value_show(node, text, 10), "\"Créd…");
}

Test(value, reals_print_shortest_and_never_as_integers)
{
    char text[64];

    cr_assert_str_eq(ccs_value_real_text(5, text, sizeof text), "5.0");
    cr_assert_str_eq(ccs_value_real_text(0.1, text, sizeof text), "0.1");
    cr_assert_str_eq(ccs_value_real_text(-0.0, text, sizeof text), "-0.0");
    cr_assert_str_eq(ccs_value_real_text(2.385e-7, text, sizeof text), "2.385e-07");
}

Test(value, names_the_closest_key)
{
    ccs_value_t *const group = add(NULL, CCS_VALUE_GROUP, NULL);

    add_int(group, "patience", 1);
    add_int(group, "priority", 1);
    add_int(group, "talk", 1);
    cr_assert_str_eq(ccs_value_closest(group, "patiense")->key, "patience");
    cr_assert_str_eq(ccs_value_closest(group, "prioirty")->key, "priority");
    cr_assert_str_eq(ccs_value_closest(group, "Talk")->key, "talk");
    cr_assert_null(ccs_value_closest(group, "wrap"));
    cr_assert_null(ccs_value_closest(group->first, "patience"));
}

Test(text, distance_counts_edits_and_swaps)
{
    cr_assert_eq(ccs_text_distance("", ""), 0);
    cr_assert_eq(ccs_text_distance("talk", ""), 4);
    cr_assert_eq(ccs_text_distance("talk", "TALK"), 0);
    cr_assert_eq(ccs_text_distance("talk", "tlak"), 1);
    cr_assert_eq(ccs_text_distance("kitten", "sitting"), 3);
    char a[200], b[200];

    memset(a, 'a', sizeof a - 1);
    memset(b, 'b', sizeof b - 1);
    a[199] = b[199] = '\0';
    cr_assert_eq(ccs_text_distance(a, b), 63);
}

Test(text, tells_utf8_from_other_bytes)
{
    const char *const good[] = {"a", "é", "€", "😀", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"};
    const char *const bad[] = {"\x80", "\xc3", "\xc0\xaf", "\xe2\x82", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xff"};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_assert_eq(ccs_text_utf8(good[i], strlen(good[i])), strlen(good[i]), "%zu", i);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) cr_assert_eq(ccs_text_utf8(bad[i], strlen(bad[i])), 0, "%zu", i);
    cr_assert_eq(ccs_text_utf8("", 0), 0);
    cr_assert_eq(ccs_text_whole("aé", 2), 1);
    cr_assert_eq(ccs_text_whole("aé", 3), 3);
    cr_assert_eq(ccs_text_whole("😀", 3), 0);
}

Test(text, knows_keys)
{
    const char *const good[] = {"a", "per_day", "x-1", "trueish", "Z9"},
                      *const bad[] = {"", "1a", "_a", "-", "true", "FALSE", "a.b", "é", "a*"};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) cr_assert(ccs_text_is_key(good[i], strlen(good[i])), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) cr_assert_not(ccs_text_is_key(bad[i], strlen(bad[i])), "%s", bad[i]);
}

Test(text, joins_folders_and_paths)
{
    cr_assert_str_eq(ccs_text_folder(&arena, "scenarios/a.cfg"), "scenarios");
    cr_assert_str_eq(ccs_text_folder(&arena, "/a.cfg"), "/");
    cr_assert_str_eq(ccs_text_folder(&arena, "a.cfg"), "");
    cr_assert_str_eq(ccs_text_join(&arena, "scenarios", "b.cfg"), "scenarios/b.cfg");
    cr_assert_str_eq(ccs_text_join(&arena, "/", "b.cfg"), "/b.cfg");
    cr_assert_str_eq(ccs_text_join(&arena, "", "b.cfg"), "b.cfg");
    cr_assert_str_eq(ccs_text_join(&arena, "scenarios", "/etc/b.cfg"), "/etc/b.cfg");
    ccs_arena_free(&arena);
}

Test(text, cuts_an_enumeration_where_its_room_ends)
{
    char text[16] = "";

    ccs_text_enumerate(text, sizeof text, "type");
    cr_expect_str_eq(text, "type");
    ccs_text_enumerate(text, sizeof text, "group");
    cr_expect_str_eq(text, "type, group");
    for (int i = 0; i < 3; i++) ccs_text_enumerate(text, sizeof text, "trunk");
    cr_expect_str_eq(text, "type, group, tr");
}
