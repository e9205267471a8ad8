/* test_scenario_read.c - scenario files: syntax and its errors, extends, --set, like, CSV files, printing. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "scenario_number.h"
#include "scenario_read.h"

static ccs_arena_t arena;
static ccs_err_list_t errors;
static char folder[64];

/* --- help -------------------------------------------------------------------------------------------------------------- */

static void set_up(void)
{
    strcpy(folder, "/tmp/ccsim-test-scenario-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void) info;
    (void) kind;
    (void) walk;
    return remove(path);
}

static void tear_down(void)
{
    ccs_arena_free(&arena);
    ccs_err_list_free(&errors);
    cr_assert_eq(nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

TestSuite(scenario_read, .init = set_up, .fini = tear_down, .timeout = 60);

static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *const file = fopen(path_of(name), "w");

    cr_assert(file);
    cr_assert_eq(fputs(text, file) < 0, 0);
    cr_assert_eq(fclose(file), 0);
}

static int read_bytes(const char *text, size_t n, const char *const *sets, ccs_value_t **root)
{
    size_t n_sets = 0;

    while (sets && sets[n_sets]) n_sets++;
    return ccs_scenario_read_text("s.cfg", text, n, folder, sets, n_sets, &arena, root, &errors);
}

static int read_text(const char *text, const char *const *sets, ccs_value_t **root)
{
    return read_bytes(text, strlen(text), sets, root);
}

/* Every error as "where: path: text", a line each, the folder's name left out. */
static const char *errors_text(void)
{
    static char out[16384];
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < errors.n && at < 12000; i++) {
        const ccs_err_t *const err = &errors.items[i];

        at += (size_t) snprintf(out + at, sizeof out - at, "%s: %s: %s\n", err->where, err->path, err->text);
    }
    for (char *c = strstr(out, folder); c; c = strstr(c, folder)) memmove(c, c + strlen(folder) + 1, strlen(c + strlen(folder)));
    return out;
}

/* The printed tree in one line, or the errors. */
static const char *printed(int ret, const ccs_value_t *root)
{
    if (ret != 0) return errors_text();
    char *const text = ccs_scenario_print(root, &arena);
    char *to = text;

    cr_assert(text);
    for (const char *from = text; *from; from++) {
        const bool blank = *from == '\n' || *from == ' ';

        if (blank && (to == text || to[-1] == ' ')) continue;
        *to++ = blank ? ' ' : *from;
    }
    if (to > text && to[-1] == ' ') to--;
    *to = '\0';
    return text;
}

static const char *told(const char *text, const char *const *sets)
{
    ccs_value_t *root = NULL;

    ccs_err_list_free(&errors);
    const int ret = read_text(text, sets, &root);

    cr_assert_eq(ret == 0, root != NULL);
    return printed(ret, root);
}

static const char *told_file(const char *name)
{
    ccs_value_t *root = NULL;

    ccs_err_list_free(&errors);
    const int ret = ccs_scenario_read(path_of(name), NULL, 0, &arena, &root, &errors);

    return printed(ret, root);
}

typedef struct {
    const char *text, *wanted;
} case_t;

static void expect_each(const case_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *const got = told(cases[i].text, NULL);

        cr_expect_str_eq(got, cases[i].wanted, "case %zu (%s)\n  wanted %s\n  got    %s", i, cases[i].text, cases[i].wanted, got);
    }
}

static void expect_error_each(const case_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *const got = told(cases[i].text, NULL);

        cr_expect(errors.n_errors > 0 && strstr(got, cases[i].wanted), "case %zu (%s)\n  wanted %s\n  got    %s", i,
            cases[i].text, cases[i].wanted, got);
    }
}

#define EACH(cases) (cases), sizeof(cases) / sizeof *(cases)

/* --- syntax ------------------------------------------------------------------------------------------------------------ */

Test(scenario_read, reads_every_kind_of_value)
{
    static const case_t cases[] = {
        {"a = 1; b = -2.385; c = \"x\"; d = true; e = False;", "a = 1; b = -2.385; c = \"x\"; d = true; e = false;"},
        {"a = [10, 14.5];", "a = (10, 14.5);"},
        {"a = [10, 11,]; b = (1, \"x\", {c = 2;}, [3], ()); c = [];",
            "a = [10, 11]; b = (1, \"x\", { c = 2; }, [3], []); c = [];"},
        {"a = [[1, 2], [3.5]]", "a = ([1, 2], [3.5]);"},
        {"a: { b: { c = 1 } d = 2 } e = {}", "a: { b: { c = 1; }; d = 2; }; e: { };"},
        {"a = 0x10; b = 0xFFFFFFFFL; c = 5L; d = +7; e = -0;", "a = 16; b = 4294967295L; c = 5; d = 7; e = 0;"},
        {"a = 5000000000; b = -9223372036854775808; c = 9223372036854775807L;",
            "a = 5000000000L; b = -9223372036854775808L; c = 9223372036854775807L;"},
        {"a = 5.; b = .5; c = 1e5; d = 1.e-3; e = 0.0; f = 1e20;",
            "a = 5.0; b = 0.5; c = 100000.0; d = 0.001; e = 0.0; f = 1e+20;"},
        {"a = \"one \" \"two\"\n\"three\"; b = \"\\x41\\n\\t\\\"\\\\\";", "a = \"one twothree\"; b = \"A\\n\\t\\\"\\\\\";"},
        {"# c\na = 1 // d\n/* e\n f */ b = 2; # no line end", "a = 1; b = 2;"},
        {"\xef\xbb\xbf"
         "a = 1;\r\nb = \"é\";\r\n",
            "a = 1; b = \"é\";"},
        {"a = 1; # old Mac\rb = 2;", "a = 1; b = 2;"},
    };

    expect_each(EACH(cases));
}

Test(scenario_read, kinds_are_exact)
{
    ccs_value_t *root = NULL;

    cr_assert_eq(read_text("i = 5000000000; x = 5.0; l = [10, 14.5];", NULL, &root), 0);
    cr_assert_eq(ccs_value_get(root, "i")->kind, CCS_VALUE_INT);
    cr_assert_eq(ccs_value_get(root, "i")->as.i, 5000000000);
    cr_assert_eq(ccs_value_get(root, "x")->kind, CCS_VALUE_REAL);
    cr_assert_eq(ccs_value_get(root, "l")->first->kind, CCS_VALUE_INT);
    cr_assert_eq(ccs_value_get(root, "l")->last->kind, CCS_VALUE_REAL);
    cr_assert_eq(ccs_value_get(root, "l")->last->as.x, 14.5);
}

Test(scenario_read, nodes_know_their_line)
{
    ccs_value_t *root = NULL;
    const char text[] = "\n/* two\nlines */ a = (\"x\"\n, \"y\" \n\"z\"\n, 3\n);\r\n\r\nb:\n{ c\n =\n 1; };";

    cr_assert_eq(read_text(text, NULL, &root), 0);
    const ccs_value_t *const a = ccs_value_get(root, "a"), *const b = ccs_value_get(root, "b");

    cr_assert_eq(a->line, 3);
    cr_assert_eq(a->first->line, 3);
    cr_assert_eq(a->first->next->line, 4);
    cr_assert_eq(a->last->line, 6);
    cr_assert_eq(b->line, 9);
    cr_assert_eq(b->first->line, 10);
    cr_assert_str_eq(b->first->file, "s.cfg");
}

