/* test_late_library.c - libraries loaded when they are first needed: one that is there, one that is not, one of another version. */
#include <string.h>

#include <criterion/criterion.h>

#include "late_library.h"

typedef struct {
    int (*is_letter)(int);
    size_t (*length)(const char *);
} places_t;

static const char *const names[] = {"isalpha", "strlen"};
static const char *const foreign_names[] = {"isalpha", "ccs_no_such_function"};

static ccs_late_library_t library(const char *file, const char *const *of, places_t *places)
{
    return (ccs_late_library_t){.title = "The library", .file = file, .names = of, .places = places, .n = 2};
}

Test(late_library, binds_every_name_once)
{
    places_t places = {0}, again;
    ccs_late_library_t self = library("libc.so.6", names, &places);

    cr_assert_eq(ccs_late_library_load(&self, CCS_ERR_INPUT, "r.h5", NULL), 0);
    cr_assert(self.loaded && places.is_letter('e'));
    cr_assert_eq(places.length("2.385"), 5);
    again = places;
    self.file = "libccs_none.so.1";
    cr_assert_eq(ccs_late_library_load(&self, CCS_ERR_INPUT, "r.h5", NULL), 0,
        "a library that is loaded is not looked for again");
    cr_assert(places.length == again.length);
}

Test(late_library, tells_which_library_is_missing_and_what_to_do)
{
    places_t places = {0};
    ccs_late_library_t self = library("libccs_none.so.1", names, &places);
    ccs_err_t err = {0};

    cr_assert_eq(ccs_late_library_load(&self, CCS_ERR_INPUT, "r.h5", &err), CCS_ERR_INPUT);
    cr_assert_str_eq(err.where, "r.h5");
    cr_assert(strstr(err.text, "The library cannot be loaded (libccs_none.so.1: "), "%s", err.text);
    cr_assert(strstr(err.text, "install it"), "%s", err.text);
    cr_assert(!self.loaded);
}

Test(late_library, refuses_a_library_that_lacks_a_name)
{
    places_t places = {0};
    ccs_late_library_t self = library("libc.so.6", foreign_names, &places);
    ccs_err_t err = {0};

    cr_assert_eq(ccs_late_library_load(&self, CCS_ERR_CREATE, NULL, &err), CCS_ERR_CREATE);
    cr_assert(strstr(err.text, "libc.so.6 has no ccs_no_such_function"), "%s", err.text);
    cr_assert(!self.loaded);
}
