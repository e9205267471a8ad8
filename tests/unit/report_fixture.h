/** @file report_fixture.h  The result made by hand, with a page about it. */
#ifndef CCS_TEST_REPORT_FIXTURE_H
#define CCS_TEST_REPORT_FIXTURE_H

#include "report_sections.h"

#define FIXTURE_MORE                                                                                                             \
    ccs_report_variant_t variant;                                                                                                \
    ccs_page_t page;
#include "view_fixture.h"

static fixture_t *make(void)
{
    fixture_t *const f = make_view();

    f->variant = (ccs_report_variant_t){.view = &f->view,
        .name = "bank",
        .sentences = "A bank\nIt has one day.\n\nType Cards\n  They wait.\n"};
    return f;
}

#endif