Test(scenario_read, refuses_what_libconfig_would_misread)
{
    static const case_t cases[] = {
        {"a = 1;\nb = 08;", "s.cfg:2: b: 08 begins with a needless 0: leave it out; a time of day needs quotes"},
        {"a = 08.30;", "s.cfg:1: a: 08.30 begins with a needless 0"},
        {"a = 9223372036854775808;", "9223372036854775808 does not fit 64 bits"},
        {"a = 0x8000000000000000;", "does not fit 64 bits"},
        {"a = 1e999;", "s.cfg:1: a: 1e999 is beyond the range of numbers"},
        {"a = -1e999;", "-1e999 is beyond the range"},
        {"a = 1e-999;", "1e-999 is so small that it would become 0"},
        {"a = nan;", "nan is not a number that a scenario can use"},
        {"a = yes;", "found yes: write true"},
        {"a = Off;", "found Off: write false"},
        {"dist = lognormal;", "s.cfg:1: dist: expected a value, found lognormal: text needs quotes, \"lognormal\""},
        {"t: { talk = 3 min; };", "s.cfg:1: t.min: expected = after the key, found ';'"},
        {"t: { talk = 3min; };", "s.cfg:1: t.talk: 3min is not a number; text such as \"3 min\" needs quotes"},
        {"a = 80 %;", "a share needs quotes, \"80 %\""},
        {"a = 1;\n/* never closed\nb = 2;", "s.cfg:2: : the comment that begins here with /* is never closed"},
        {"a = \"open\nb = 2;", "s.cfg:1: a: text is not closed by the end of its line"},
        {"a = \"open", "s.cfg:1: a: text is not closed by the end of the file"},
        {"a = \"C:\\q\";", "unknown escape"},
        {"a = \"\\x00\";", "unknown escape"},
        {"a = \"\\xe9\";", "unknown escape"},
        {"@include \"/etc\"\n", "s.cfg:1: : @include is not part of the language: write extends = \"base.cfg\"; at the top"},
        {"x: {\n a = 1;\n b = 2;\n a = 3; };", "s.cfg:4: x.a: stands twice in its group, first in line 2"},
        {"a = “x”;", "found “: text stands between plain double quotes"},
        {"a = 'x';", "found ': text stands between plain double quotes"},
        {"a = 1;\xc2\xa0", "found a no-break space"},
        {"a = \"caf\xe9\";", "s.cfg:1: : byte 0xe9 is no UTF-8: save the file as UTF-8"},
        {"a = 1;\nb = \x01;", "s.cfg:2: : is no text: it holds the control byte 0x01"},
        {"\xff\xfe"
         "a",
            "is UTF-16"},
        {"", "s.cfg:1: : is empty"},
        {"# nothing\n\n", "s.cfg:1: : is empty"},
    };

    expect_error_each(EACH(cases));
}

Test(scenario_read, syntax_errors_name_what_was_expected)
{
    static const case_t cases[] = {
        {"a 1;", "s.cfg:1: a: expected = after the key, found '1'"},
        {"a = ;", "s.cfg:1: a: expected a value, found ';'"},
        {"a = 1;;", "expected a key, found ';'"},
        {"t: { cv = 0,9; };", "s.cfg:1: t: found 0,9: write 0.9, with a decimal point\n"},
        {"per_day = 1,000;", "s.cfg:1: : found 1,000: write 1000, or 1 if the comma is a decimal point\n"},
        {"per_day = 1,234,567;", "s.cfg:1: : found 1,234,567: write 1234567\n"},
        {"a = 1, 2;", "s.cfg:1: : expected a key, found '2'"},
        {"2nd-line: {};",
            "found '2nd-line': a name is a letter from a to z, then letters, digits, _ or -; what people read goes to "
            "label = \"2nd-line\"\n"},
        {"équipe: {};", "expected a key, found 'équipe': a name is a letter from a to z"},
        {"café: {};", "expected a name, found 'café': a name is a letter from a to z"},
        {"a = [1, 2\nb = 3;", "s.cfg:2: a[1]: expected , or ], found 'b'"},
        {"a = (1;2);", "s.cfg:1: a[0]: expected , or ), found ';'"},
        {"a = [1,,2];", "s.cfg:1: a[1]: expected a value or ], found ','"},
        {"a = [1, 2);", "expected , or ], found ')': the [ of line 1 is still open"},
        {"t: {\n  u: {\n    a = 1;\n};\n", "s.cfg:1: t: the { that is opened here is never closed"},
        {"a = 1;\n};", "s.cfg:2: : expected a key, found '}'"},
        {"a = 1", NULL},
        {"a = 10 14;", "expected ; or a key, found '14'"},
        {"true = 1;", "'true' is no key"},
        {"a*b = 1;", "expected = after the key, found '*'"},
        {"groups: { sales team: {}; };",
            "s.cfg:1: groups.sales: expected = after the key, found team: a name is one word, such as sales_team\n"},
        {"calls per day = 100;", "found per: a name is one word, such as calls_per_day\n"},
        {"label My desk;", "s.cfg:1: label: expected = after the key, found My: text of several words needs quotes\n"},
        {"title\nclock: {};", "found clock: text of several words needs quotes\n"},
        {"groups: { \"sales team\": {}; };",
            "s.cfg:1: groups: expected a key or }, found \"sales team\": a name has no quotes\n"},
        {"groups: { desk: {} \"sales team\": {} }",
            "s.cfg:1: groups: expected a key or }, found \"sales team\": a name has no quotes\n"},
        {"desk: {}\n\"sales team\": {}", "s.cfg:2: : expected a key, found \"sales team\": a name has no quotes\n"},
        {"groups: { desk: {} 2nd-line: {} }", "s.cfg:1: groups: expected a key or }, found '2nd-line': a name is a letter"},
        {"groups: { desk: {} Ämter: {} }", "s.cfg:1: groups: expected a key or }, found 'Ämter': a name is a letter"},
        {"groups: { desk: {} 14 }", "s.cfg:1: groups.desk: expected ; or a key or }, found '14'"},
        {"a = ({b = 1} \"x\");", "s.cfg:1: a[0]: expected , or ), found '\"x\"'"},
        {"a = 1 \"x\";", "s.cfg:1: a: expected ; or a key, found '\"x\"'"},
        {"a = (1) \"x\";", "s.cfg:1: a: expected ; or a key, found '\"x\"'"},
        {"_a = 1;", "expected a key, found '_'"},
        {"a =", "s.cfg:1: a: expected a value, found the end of the file"},
        {"t: { a = (1, {b = [2, \"x\", nope]}) };", "s.cfg:1: t.a[1].b[2]: expected a value, found nope"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].wanted) expect_error_each(&cases[i], 1);
}

Test(scenario_read, zero_bytes_are_no_text)
{
    ccs_value_t *root = NULL;

    cr_assert_eq(read_bytes("a = 1;\n\0", 8, NULL, &root), CCS_ERR_SCENARIO);
    cr_assert_str_eq(errors.items[0].where, "s.cfg:2");
    cr_assert(strstr(errors.items[0].text, "control byte 0x00"));
}

static char *repeat(const char *head, const char *body, size_t n, const char *tail)
{
    char *const text = malloc(strlen(head) + n * (strlen(body) + 8) + strlen(tail) + 1);
    char *to = text + sprintf(text, "%s", head);

    for (size_t i = 0; i < n; i++)
        to += sprintf(to, strchr(body, '%') ? "%.*s%zu%s" : "%.*s", (int) strcspn(body, "%"), body, i,
            strchr(body, '%') ? strchr(body, '%') + 1 : "");
    strcpy(to, tail);
    return text;
}

static const char *told_repeat(const char *head, const char *body, size_t n, const char *tail)
{
    char *const text = repeat(head, body, n, tail);
    const char *const got = told(text, NULL);

    free(text);
    return got;
}

Test(scenario_read, limits_hold)
{
    cr_expect(strstr(told_repeat("a=", "(", 65, ""), "nested deeper than 64"));
    cr_expect(strstr(told_repeat("a=", "{b=", 63, "1"), "is never closed"));
    told_repeat("", "a%=1;", CCS_SCENARIO_MAX_SETTINGS, "");
    cr_expect_eq(errors.n_errors, 0);
    cr_expect(strstr(told_repeat("", "a%=1;", CCS_SCENARIO_MAX_SETTINGS + 1, ""), "more than 4000 settings"));
    cr_expect(strstr(told_repeat("a=1;", " ", CCS_SCENARIO_MAX_BYTES, ""), "larger than 1048576 bytes"));
    told_repeat("a=[", "7,", 60000, "];");
    cr_expect_eq(errors.n_errors, 0);
    cr_expect(strstr(told_repeat("a = \"", "x", 100000, ""), "text is not closed"));
}

/* --- extends ----------------------------------------------------------------------------------------------------------- */

