/** @file report_sections.h  The sections of the page, and the blocks that they share. Each writes where the page stands. */
#ifndef CCS_REPORT_SECTIONS_H
#define CCS_REPORT_SECTIONS_H

#include "paths.h"
#include "report_sentences.h"

void ccs_section_answer(ccs_page_t *page);
void ccs_section_grid(ccs_page_t *page);
void ccs_section_targets(ccs_page_t *page);
void ccs_section_day(ccs_page_t *page);
/** The closed formulas beside the simulation, where they were asked for. */
void ccs_section_erlang(ccs_page_t *page);
void ccs_section_groups(ccs_page_t *page);
/** Within it: how evenly work is spread over agents, where a result has figures of single agents. */
void ccs_page_agents(ccs_page_t *page);
/** Call flows, where contacts come by any. */
void ccs_section_call_flows(ccs_page_t *page);
void ccs_section_contacts(ccs_page_t *page);
void ccs_section_waits(ccs_page_t *page);
void ccs_section_limits(ccs_page_t *page);
void ccs_section_comparison(ccs_page_t *page);
void ccs_section_model(ccs_page_t *page);
void ccs_section_provenance(ccs_page_t *page);
void ccs_section_licences(ccs_page_t *page);

/* ---- blocks ------------------------------------------------------------------------------------------------------------- */

/** In which intervals types are below target, of every variant: a list; nothing without targets or intervals. */
void ccs_section_breaches(ccs_page_t *page);
/** The verdict on each variant in a line: targets in colour and with a sign, figure, difference. */
void ccs_section_verdicts(ccs_page_t *page);
/** Lines of a card for the variants beside the base: figure, difference with its verdict; @param is_target  the figure is
 * judged against the target of its type: with that verdict too */
void ccs_section_card_variants(ccs_page_t *page, uint32_t metric, uint32_t entity, bool is_target);
/** All variants in a table, a row each: service level, what is different, targets, days on target, agents. */
void ccs_section_board(ccs_page_t *page);

/** Where contacts of an entity end. */
ccs_paths_t ccs_paths_of(const ccs_view_t *view, uint32_t entity);
/** The rows of a drawing of kind "flow". @param of  in the menu @param whole  that shares are of @param rows  of nodes, of links */
void ccs_paths_add_rows(const ccs_paths_t *self, const char *of, double whole, ccs_html_rows_t *const rows[2]);
enum { CCS_PATHS_N_NODE_COLUMNS = 7, CCS_PATHS_N_LINK_COLUMNS = 5 };
extern const ccs_html_column_t CCS_PATHS_NODE_COLUMNS[CCS_PATHS_N_NODE_COLUMNS], CCS_PATHS_LINK_COLUMNS[CCS_PATHS_N_LINK_COLUMNS];

#endif
