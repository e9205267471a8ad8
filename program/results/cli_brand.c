/* cli_brand.c - a brand file, and the logo beside it. */
#include "cli_brand.h"

#include <stdio.h>
#include <string.h>

#include "cli_say.h"
#include "file_read.h"
#include "scenario_read.h"

/* The logo's name starts at the folder of the file that says it. */
static int read_logo(const ccs_value_t *logo, ccs_arena_t *arena, ccs_brand_t *brand, ccs_err_t *err)
{
    const char *const slash = strrchr(logo->file, '/'), *const name = logo->as.text;
    const int folder = slash && name[0] != '/' ? (int) (slash + 1 - logo->file) : 0;
    const char *const path = ccs_arena_printf(arena, "%.*s%s", folder, logo->file, name);
    char where[sizeof err->where];
    void *bytes;
    size_t n;
    int ret = 0;

    CCS_REQUIRE(path, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(ccs_file_read(path, CCS_BRAND_LOGO_MAX,
        "a logo has at most 300 kB: save it smaller, a page wants some hundred pixels", arena, &bytes, &n, err));
    CCS_TRY(ccs_brand_set_logo(brand, logo, bytes, n, arena, err));
out:
    if (ret && err->path[0] == '\0') snprintf(err->path, sizeof err->path, "logo");
    if (ret && err->where[0] == '\0') snprintf(err->where, sizeof err->where, "%s", ccs_value_where(logo, where, sizeof where));
    return ret;
}

int ccs_cli_brand_read(const char *path, const ccs_args_t *args, ccs_arena_t *arena, ccs_brand_t *brand)
{
    const ccs_value_t *logo = NULL;
    ccs_err_list_t errors = {0};
    ccs_value_t *root = NULL;
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(ccs_scenario_read(path, NULL, 0, arena, &root, &errors));
    CCS_TRY(ccs_brand_read(root, arena, brand, &logo, &errors));
    if (logo && read_logo(logo, arena, brand, &err)) ret = ccs_err_list_append(&errors, &err);
out:
    ccs_say_all(&errors, args);
    ccs_err_list_free(&errors);
    return ret;
}