Test(scenario_read, extends_merges_groups_and_replaces_the_rest)
{
    write_file("base.cfg", "title = \"b\"; t: { a: { x = 1; y = [1, 2]; }; d: { k = 1; }; };\nz = 3;");
    write_file("top.cfg", "extends = \"base.cfg\";\ntitle = \"t\";\nt: { a: { y = [9]; w = 4; }; c = 5; };");
    cr_expect_str_eq(told_file("top.cfg"), "title = \"t\"; t: { a: { x = 1; y = [9]; w = 4; }; d: { k = 1; }; c = 5; }; z = 3;");
}

Test(scenario_read, extends_takes_a_list_and_folders_are_relative_to_the_file)
{
    cr_assert_eq(mkdir(path_of("sub"), 0700), 0);
    write_file("sub/one.cfg", "extends = \"two.cfg\"; a = 1;");
    write_file("sub/two.cfg", "a = 2; b = 2; c = 2; p = \"p.csv\";");
    write_file("sub/p.csv", "3.5\n4\n");
    write_file("three.cfg", "b = 3;");
    write_file("top.cfg", "c = 4; extends = [\"sub/one.cfg\", \"three.cfg\"];");
    cr_expect_str_eq(told_file("top.cfg"), "a = 1; b = 3; c = 4; p = (3.5, 4);");
}

Test(scenario_read, nodes_of_a_base_name_their_file)
{
    ccs_value_t *root = NULL;
    char wanted[256];

    write_file("base.cfg", "\nt: { a = 1; b = 2; };");
    write_file("top.cfg", "extends = \"base.cfg\";\n\nt: { b = 3; };");
    snprintf(wanted, sizeof wanted, "%s", path_of("base.cfg"));
    cr_assert_eq(ccs_scenario_read(path_of("top.cfg"), NULL, 0, &arena, &root, &errors), 0);
    const ccs_value_t *const t = ccs_value_get(root, "t");

    cr_expect_str_eq(ccs_value_get(t, "a")->file, wanted);
    cr_expect_eq(ccs_value_get(t, "a")->line, 2);
    cr_expect_str_eq(ccs_value_get(t, "b")->file, path_of("top.cfg"));
    cr_expect_eq(t->line, 3);
}

Test(scenario_read, group_with_dist_replaces_whole_and_without_merges)
{
    write_file("base.cfg",
        "talk: { dist = \"lognormal\"; mean = 170; cv = 0.8; };\nwrap: { dist = \"gamma\"; mean = 30; cv = 2; };\npatience = 60;");
    write_file("top.cfg",
        "extends = \"base.cfg\"; talk: { mean = 200; }; wrap: { dist = \"exponential\"; mean = 20; }; patience: { mean = 3; };");
    cr_expect_str_eq(told_file("top.cfg"),
        "talk: { dist = \"lognormal\"; mean = 200; cv = 0.8; }; wrap: { dist = \"exponential\"; mean = 20; }; patience: { mean = 3; };");
}

Test(scenario_read, alternatives_evict_each_other_and_gap_does_not)
{
    write_file("base.cfg", "a: { per_day = 9; gap = 1; profile = 2; }; b: { per_hour = 3; };");
    write_file("top.cfg", "extends = \"base.cfg\"; a: { per_hour = 4; }; b: { gap = 5; };");
    cr_expect_str_eq(told_file("top.cfg"), "a: { gap = 1; profile = 2; per_hour = 4; }; b: { per_hour = 3; gap = 5; };");
    write_file("both.cfg", "extends = \"base.cfg\"; a: { per_hour = 4; per_day = 5; }; b: { per_day = \"none\"; };");
    cr_expect_str_eq(told_file("both.cfg"),
        "a: { gap = 1; profile = 2; per_hour = 4; per_day = 5; }; b: { per_hour = 3; per_day = \"none\"; };");
}

Test(scenario_read, none_removes_what_was_inherited)
{
    write_file("base.cfg", "a: { x = 1; y: { z = 2; }; }; b = [1];");
    write_file("top.cfg", "extends = \"base.cfg\"; a: { y = \"none\"; q = \"none\"; }; b = \"none\";");
    cr_expect_str_eq(told_file("top.cfg"), "a: { x = 1; q = \"none\"; };");
    cr_expect_str_eq(told("a = \"none\";", NULL), "a = \"none\";");
}

Test(scenario_read, extends_errors_come_all_with_the_line_that_names_the_file)
{
    write_file("bad.cfg", "\nx = ;");
    write_file("top.cfg", "\nextends = [\"nope.cfg\",\n \"bad.cfg\", 7, \".\"];\na = 1;");
    const char *const got = told_file("top.cfg");

    cr_expect(
        strstr(got,
            "top.cfg:2: extends: nope.cfg cannot be read: No such file or directory; it is looked for from the folder of the file that names it: "
            "bring it there too, or, where the scenario came from, make one file of all with ccsim explain --full\n"),
        "%s", got);
    cr_expect(strstr(got, "bad.cfg:2: x: expected a value, found ';'\n"), "%s", got);
    cr_expect(strstr(got, "top.cfg:3: extends: must be the name of a file, found an integer\n"), "%s", got);
    cr_expect(strstr(got, "cannot be read: it is a directory\n"), "%s", got);
    cr_expect_eq(errors.n_errors, 4);
    cr_expect_eq(ccs_err_list_code(&errors), CCS_ERR_INPUT);
}

Test(scenario_read, extends_in_a_circle_is_an_error)
{
    write_file("a.cfg", "extends = \"b.cfg\"; x = 1;");
    write_file("b.cfg", "\nextends = \"./a.cfg\"; y = 1;");
    const char *const got = told_file("a.cfg");

    cr_expect(strstr(got, "b.cfg:2: extends: goes round in a circle"), "%s", got);
    write_file("self.cfg", "extends = \"self.cfg\"; x = 1;");
    cr_expect(strstr(told_file("self.cfg"), "circle"));
}

static void write_chain(unsigned n)
{
    char name[32], text[64];

    for (unsigned i = 0; i <= n; i++) {
        snprintf(name, sizeof name, "c%u.cfg", i);
        snprintf(text, sizeof text, i < n ? "extends = \"c%u.cfg\"; x%u = 1;" : "x%u = 1; y%u = 1;", i + 1, i);
        write_file(name, text);
    }
}

Test(scenario_read, sixteen_levels_of_extends_are_the_most)
{
    write_chain(16);
    told_file("c0.cfg");
    cr_expect_eq(errors.n_errors, 0);
    write_chain(17);
    cr_expect(strstr(told_file("c0.cfg"), "more than 16 levels"));
}

Test(scenario_read, number_of_files_is_bounded)
{
    write_file("leaf.cfg", "x = 1;");
    write_file("many.cfg",
        "extends = [\"leaf.cfg\", \"leaf.cfg\", \"leaf.cfg\", \"leaf.cfg\", \"leaf.cfg\", \"leaf.cfg\", \"leaf.cfg\"]; y = 1;");
    write_file("top.cfg",
        "extends = [\"many.cfg\", \"many.cfg\", \"many.cfg\", \"many.cfg\", \"many.cfg\", \"many.cfg\", \"many.cfg\", \"many.cfg\"]; z = 1;");
    cr_expect(strstr(told_file("top.cfg"), "more than 64 files"));
}

Test(scenario_read, settings_of_all_files_together_are_bounded)
{
    char *const text = repeat("", "a%=1;", 3900, "");

    write_file("a.cfg", text);
    write_file("top.cfg", "extends = [\"a.cfg\", \"a.cfg\"]; z = 1;");
    cr_expect_eq((told_file("top.cfg"), errors.n_errors), 0);
    write_file("top.cfg", "extends = [\"a.cfg\", \"a.cfg\", \"a.cfg\"]; z = 1;");
    cr_expect(strstr(told_file("top.cfg"), "more than 8000 settings"));
    free(text);
}

Test(scenario_read, missing_file_and_directory_are_input_errors)
{
    ccs_value_t *root = NULL;

    cr_expect_eq(ccs_scenario_read(path_of("nope.cfg"), NULL, 0, &arena, &root, &errors), CCS_ERR_INPUT);
    cr_expect_str_eq(errors.items[0].where, path_of("nope.cfg"));
    cr_expect_eq(ccs_scenario_read(folder, NULL, 0, &arena, &root, &errors), CCS_ERR_INPUT);
    cr_expect(strstr(errors.items[1].text, "directory"));
    cr_expect_null(root);
    cr_expect_eq(ccs_scenario_read("/dev/zero", NULL, 0, &arena, &root, &errors), errors.items[0].code);
    cr_expect_eq(errors.items[2].code, CCS_ERR_SCENARIO);
}

