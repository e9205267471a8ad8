/** @file export.h  A result as tables for other programs: CSV, JSON, the sheets of a workbook. */
#ifndef CCS_EXPORT_H
#define CCS_EXPORT_H

#include "beside.h"
#include "export.def"
#include "rows.h"
#include "variants.h"
#include "wanted.h"

enum ccs_export_format {
#define X(name, text, suffix, about) CCS_EXPORT_##name,
    CCS_EXPORT_LIST(X)
#undef X
        CCS_N_EXPORTS
};

/** A row of export.def. */
typedef struct {
    const char *name, *suffix, *about;
} ccs_export_about_t;
extern const ccs_export_about_t CCS_EXPORTS[CCS_N_EXPORTS];

/** What the rows of a table stand for. */
enum ccs_export_by { CCS_EXPORT_BY_AXIS, CCS_EXPORT_BY_REPLICATION };

/** What a scenario says, in sentences as ccs_explain writes them; NULL: this is why they are not known. */
typedef struct {
    const char *sentences, *without;
} ccs_export_model_t;

/** What is exported. */
typedef struct {
    const ccs_variants_t *variants;   /* of one data set */
    const ccs_export_model_t *models; /* of each variant; NULL: sheets say nothing of them */
    const ccs_beside_t *beside;       /* of each variant, the closed formulas; NULL: nobody asked */
    ccs_wanted_t wanted;              /* checked; its `by` says along which axis rows go: the run, intervals, days, pairs */
    enum ccs_export_by by;
    bool all_sheets; /* of all figures too, behind the four that answer */
    bool waits;      /* a sheet of all bins of waits, which are thousands */
} ccs_export_t;

/** A line for each figure: config, metric, entity, kind, interval (or day), unit, mean, half_width, low, high, and pNN for each probability of the
 * quantiles over observations; with several configurations also the difference from the first. By replication: value and weight of each
 * observation instead. */
void ccs_export_long(const ccs_export_t *self, ccs_rows_t *rows);
/** A line for each entity (and interval, day, or replication), or pair of type and group, a column for each metric: means. */
void ccs_export_wide(const ccs_export_t *self, ccs_rows_t *rows);
/** Date, interval, queue, label, offered, aht (s, one decimal), staff, and a column for each metric asked for by name: a line for each
 * contact type by interval, with the scheduled agents of the groups that serve it alone, and one for each group that serves several
 * types or none, whose queue names them all ("cards+loans") and which has no offered and no aht. So every agent stands in one line.
 * Asked for entity "all", that is the only line of an interval; for a type, its own and those of the groups that serve it too.
 * Closed times stand there only if something was offered in them, at the time at which they begin and without staff. */
void ccs_export_intervals(const ccs_export_t *self, ccs_rows_t *rows);
/** The closed formulas: date, interval, type, label, offered, service_level, erlang_c, erlang_a; a line for each open interval and type. */
void ccs_export_beside(const ccs_export_t *self, ccs_rows_t *rows);
/** Four sheets that answer: the headline figures with the worst and the red intervals and charts; the planner's grid; of several variants each
 * beside the first; what is assumed. Then, where the formulas are asked for, a sheet of them with charts and words. Then, where they are asked for, one for each table: by type, by group, ..., of agents, the same by interval,
 * targets, waits, intervals, differences, metrics, scenario. */
void ccs_export_sheets(const ccs_export_t *self, ccs_rows_t *rows);

#endif
