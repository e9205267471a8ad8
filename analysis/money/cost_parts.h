/** @file cost_parts.h  What cost_total is made of, as people read it: parts that add up to it. */
#ifndef CCS_COST_PARTS_H
#define CCS_COST_PARTS_H

#include "compare.h"

/** X(metric, "what people read") */
#define CCS_COST_PART_LIST(X)                                                                                                    \
    X(cost_labour, "Wages, overtime and benefits")                                                                               \
    X(cost_supervision, "Supervision")                                                                                           \
    X(cost_turnover, "Turnover")                                                                                                 \
    X(cost_places, "Seats, licences, overhead, transition")                                                                      \
    X(cost_telephony, "Telephony")                                                                                               \
    X(cost_self_service, "Self-service")                                                                                         \
    X(cost_amends, "Refunds, dispatches, fines")                                                                                 \
    X(cost_vendor, "Invoices of vendors")
enum {
#define X(metric, text) CCS_COST_PART_##metric,
    CCS_COST_PART_LIST(X) CCS_N_COST_PARTS
#undef X
};
typedef struct {
    const char *metric, *label;
} ccs_cost_part_t;
extern const ccs_cost_part_t CCS_COST_PARTS[CCS_N_COST_PARTS];

/** Of all contacts and agents together. @return 0 where a result has no such figure */
double ccs_cost_mean(const ccs_view_t *self, const char *metric);
/** cost_total of all together. @return NAN where a result has none */
double ccs_cost_total(const ccs_view_t *self);
/** The same of two results: other - base. NONE where one of them has none. */
ccs_difference_t ccs_cost_difference(ccs_compare_t *compare, const char *metric);

#endif