/* --- --set ------------------------------------------------------------------------------------------------------------- */

static const char *set_on(const char *text, const char *first, const char *second)
{
    const char *const sets[] = {first, second, NULL};

    return told(text, sets);
}

Test(scenario_read, set_takes_values_as_a_file_does_and_the_rest_as_text)
{
    static const case_t cases[] = {
        {"a=2", "a = 2;"},
        {"a=2.5", "a = 2.5;"},
        {"a=true", "a = true;"},
        {"a=\"x y\"", "a = \"x y\";"},
        {"a = 3 min ", "a = \"3 min\";"},
        {"a=[1, 2.5]", "a = (1, 2.5);"},
        {"a=(\"x\", [1])", "a = (\"x\", [1]);"},
        {"a={b = 1; c: { d = 2; }}", "a: { b = 1; c: { d = 2; }; };"},
        {"a=80 %", "a = \"80 %\";"},
        {"a=08:30", "a = \"08:30\";"},
        {"a=1; b=2", "a = \"1; b=2\";"},
        {"a=x=y", "a = \"x=y\";"},
        {"a=[1, 2", "a = \"[1, 2\";"},
        {"a=Crédits", "a = \"Crédits\";"},
        {"a=\"\"", "a = \"\";"},
        {"b.c.d=1", "a = 1; b: { c: { d = 1; }; };"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = set_on("a = 1;", cases[i].text, NULL);

        cr_expect_str_eq(got, cases[i].wanted, "--set '%s' gives %s", cases[i].text, got);
    }
}

Test(scenario_read, set_merges_like_a_file)
{
    const char base[] = "t: { talk: { dist = \"gamma\"; mean = 9; cv = 2; }; r: { per_day = 1; k = 2; }; s = [1, [2, 3]]; };";

    cr_expect_str_eq(set_on(base, "t.talk.mean=4", "t.r.per_hour=7"),
        "t: { talk: { dist = \"gamma\"; mean = 4; cv = 2; }; r: { k = 2; per_hour = 7; }; s = (1, [2, 3]); };");
    cr_expect_str_eq(set_on(base, "t.talk={dist=\"constant\";value=3}", "t.r={per_hour=7}"),
        "t: { talk: { dist = \"constant\"; value = 3; }; r: { k = 2; per_hour = 7; }; s = (1, [2, 3]); };");
    cr_expect_str_eq(set_on(base, "t.talk=none", "t.r=none"), "t: { s = (1, [2, 3]); };");
    cr_expect_str_eq(set_on("s = [1, [2, 3]];", "s[1][0]=7", "s[0]=x"), "s = (\"x\", [7, 3]);");
}

Test(scenario_read, set_multiplies_and_adds)
{
    static const struct {
        const char *base, *set, *wanted;
    } cases[] = {
        {"cv = 1;", "cv*=1.5", "cv = 1.5;"},
        {"mean = 200;", "mean*=1.5", "mean = 300;"},
        {"a = 3;", "a*=-2", "a = -6;"},
        {"a = 3;", "a+=2", "a = 5;"},
        {"a = 3;", "a+=-4", "a = -1;"},
        {"a = 3;", "a+=0.25", "a = 3.25;"},
        {"a = 2.5;", "a*=2", "a = 5.0;"},
        {"a = \"4 min 30 s\";", "a*=2", "a = 540.0;"},
        {"a = \"4 min 30 s\";", "a+=30 s", "a = 300.0;"},
        {"a = \"80 %\";", "a*=1.1", "a = 0.8800000000000001;"},
        {"a = 100;", "a*=110 %", "a = 110.00000000000001;"},
        {"a = [\"1 min\", 30];", "a*=2", "a = (120.0, 60);"},
        {"a = ((\"08:00\", \"4 min\"), (\"08:30\", 300), (\"09:00\", \"00:05:00\"));", "a*=2",
            "a = ((\"08:00\", 480.0), (\"08:30\", 600), (\"09:00\", 600.0));"},
        {"a = { mon = (\"4 min\", \"50 %\"); tue = ((\"08:00\", \"1 min\")); };", "a*=2",
            "a: { mon = [480.0, 1.0]; tue = ((\"08:00\", 120.0)); };"},
        {"a = ((\"08:00\", \"2 h\", 5), (\"10:00\", \"3 h\", 7));", "a*=3",
            "a = ((\"08:00\", \"2 h\", 15), (\"10:00\", \"3 h\", 21));"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = set_on(cases[i].base, cases[i].set, NULL);

        cr_expect_str_eq(got, cases[i].wanted, "%s with %s gives %s", cases[i].base, cases[i].set, got);
    }
}

Test(scenario_read, set_rounds_counts_half_up)
{
    static const struct {
        const char *lines, *set, *wanted;
    } cases[] = {
        {"10", "*=1.15", "12"}, /* 11.5 up, though 10 * 1.15 is below it in binary */
        {"10", "*=1.14", "11"},
        {"[10, 14, 3]", "*=1.1", "[11, 15, 3]"},
        {"(10, (2, \"x\"), 5.5)", "*=1.1", "(11, (2, \"x\"), 6.050000000000001)"},
        {"-5", "*=0.5", "-2"}, /* half up, not away from zero */
        {"3", "+=0.5", "4"},
    };
    char text[128], set[64], wanted[128];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(text, sizeof text, "trunks: { g: { lines = %s; }; };", cases[i].lines);
        snprintf(set, sizeof set, "trunks.g.lines%s", cases[i].set);
        snprintf(wanted, sizeof wanted, "trunks: { g: { lines = %s; }; };", cases[i].wanted);
        const char *const got = set_on(text, set, NULL);

        cr_expect_str_eq(got, wanted, "%s with %s gives %s", text, set, got);
    }
    cr_expect_str_eq(set_on("types: { a: { redial: { max_attempts = 3; decay = 1; }; }; };", "types.a.redial.max_attempts*=1.5",
                         "types.a.redial.decay*=0.5"),
        "types: { a: { redial: { max_attempts = 5; decay = 0.5; }; }; };");
}

/* Agents come in fractions; what binary fractions add to a whole number is taken off again. */
Test(scenario_read, set_keeps_fractions_of_agents)
{
    static const struct {
        const char *staff, *set, *wanted;
    } cases[] = {
        {"10", "*=0.95", "9.5"},
        {"60", "*=1.1", "66"}, /* 66.00000000000001 in binary */
        {"[10, 14, 3]", "*=1.1", "(11, 15.400000000000002, 3.3000000000000003)"},
        {"{ mon = [10, 11]; }", ".mon[1]*=0.5", "{ mon = (10, 5.5); }"},
        {"9.5", "*=2", "19.0"},
        {"3", "+=0.5", "3.5"},
    };
    char text[128], set[64], wanted[128];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const mark = cases[i].staff[0] == '{' ? ":" : " =";

        snprintf(text, sizeof text, "groups: { g: { staff%s %s; }; };", mark, cases[i].staff);
        snprintf(set, sizeof set, "groups.g.staff%s", cases[i].set);
        snprintf(wanted, sizeof wanted, "groups: { g: { staff%s %s; }; };", mark, cases[i].wanted);
        const char *const got = set_on(text, set, NULL);

        cr_expect_str_eq(got, wanted, "%s with %s gives %s", text, set, got);
    }
}

Test(scenario_read, set_rounds_every_whole_number_of_the_vocabulary)
{
    static const char *const paths[] = {"clock.days", "types.a.priority", "types.a.queue_limit", "types.a.redial.max_attempts",
        "types.a.reconnect.max_attempts", "types.a.initial.waiting", "types.a.initial.busy", "trunks.a.lines",
        "trunks.a.waiting_limit", "run.replications", "run.batches"};
    char assigned[64], multiplied[64];

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        snprintf(assigned, sizeof assigned, "%s=13", paths[i]);
        snprintf(multiplied, sizeof multiplied, "%s*=1.5", paths[i]);
        const char *const got = set_on("x = 1;", assigned, multiplied);

        cr_expect(strstr(got, " = 20; }"), "%s gives %s", multiplied, got); /* 19.5 */
    }
    cr_expect_str_eq(set_on("types: { a: { queue_limit = 13; patience: { mean = 13; }; }; };", "types.*.queue_limit*=1.1",
                         "types.*.patience.mean*=1.1"),
        "types: { a: { queue_limit = 14; patience: { mean = 14.3; }; }; };");
    cr_expect_str_eq(set_on("trunks: { a: { lines = 10; }; };", "*.*.lines*=1.15", NULL), "trunks: { a: { lines = 12; }; };");
}

