/* test_path.c - the text of a place in a tree. */
#include <string.h>

#include <criterion/criterion.h>

#include "path.h"

Test(path, puts_dots_before_keys_and_brackets_about_numbers)
{
    char text[40] = "";
    size_t n = ccs_path_add(text, sizeof text, 0, "types", 0);

    n = ccs_path_add(text, sizeof text, n, "cards", 0);
    n = ccs_path_add(text, sizeof text, n, "groups", 0);
    n = ccs_path_add(text, sizeof text, n, NULL, 1);
    cr_expect_str_eq(text, "types.cards.groups[1]");
    cr_expect_eq(n, strlen(text));
}

Test(path, cuts_what_does_not_fit)
{
    char text[8] = "";
    size_t n = ccs_path_add(text, sizeof text, 0, "types", 0);

    n = ccs_path_add(text, sizeof text, n, "cards", 0);
    cr_expect_str_eq(text, "types.c");
    cr_expect_eq(n, 7);
    cr_expect_eq(ccs_path_add(text, sizeof text, n, NULL, 3), 7, "a full text stays as it is");
    cr_expect_str_eq(text, "types.c");
}
