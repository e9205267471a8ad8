/* The files that the program carries: found by name, whole, and fit to stand inside a page. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "assets.h"

static bool contains(const char *text, const char *lower_case)
{
    const size_t n = strlen(lower_case);

    for (; *text; text++) {
        size_t k = 0;

        while (k < n && tolower((unsigned char) text[k]) == lower_case[k]) k++;
        if (k == n) return true;
    }
    return false;
}

Test(assets, carries_what_a_page_needs)
{
    static const char *const needed[] = {"page.css", "page.js", "vendor/vega.min.js", "vendor/vega-lite.min.js",
        "vendor/vega-embed.min.js", "vendor/LICENSES.txt"};

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const ccs_asset_t *const asset = ccs_asset(needed[i]);

        cr_assert_not_null(asset, "%s", needed[i]);
        cr_assert_gt(*asset->size, 1000, "%s", needed[i]);
    }
    cr_assert(contains(ccs_asset("page.js")->text, "const ccsimchart = "), "page.js builds on chart.js");
    cr_assert_not_null(strstr(ccs_asset("vendor/LICENSES.txt")->text, "vega-lite "));
}

Test(assets, finds_nothing_by_a_wrong_name)
{
    cr_assert_null(ccs_asset("page"));
    cr_assert_null(ccs_asset(""));
    cr_assert_null(ccs_asset_chart("hea"));
    cr_assert_null(ccs_asset_chart("heat.json"));
    cr_assert_null(ccs_asset_chart(""));
}

Test(assets, finds_each_chart_by_its_kind)
{
    const ccs_asset_t *const heat = ccs_asset_chart("heat");
    size_t n = 0;

    cr_assert_not_null(heat);
    cr_assert_str_eq(heat->name, "charts/heat.json");
    for (size_t i = 0; i < ccs_n_assets; i++) {
        if (strncmp(ccs_assets[i].name, "charts/", 7) != 0) continue;
        cr_assert_eq(ccs_assets[i].text[0], '{', "%s", ccs_assets[i].name);
        n++;
    }
    cr_assert_geq(n, 9);
}

Test(assets, are_texts_that_end_no_element_of_a_page)
{
    static const char *const forbidden[] = {"</script", "<script", "<!--", "</style"};

    for (size_t i = 0; i < ccs_n_assets; i++) {
        cr_assert_eq(strlen(ccs_assets[i].text), *ccs_assets[i].size, "%s", ccs_assets[i].name);
        for (size_t k = 0; k < sizeof forbidden / sizeof *forbidden; k++) {
            cr_assert_not(contains(ccs_assets[i].text, forbidden[k]), "%s in %s", forbidden[k], ccs_assets[i].name);
        }
        cr_assert(i == 0 || strcmp(ccs_assets[i - 1].name, ccs_assets[i].name) < 0);
    }
}