Test(scenario_read, set_with_a_star_changes_every_member)
{
    static const struct {
        const char *base, *set, *wanted;
    } cases[] = {
        {"groups: { a: { staff = 20; }; b: { staff = [10, 30]; }; };", "groups.*.staff*=0.95",
            "groups: { a: { staff = 19; }; b: { staff = [9.5, 28.5]; }; };"},
        {"groups: { a: { staff = 20; }; b: { staff = 7; }; };", "groups.*.staff += 2",
            "groups: { a: { staff = 22; }; b: { staff = 9; }; };"},
        {"t: { a: { r: { per_day = 45; }; }; b: { r: { per_hour = 3; }; }; c: { }; };", "t.*.r.per_day*=1.5",
            "t: { a: { r: { per_day = 67.5; }; }; b: { r: { per_hour = 3; }; }; c: { }; };"},
        {"t: { a: { p: { mean = 5; cv = 2; }; }; b: { }; };", "t.*.p.mean=4 min",
            "t: { a: { p: { mean = \"4 min\"; cv = 2; }; }; b: { p: { mean = \"4 min\"; }; }; };"},
        {"t: { a: { x = 1; }; b: { x = 2; }; };", "t.*.y={z = [1, {w = 2.385;}];}",
            "t: { a: { x = 1; y: { z = (1, { w = 2.385; }); }; }; b: { x = 2; y: { z = (1, { w = 2.385; }); }; }; };"},
        {"t: { a: { g: { p: { k = 2; }; q: { k = 3; }; }; }; b: { g: { r: { k = 5; }; }; }; c: { k = 7; }; };", "t.*.g.*.k*=3",
            "t: { a: { g: { p: { k = 6; }; q: { k = 9; }; }; }; b: { g: { r: { k = 15; }; }; }; c: { k = 7; }; };"},
        {"t: { a: { g: { p: { }; }; }; b: { }; };", "t.*.g.*.k=3", "t: { a: { g: { p: { k = 3; }; }; }; b: { }; };"},
        {"t: { a = 3; b: { k = 5; }; c = [7]; };", "t.*.k=9", "t: { a = 3; b: { k = 9; }; c = [7]; };"},
        {"t: { a = [3, 4]; b = 5; c = [6]; };", "t.*[0]=9", "t: { a = [9, 4]; b = 5; c = [9]; };"},
        {"t: { a = [3, 4]; b = 5; c = [6]; };", "t.*[1]*=3", "t: { a = [3, 12]; b = 5; c = [6]; };"},
        {"l = ({ a: { k = 1; }; b: { k = 2; }; }, 3);", "l[0].*.k*=5", "l = ({ a: { k = 5; }; b: { k = 10; }; }, 3);"},
        {"t: { a: { like = \"b\"; }; b: { k = 3; }; };", "t.*.k*=5", "t: { a: { k = 15; }; b: { k = 15; }; };"},
        {"t: { a: { like = \"b\"; }; b: { k = 3; }; };", "t.*.j=5", "t: { a: { k = 3; j = 5; }; b: { k = 3; j = 5; }; };"},
        {"t: { a: { k = 3; }; b: { k = 4; j = 5; }; };", "t.*.k=none", "t: { a: { }; b: { j = 5; }; };"},
        {"t: { a = 3; b = 4; }; c = 5;", "t.* = 9", "t: { a = 9; b = 9; }; c = 5;"},
        {"t: { a = 3; b = 4; }; c = 5;", "t.* *=3", "t: { a = 9; b = 12; }; c = 5;"},
        {"t: { a = 3; b = 4; }; c = 5;", "t.**=3", "t: { a = 9; b = 12; }; c = 5;"},
        {"t: { a = 3; b = 4; }; c = 5;", "t.*+=3", "t: { a = 6; b = 7; }; c = 5;"},
        {"t: { a = 3; b = { k = 4; }; }; c = 5;", "t.* = none", "t: { }; c = 5;"},
        {"t: { per_day = 1; x = 2; per_hour = 3; };", "t.* = 7", "t: { per_day = 7; x = 7; };"},
        {"a: { k = 3; }; b: { k = 4; };", "*.k*=3", "a: { k = 9; }; b: { k = 12; };"},
        {"t: { a: { k = 1; }; };", "t.*.k=x*=y", "t: { a: { k = \"x*=y\"; }; };"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = set_on(cases[i].base, cases[i].set, NULL);

        cr_expect_str_eq(got, cases[i].wanted, "%s with %s gives %s", cases[i].base, cases[i].set, got);
    }
}

Test(scenario_read, set_with_a_star_gives_each_member_a_value_of_its_own)
{
    cr_expect_str_eq(set_on("t: { a: { }; b: { }; };", "t.*.v=[1, 2]", "t.b.v[0]*=7"),
        "t: { a: { v = [1, 2]; }; b: { v = [7, 2]; }; };");
}

Test(scenario_read, set_says_which_rate_a_star_did_not_reach)
{
    const char *const sets[] = {"types.*.arrivals.per_day*=2", NULL};
    ccs_value_t *root = NULL;

    cr_assert_eq(read_text("types: { a: { arrivals: { per_day = 4; }; }; b: { arrivals: { per_hour = 3; }; }; c: { x = 1; }; };",
                     sets, &root),
        0);
    cr_assert_eq(errors.n, 1);
    cr_expect_str_eq(errors.items[0].text, "passed over b, which holds per_hour; factors.volume *= NUMBER reaches all");
}

Test(scenario_read, set_says_what_a_star_did_not_reach_and_what_does)
{
    const char *const sets[] = {"types.*.talk.mean*=2", NULL};
    const char *const whole[] = {"types.a.arrivals*=1.1", NULL};
    ccs_value_t *root = NULL;

    cr_assert_eq(
        read_text(
            "types: { a: { talk = \"3 min\"; arrivals: { per_day = 9; }; }; b: { talk: { dist = \"gamma\"; mean = 60; }; }; };",
            sets, &root),
        0);
    cr_assert_eq(errors.n, 1);
    cr_expect_str_eq(errors.items[0].text, "passed over a, where talk is \"3 min\"; factors.aht *= NUMBER reaches all");
    ccs_err_list_free(&errors);
    cr_assert_neq(read_text("types: { a: { arrivals: { per_day = 9; }; }; };", whole, &root), 0);
    cr_expect(strstr(errors.items[0].text, "name one inside it; factors.volume *= NUMBER reaches all"), "%s",
        errors.items[0].text);
}

Test(scenario_read, set_passes_over_an_element_of_a_list)
{
    const char *const sets[] = {"groups.*.staff[1].b*=7", NULL};
    ccs_value_t *root = NULL;

    cr_assert_eq(read_text("groups: { g: { staff = [10, 14]; }; h: { staff = (3, { b = 4; }); }; };", sets, &root), 0);
    cr_expect_eq(errors.n, 0);
}

Test(scenario_read, like_takes_no_factors)
{
    cr_expect_str_eq(set_on("t: { x: { a = 1; factors: { aht = 2.0; }; }; y: { like = \"x\"; }; };", NULL, NULL),
        "t: { x: { a = 1; factors: { aht = 2.0; }; }; y: { a = 1; }; };");
}

Test(scenario_read, set_makes_a_factor_where_none_is_written)
{
    cr_expect_str_eq(set_on("a = 1;", "factors.volume*=1.5", "factors.volume*=2"), "a = 1; factors: { volume = 3.0; };");
    cr_expect_str_eq(set_on("t: { x: { a = 1; }; };", "t.x.factors.aht*=1.5", NULL),
        "t: { x: { a = 1; factors: { aht = 1.5; }; }; };");
    cr_expect(strstr(set_on("t: { x: { a = 1; }; };", "t.y.factors.aht*=1.5", NULL), "does not exist; the closest is t.x"));
    cr_expect_str_eq(set_on("groups: { g: { staff = [5, 5, 12]; }; };", "groups.g.staff-=10", NULL),
        "--set:1: groups.g.staff: takes 10 agents from where there are 5\n");
}

Test(scenario_read, a_group_is_added_under_a_name_of_its_own)
{
    cr_expect_str_eq(set_on("a = 1;", "changes+={ agents = 2; }", NULL), "a = 1; changes: { changes_1: { agents = 2; }; };");
    cr_expect_str_eq(set_on("x: { x_1: { a = 1; }; y: { b = 2; }; };", "x+={ c = 3; }", NULL),
        "x: { x_1: { a = 1; }; y: { b = 2; }; x_2: { c = 3; }; };");
}

Test(scenario_read, set_takes_away_and_knows_a_label_from_a_name)
{
    cr_expect_str_eq(set_on("g: { staff = 9; };", "g.staff-=2", NULL), "g: { staff = 7; };");
    cr_expect_str_eq(set_on("g: { staff = 9; };", "g.staff -= -2", NULL), "g: { staff = 11; };");
    cr_expect(strstr(set_on("g: { desk: { label = \"Help desk\"; staff = 9; }; };", "g.Help desk.staff*=2", NULL),
        "\"Help desk\" is a label: write its name, g.desk\n"));
}

Test(scenario_read, set_with_a_star_must_apply_somewhere)
{
    static const case_t cases[] = {
        {"t.*.tlak*=2", "--set:1: t.*.tlak: does not exist; the closest is t.b.talk\n"},
        {"t.*.talk.mena+=2", "--set:1: t.*.talk.mena: does not exist; the closest is t.b.talk.mean\n"},
        {"t.*.zzzzzz*=2", "t.*.zzzzzz: is not written in t.a, which takes it from like = \"b\""},
        {"q.*.zzzzzz*=2", "q.*.zzzzzz: does not exist; q.a holds k\n"},
        {"tt.*.talk=2", "--set:1: tt.*.talk: does not exist; the closest is t\n"},
        {"zzzzzz.*.talk*=2", "zzzzzz.*.talk: does not exist; the scenario holds t, q, title, staff, e\n"},
        {"e.*.k=2", "e.*.k: * matches nothing; e is empty\n"},
        {"e.*+=2", "e.*: * matches nothing; e is empty\n"},
        {"q.a.*.k=2", "q.a.*.k: * matches nothing; q.a holds no group\n"},
        {"q.*.*.k*=2", "q.*.*.k: * matches nothing; q.a holds no group\n"},
        {"q.*[0]=2", "q.*[0]: * matches nothing; q holds no list\n"},
        {"title.*=2", "title.*= can be read in two ways: write \"title.* = VALUE\" to set every member, \"title.* *= NUMBER\""},
        {"*=2", "*= can be read in two ways: write \"* = VALUE\""},
        {"title.* = 2", "title.*: title is \"x\", not a group\n"},
        {"staff.*.k=2", "staff.*.k: staff is [1, 2], not a group\n"},
        {"staff[*]=2", "expected the number of an element in [ ]"},
        {"t.ta*.k=2", "t.ta*.k: a * stands for a whole key, as in groups.*.staff, not for a part of one\n"},
        {"t.**.k=2", "a * stands for a whole key"},
        {"t.*.k**=2", "t.*.k*: a * stands for a whole key"},
        {"t.*.talk*=2", "--set:1: t.b.talk: is { … }, not a number: name one inside it; factors.aht *= NUMBER reaches all\n"},
        {"t.*.name*=2", "--set:1: t.b.name: is \"x\", not a number\n"},
        {"t.*.name.k=2", "--set:1: t.b.name.k: t.b.name is \"x\", not a group\n"},
        {"q.*.k*=999999999999999999", "--set:1: q.a.k: the result is beyond the range of numbers\n"},
        {"t.*.talk.mean*=two", "t.*.talk.mean: expected a number to multiply by, found two: write 2\n"},
    };
    const char base[] = "t: { a: { like = \"b\"; }; b: { name = \"x\"; talk: { mean = 200; }; }; };\n"
                        "q: { a: { k = 100; }; }; title = \"x\"; staff = [1, 2]; e: { };";

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = set_on(base, cases[i].text, NULL);

        cr_expect(errors.n_errors == 1 && strstr(got, cases[i].wanted), "--set '%s' gives %s", cases[i].text, got);
    }
}

Test(scenario_read, set_with_a_star_cannot_grow_without_bound)
{
    const char *const sets[] = {"t.* = {a=1;b=2;c=3;d=4;e=5;f=6;g=7;h=8;i=9;j=10;}",
        "t.*.* = {a=1;b=2;c=3;d=4;e=5;f=6;g=7;h=8;i=9;j=10;}", "t.*.*.* = {a=1;b=2;c=3;d=4;e=5;f=6;g=7;h=8;i=9;j=10;}", NULL};
    char *const text = repeat("t: {", "a%: { };", 1000, "};");
    const char *const got = told(text, sets);

    free(text);
    cr_expect(strstr(got, "the scenario grows beyond 500000 values here"), "%.300s", got);
    cr_expect_eq(errors.n_errors, 1, "%.900s", got);
}

Test(scenario_read, settings_add_up_in_order)
{
    const char *const sets[] = {"a=3", "a*=4", "a+=0.5", "b=none", NULL};

    cr_expect_str_eq(told("a = 1; b = 2;", sets), "a = 12.5;");
}

Test(scenario_read, settings_know_their_number)
{
    ccs_value_t *root = NULL;
    const char *const sets[] = {"b.c=[7, 8]", "a*=2", NULL};

    cr_assert_eq(read_text("a = 1;", sets, &root), 0);
    const ccs_value_t *const c = ccs_value_get(ccs_value_get(root, "b"), "c"), *const a = ccs_value_get(root, "a");

    cr_expect_str_eq(c->file, "--set");
    cr_expect_eq(c->line, 1);
    cr_expect_eq(c->last->line, 1);
    cr_expect_eq(a->line, 2);
    cr_expect_str_eq(a->file, "--set");
}

Test(scenario_read, set_errors_name_the_option_and_the_closest_path)
{
    static const case_t cases[] = {
        {"t.tlak*=2", "--set:1: t.tlak: does not exist; the closest is t.talk\n"},
        {"pick.now*=2", "--set:1: pick.now: does not exist: it is called \"contact_selection\" now\n"},
        {"t.Agent_Choice+=2", "--set:1: t.Agent_Choice: does not exist: it is called \"agent_selection\" now\n"},
        {"zzzz+=2", "does not exist; the scenario holds t, title, staff\n"},
        {"t.talk-=0,5", "t.talk: expected a number to add, found 0,5: write 0.5, with a decimal point\n"},
        {"t.my talk*=2", "expected keys with points between them, such as types.cards.talk.mean; a key has no blanks\n"},
        {"t.talk.x=2", "t.talk is 200, not a group"},
        {"staff[2]=1", "staff has 2 elements, counted from [0]"},
        {"t[0]=1", "t is { … }, not a list"},
        {"title*=2", "title: is \"x\", not a number"},
        {"t*=2", "t: is { … }, not a number: name one inside it"},
        {"staff*=two", "expected a number to multiply by, found two"},
        {"novalue", "expected PATH=VALUE, PATH*=NUMBER, PATH+=NUMBER or PATH-=NUMBER, found 'novalue'"},
        {"a=", "a: has no value"},
        {"=1", "expected keys with points between them"},
        {"a..b=1", "expected keys with points between them"},
        {"a[x]=1", "expected the number of an element in [ ]"},
        {"a[99999999999]=1", "expected the number of an element in [ ]"},
        {"a[0]b=1", "expected a point, a [ or the end of the path"},
        {"true=1", "expected keys"},
        {"extends=b.cfg", "extends: cannot be set"},
        {"t.talk*=1e308", "t.talk: the result is beyond the range of numbers"},
        {"t.talk*=999999999999999999", "the result is beyond the range of numbers"},
        {"a=caf\xe9", "is no text in UTF-8"},
        {"t.u.talk*=3", "t.u.talk: is not written in t.u, which takes it from like = \"v\""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = set_on("t: { talk = 200; u: { like = \"v\"; }; v: { w = 1; }; };\ntitle = \"x\"; staff = [1, 2];",
            cases[i].text, NULL);
        const bool huge = strstr(cases[i].text, "1e308") != NULL; /* 200e308 */

        cr_expect(errors.n_errors == 1 && strstr(got, cases[i].wanted), "--set '%s' gives %s%s", cases[i].text, got,
            huge ? " (huge)" : "");
    }
    cr_expect(strstr(set_on("a = 1;", "b*=2", "c*=2"), "--set:2: c: does not exist"));
    cr_expect_eq(errors.n_errors, 2);
}

Test(scenario_read, set_cannot_nest_without_bound)
{
    char *const keys = repeat("a", ".a", 80, "=1"), *const brackets = repeat("a.b.c=", "(", 64, "");
    char *const closed = malloc(strlen(brackets) + 65);

    sprintf(closed, "%s", brackets);
    memset(closed + strlen(brackets), ')', 64);
    closed[strlen(brackets) + 64] = '\0';
    cr_expect(strstr(set_on("x = 1;", keys, NULL), "a path of more than 64 keys"));
    cr_expect(strstr(set_on("x = 1;", closed, NULL), "would nest deeper than 64"));
    free(keys);
    free(brackets);
    free(closed);
}

/* --- like -------------------------------------------------------------------------------------------------------------- */

Test(scenario_read, like_takes_the_sibling_after_its_own_like)
{
    static const case_t cases[] = {
        {"t: { a: { x = 1; y: { z = 2; w = 3; }; }; b: { like = \"a\"; y: { z = 9; }; }; };",
            "t: { a: { x = 1; y: { z = 2; w = 3; }; }; b: { x = 1; y: { z = 9; w = 3; }; }; };"},
        {"c: { like = \"b\"; k = 3; }; b: { like = \"a\"; k = 2; j = 2; }; a: { k = 1; i = 1; };",
            "c: { k = 3; i = 1; j = 2; }; b: { k = 2; i = 1; j = 2; }; a: { k = 1; i = 1; };"},
        {"a: { r: { per_day = 1; }; d: { dist = \"x\"; m = 1; }; g = 1; }; b: { like = \"a\"; r: { per_hour = 2; }; d: { m = 2; }; g = \"none\"; };",
            "a: { r: { per_day = 1; }; d: { dist = \"x\"; m = 1; }; g = 1; }; b: { r: { per_hour = 2; }; d: { dist = \"x\"; m = 2; }; };"},
        {"a: { p: { v = 1; }; q: { like = \"p\"; w = 2; }; }; b: { like = \"a\"; p: { v = 5; }; };",
            "a: { p: { v = 1; }; q: { v = 1; w = 2; }; }; b: { p: { v = 5; }; q: { v = 5; w = 2; }; };"},
        {"a: { x = 1; }; b: { like = \"a\"; dist = \"gamma\"; };", "a: { x = 1; }; b: { dist = \"gamma\"; };"},
    };

    expect_each(EACH(cases));
}

Test(scenario_read, doubts_names_that_are_not_there)
{
    static const struct {
        const char *set, *doubt;
    } cases[] = {
        {"types.salse.priority=2",
            "--set:1: types.salse.priority: there is no \"salse\" in types; the closest is sales; types.salse={ … } makes one"},
        {"types.zzzz.priority=2", "--set:1: types.zzzz.priority: there is no \"zzzz\" in types: this makes one; there are sales"},
        {"groups.dsek.staff=2",
            "--set:1: groups.dsek.staff: there is no \"dsek\" in groups; the closest is desk; groups.dsek={ … } makes one"},
        {"groups.dsek=none", "--set:1: groups.dsek: none takes nothing away, as it is not there; the closest is desk"},
        {"trunks.zzzz.lines=2", "--set:1: trunks.zzzz.lines: there is no \"zzzz\" in trunks: this makes one; there are main"},
        {"day_factors.x=none", "--set:1: day_factors.x: none takes nothing away, as it is not there"},
        {"groups.other.staff=2", NULL},
        {"groups.dsek={ staff = 2; }", NULL},
        {"groups.desk=none", NULL},
        {"types.sales.patience=none", NULL},
        {"types.sales.wrap.mean=2", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const sets[] = {cases[i].set, NULL};
        char doubt[1152] = "";

        (void) told("types: { sales: { talk = 1; }; }; groups: { desk: { staff = 1; }; }; trunks: { main: { lines = 9; }; };",
            sets);
        if (errors.n > 0)
            snprintf(doubt, sizeof doubt, "%s: %s: %s", errors.items[0].where, errors.items[0].path, errors.items[0].text);
        cr_expect_eq(errors.n_errors, strstr(doubt, "closest") ? 1 : 0, "%s", cases[i].set);
        cr_expect_str_eq(doubt, cases[i].doubt ? cases[i].doubt : "", "%s: %s", cases[i].set, doubt);
    }
}

Test(scenario_read, like_comes_after_extends_and_set)
{
    const char *const sets[] = {"t.c.like=a", "t.a.x=7", NULL};

    write_file("base.cfg", "t: { a: { x = 1; }; b: { like = \"a\"; y = 2; }; };");
    cr_expect_str_eq(told("extends = \"base.cfg\"; t: { b: { y = 3; }; };", sets),
        "t: { a: { x = 7; }; b: { x = 7; y = 3; }; c: { x = 7; }; };");
    cr_expect_str_eq(told("extends = \"base.cfg\"; t: { b: { like = \"none\"; }; };", NULL),
        "t: { a: { x = 1; }; b: { y = 2; }; };");
}

Test(scenario_read, like_errors_come_all)
{
    const char *const got = told(
        "t: {\n a: { like = \"b\"; };\n b: { like = \"c\"; };\n c: { like = \"a\"; };\n d: { like = \"servise\"; };\n"
        " service: { x = 1; };\n e: { like = 3; };\n f: { like = \"e2\"; }; e2 = 5;\n g = ({ like = \"a\"; });\n};\nlike = \"t\";",
        NULL);

    cr_expect(strstr(got, "s.cfg:4: t.c.like: goes round in a circle: a -> b -> c -> a\n"), "%s", got);
    cr_expect(strstr(got, "s.cfg:5: t.d.like: there is no group \"servise\" beside this one; did you mean \"service\"?\n"), "%s",
        got);
    cr_expect(strstr(got, "s.cfg:7: t.e.like: must be the name of a group beside this one, found 3\n"), "%s", got);
    cr_expect(strstr(got, "s.cfg:8: t.f.like: there is no group \"e2\" beside this one"), "%s", got);
    cr_expect(strstr(got, "s.cfg:9: t.g[0].like: works only in a group that has a name\n"), "%s", got);
    cr_expect(strstr(got, "s.cfg:11: like: works only in a group that has a name; to take over a whole file"), "%s", got);
    cr_expect_eq(errors.n_errors, 6);
    cr_expect(strstr(told("a: { like = \"a\"; };", NULL), "circle: a -> a"));
}

Test(scenario_read, like_cannot_grow_without_bound)
{
    char text[8192] = "z = 1;", next[8192];

    for (int i = 0; i < 40; i++) {
        snprintf(next, sizeof next, "a: {%.8000s}; b: { like = \"a\"; };", text);
        strcpy(text, next);
    }
    const char *const got = told(text, NULL);

    cr_expect(strstr(got, "the scenario grows beyond 500000 values here"), "%s", got);
    cr_expect_eq(errors.n_errors, 1);
    char *const chain = repeat("a0: { x = 1; }; ", "", 0, "");
    char longer[8192];
    size_t n = (size_t) snprintf(longer, sizeof longer, "%s", chain);

    for (int i = 100; i > 0; i--) n += (size_t) snprintf(longer + n, sizeof longer - n, "a%d: { like = \"a%d\"; }; ", i, i - 1);
    cr_expect(strstr(told(longer, NULL), "goes through more than 64 groups"));
    free(chain);
}

/* --- CSV files --------------------------------------------------------------------------------------------------------- */

Test(scenario_read, csv_files_become_tables)
{
    ccs_value_t *root = NULL;

    write_file("p.csv", "time,calls\n08:00,14.9\n08:30,16\n");
    write_file("q.csv", "time,calls,aht\n08:00,14,200\n08:30,15,201\n");
    write_file("s.CSV", "10\n11\n");
    cr_assert_eq(
        read_text(
            "a: { profile = \"p.csv\"; };\nb = { csv = \"q.csv\"; column = \"aht\"; };\nstaff = \"s.CSV\"; l = (\"s.CSV\", 5);\n"
            "title = \"t.csv\"; label = \"l.csv\"; description = \"d.csv\"; csv: { x = 1; };",
            NULL, &root),
        0, "%s", errors_text());
    const ccs_value_t *const profile = ccs_value_get(ccs_value_get(root, "a"), "profile");

    cr_expect_str_eq(profile->key, "profile");
    cr_expect_str_eq(profile->last->file, path_of("p.csv"));
    cr_expect_eq(profile->last->line, 3);
    cr_expect_str_eq(printed(0, root),
        "a: { profile = ((\"08:00\", 14.9), (\"08:30\", 16)); }; b = ((\"08:00\", 200), (\"08:30\", 201)); staff = [10, 11]; "
        "l = ([10, 11], 5); title = \"t.csv\"; label = \"l.csv\"; description = \"d.csv\"; csv: { x = 1; };");
}

#define WFM "tables: { wfm: { csv = \"wfm.csv\"; date = \"Datum\"; time = \"Zeit\"; queue = \"Queue\"; dates = \"D.M.Y\"; }; };\n"

static void write_export(void)
{
    write_file("wfm.csv", "Datum;Zeit;Queue;Anrufe;Agenten\n02.03.2026;08:00;Service;73,2;15,5\n02.03.2026;08:00;Sales;10,5;3\n");
}

Test(scenario_read, tables_are_declared_once_and_named_by_queue_and_column)
{
    write_export();
    cr_expect_str_eq(told(WFM "a = { table = \"wfm\"; queue = \"Service\"; column = \"Anrufe\"; };\n"
                              "b: { staff = { table = \"wfm\"; queue = \"Sales\"; column = \"Agenten\"; }; };",
                         NULL),
        "a = ((\"2026-03-02T08:00\", 73.2)); b: { staff = ((\"2026-03-02T08:00\", 3)); };");
    cr_expect_str_eq(set_on(WFM "a = { table = \"wfm\"; queue = \"Sales\"; column = \"Anrufe\"; };", "a[0][1]*=2", NULL),
        "a = ((\"2026-03-02T08:00\", 21.0));");
}

Test(scenario_read, tables_that_are_wrong_are_told_where_they_are_declared_or_named)
{
    write_export();
    const char *const got = told(
        "tables: { a: { csv = \"wfm.csv\"; };\n b: { csv = \"wfm.csv\"; date = \"Datum\"; dates = \"M.D.Y\"; };\n"
        " c: { csv = \"wfm.csv\"; date = \"Datum\"; dates = \"D.M.Y\"; };\n d: { csv = \"wfm.csv\"; date = \"Datum\"; day = \"x\"; }; };\n"
        "x = { table = \"e\"; column = \"Anrufe\"; };\ny = { table = \"c\"; queue = \"Sales\"; column = \"Anrufe\"; };\n"
        "z = { table = \"c\"; };\nv = { table = \"c\"; colum = \"Anrufe\"; };\nw = { table = \"a\"; column = \"Anrufe\"; };",
        NULL);

    cr_expect(strstr(got, "s.cfg:1: tables.a: expected the file and its column of dates"), "%s", got);
    cr_expect(strstr(got, "s.cfg:2: tables.b: dates: expected \"Y-M-D\", \"D.M.Y\" or \"M/D/Y\", found \"M.D.Y\""), "%s", got);
    cr_expect(strstr(got, "s.cfg:4: tables.d: unknown key day; known here are csv, date, time, queue, dates"), "%s", got);
    cr_expect(strstr(got, "s.cfg:5: x: there is no table e"), "%s", got);
    cr_expect(strstr(got, "s.cfg:6: y: names a queue, but tables.c does not say which column has the queues"), "%s", got);
    cr_expect(strstr(got, "s.cfg:7: z: expected the name of a column"), "%s", got);
    cr_expect(strstr(got, "s.cfg:8: v: colum cannot stand beside table, only queue and column can"), "%s", got);
    cr_expect(!strstr(got, "s.cfg:9"), "%s", got);
}

Test(scenario_read, csv_errors_come_all_at_the_line_that_is_wrong)
{
    write_file("bad.csv", "calls\n1\nx\n");
    const char *const got =
        told("a = \"nope.csv\";\nb = \"bad.csv\"; b2 = \"bad.csv\";\nc = { csv = \"bad.csv\";\n mode = 1; };\n"
             "d = { csv = \"bad.csv\"; column = 3; };\ne = { csv = \".\"; };\nf = [\"bad.csv\"];",
            NULL);

    cr_expect(strstr(got, "s.cfg:1: a: nope.csv cannot be read: No such file or directory\n"), "%s", got);
    cr_expect(strstr(got, "bad.csv:3: b: calls: expected a number, found \"x\"\n"), "%s", got);
    cr_expect(strstr(got, "s.cfg:4: c: mode cannot stand beside csv, only column can\n"), "%s", got);
    cr_expect(strstr(got, "s.cfg:5: d: column must be the name of a column, in quotes\n"), "%s", got);
    cr_expect(strstr(got, "cannot be read: it is a directory\n"), "%s", got);
    cr_expect_eq(errors.n_errors, 5, "an error in a file is told once: %s", got);
    cr_expect_eq(errors.items[0].code, CCS_ERR_INPUT);
}

Test(scenario_read, set_finds_csv_files_from_the_working_directory_and_changes_tables_alone)
{
    write_file("s.csv", "10\n11\n");
    cr_assert_eq(mkdir(path_of("sub"), 0700), 0);
    write_file("sub/s.csv", "20\n");
    cr_assert_eq(chdir(path_of("sub")), 0);
    cr_expect_str_eq(set_on("staff = \"s.csv\"; lines = \"s.csv\"; x = 1;", "staff*=1.5", "x=s.csv"),
        "staff = (15, 16.5); lines = [10, 11]; x = [20];");
    cr_expect_str_eq(set_on("staff = \"s.csv\"; lines = \"s.csv\";", "staff[1]=7", NULL), "staff = [10, 7]; lines = [10, 11];");
    cr_expect_str_eq(set_on("t: { a = \"s.csv\"; b = \"s.csv\"; c = \"x\"; };", "t.*[1]=7", "t.b[0]*=2"),
        "t: { a = [10, 7]; b = [20, 7]; c = \"x\"; };");
    cr_assert_eq(chdir("/"), 0);
}

/* --- printing ---------------------------------------------------------------------------------------------------------- */

Test(scenario_read, prints_what_reads_back_equal)
{
    ccs_value_t *root = NULL, *again = NULL;
    char *const list = repeat("", "1.5, \"x%\", ", 300, "0");
    char text[16384];

    snprintf(text, sizeof text,
        "s = \"\\x01\\x7f\\\"\\\\ \\n\\r\\t\\f é\"; i = [2147483647, 2147483648]; j = [-2147483648, -2147483649];\n"
        "x = [0.1, 1e-300, 123456789.123456789, -0.0, 5.0, 1e22]; l = (%s); e = {}; g: { h: { k = (true, {}, {a = 1;}, ()); }; };",
        list);
    free(list);
    cr_assert_eq(read_text(text, NULL, &root), 0, "%s", errors_text());
    const char *const print = ccs_scenario_print(root, &arena);

    cr_assert_eq(read_text(print, NULL, &again), 0, "%s", print);
    cr_expect(ccs_value_equal(root, again), "%s", print);
    for (const char *line = print; line; line = strchr(line + 1, '\n')) cr_expect_lt(strcspn(line + 1, "\n"), 130);
}

Test(scenario_number, refuses_words_that_only_look_like_numbers)
{
    static const char *const bad[] = {"+", "-", ".", "1.2.3", "1e", "1e+", "5-3", "0x", "0xg", "-0x1", "1L5", "1.5L", "LL",
        "1LLL", "00", "-01", "1_000"};
    ccs_scenario_number_t number;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_neq(ccs_scenario_number(bad[i], strlen(bad[i]), &number), 0, "%s", bad[i]);
}
