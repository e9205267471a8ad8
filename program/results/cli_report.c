/* cli_report.c - the command `ccsim report`: results as one page. Invariant: the page is made in memory and written whole or not at all; what
 * stands under its name is not touched unless everything went well. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli_brand.h"
#include "cli_command.h"
#include "cli_model.h"
#include "cli_open.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_study.h"
#include "file_write.h"
#include "picture.h"
#include "report.h"
#include "result_guard.h"
#include "slides.h"
#include "text.h"
#include "words.h"

enum { VARIANTS_MAX = 32, TITLE_MAX = 48 /* bytes that a legend has room for */ };

/* Everything that a report needs; freed by close_all. */
typedef struct {
    const ccs_args_t *args;
    ccs_dataset_t *data; /* [n_operands] */
    ccs_view_t views[VARIANTS_MAX];
    ccs_report_variant_t variants[VARIANTS_MAX];
    const char *files[VARIANTS_MAX]; /* from which each comes */
    ccs_cli_model_t models[VARIANTS_MAX];
    ccs_beside_t beside[1]; /* of the base, with --erlang; the arena's */
    ccs_brand_t brand;      /* with --brand; the arena's */
    uint32_t n_variants;
    const ccs_dataset_t *study; /* instead of variants; NULL: there is none */
    char *page;
    size_t page_bytes;
    ccs_arena_t arena;
} report_t;

static void close_all(report_t *self)
{
    for (uint32_t i = 0; i < self->n_variants; i++) {
        ccs_view_free(&self->views[i]);
        ccs_cli_model_free(&self->models[i]);
    }
    for (size_t i = 0; self->data && i < self->args->n_operands; i++) ccs_dataset_free(&self->data[i]);
    free(self->data);
    free(self->page);
    ccs_arena_free(&self->arena);
}

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the report");
}

/* ---- results -------------------------------------------------------------------------------------------------------------------- */

/* One file and all its configurations. */
static int open_result(report_t *self, size_t operand, ccs_err_t *err)
{
    const char *const path = self->args->operands[operand];
    ccs_dataset_t *const data = &self->data[operand];
    int ret = 0;

    CCS_TRY(ccs_result_read_guarded(path, data, err));
    if (ccs_cli_is_study(data)) {
        if (self->args->n_operands > 1)
            CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is a study, which has a page of its own: give it alone"));
        self->study = data;
        goto out;
    }
    const uint32_t n = ccs_view_configs(data);

    if (n == 0) CCS_TRY(ccs_view_open(&self->views[self->n_variants], data, 0, err)); /* which says what it is instead */
    CCS_REQUIRE(n > 0, ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "holds no result"));
    for (uint32_t i = 0; i < n; i++) {
        if (self->n_variants == VARIANTS_MAX)
            CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "a report shows at most %d variants", (int) VARIANTS_MAX));
        self->files[self->n_variants] = path;
        CCS_TRY(ccs_view_open(&self->views[self->n_variants++], data, i, err));
    }
out:
    if (ret && err->where[0] == '\0') snprintf(err->where, sizeof err->where, "%s", path);
    return ret;
}

/* "results/bank.h5" -> "bank" */
static const char *stem_of(report_t *self, const char *path)
{
    const char *const slash = strrchr(path, '/'), *const base = slash ? slash + 1 : path, *const dot = strrchr(base, '.');

    return ccs_arena_printf(&self->arena, "%.*s", (int) (dot && dot != base ? (size_t) (dot - base) : strlen(base)), base);
}

static bool is_taken(const report_t *self, uint32_t variant, const char *name)
{
    for (uint32_t i = 0; i < self->n_variants; i++)
        if (i != variant && !strcmp(self->views[i].name, name)) return true;
    return false;
}

/* Whether another variant has the same title; of what-ifs all do. */
static bool shares_title(const report_t *self, uint32_t variant)
{
    for (uint32_t i = 0; i < self->n_variants; i++)
        if (i != variant && !strcmp(self->views[i].title, self->views[variant].title)) return true;
    return false;
}

/* A title that may stand for a name, NULL: there is none. The scenario of what-ifs is their base, whose title is that of the page. */
static const char *title_of(const report_t *self, uint32_t variant)
{
    const ccs_view_t *const v = &self->views[variant];

    if (self->n_variants < 2) return NULL;
    if (!shares_title(self, variant)) return *v->title && strlen(v->title) <= TITLE_MAX ? v->title : NULL;
    return variant == 0 && v->n_configs > 1 ? ccs_word("Base") : NULL;
}

/* What the page calls a variant: its title, else its own name; where others have the same, the name of its file; then with its number. */
static int name_variants(report_t *self, ccs_err_t *err)
{
    for (uint32_t i = 0; i < self->n_variants; i++) {
        const char *const title = title_of(self, i);
        const char *name = title ? title : self->views[i].name;

        if (!title && is_taken(self, i, name)) name = stem_of(self, self->files[i]);
        for (uint32_t k = 0; name && k < i; k++)
            if (!strcmp(self->variants[k].name, name)) name = ccs_arena_printf(&self->arena, "%s (%u)", name, i + 1);
        if (!name) return no_memory(err);
        self->variants[i] = (ccs_report_variant_t){.view = &self->views[i], .name = name};
    }
    return 0;
}

/* ---- the page ------------------------------------------------------------------------------------------------------------------- */

static bool has_slides(const report_t *self)
{
    return ccs_args_has(self->args, CCS_OPTION_SLIDES);
}

/* Where the page goes: --output, else the first result's name with .html, or -slides.html, in place of .h5. NULL: out of memory. */
static const char *target_of(report_t *self)
{
    const char *const given = self->args->given[CCS_OPTION_OUTPUT], *const path = self->args->operands[0];
    const size_t n = strlen(path) - (ccs_text_ends(path, ".h5") ? 3 : 0);

    return given ? given : ccs_arena_printf(&self->arena, "%.*s%s.html", (int) n, path, has_slides(self) ? "-slides" : "");
}

/* The formulas, of which the page shows those of the base. */
static int ask_formulas(report_t *self, ccs_err_t *err)
{
    int ret = 0;

    if (!ccs_args_has(self->args, CCS_OPTION_ERLANG)) return 0;
    CCS_TRY(ccs_cli_model_beside(self->views, 1, &self->arena, self->beside, err));
    self->variants[0].beside = self->beside;
out:
    return ret;
}

static int make_page(report_t *self, ccs_err_t *err)
{
    FILE *const to = open_memstream(&self->page, &self->page_bytes);
    int ret = 0;

    if (!to) return no_memory(err);
    if (self->study)
        ret =
            ccs_cli_write_study_page(self->args, self->study, self->args->given[CCS_OPTION_BRAND] ? &self->brand : NULL, to, err);
    else
        ret = has_slides(self) ? ccs_slides_write(self->variants, self->n_variants, to, err)
                               : ccs_report_write(self->variants, self->n_variants, to, err);
    const bool failed = ferror(to);

    if ((fclose(to) != 0 || failed) && ret == 0) ret = no_memory(err);
    return ret;
}

/* ---- pictures ------------------------------------------------------------------------------------------------------------------- */

/* One picture, in memory first; none where the result has nothing for it. */
static int make_picture(const report_t *self, enum ccs_picture picture, char **text, size_t *n, ccs_err_t *err)
{
    FILE *const to = open_memstream(text, n);
    int ret = to ? ccs_picture_write(picture, self->variants, self->n_variants, to, err) : no_memory(err);
    const bool failed = to && ferror(to);

    if (to && (fclose(to) != 0 || failed) && ret == 0) ret = no_memory(err);
    return ret;
}

/* The folder of pictures is made where there is none; the one above it must be there. */
static int make_folder(const char *folder, ccs_err_t *err)
{
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) return 0;
    return ccs_err_set(err, CCS_ERR_INPUT, folder, NULL, "cannot be made: %s", strerror(errno));
}

static int write_pictures(report_t *self, ccs_err_t *err)
{
    const char *const folder = self->args->given[CCS_OPTION_PICTURES];
    const bool force = ccs_args_has(self->args, CCS_OPTION_FORCE);
    char *texts[CCS_N_PICTURES] = {NULL};
    size_t sizes[CCS_N_PICTURES] = {0};
    const char *paths[CCS_N_PICTURES];
    int ret = 0;

    CCS_TRY(make_folder(folder, err));
    for (int i = 0; i < CCS_N_PICTURES; i++) {
        paths[i] = ccs_arena_printf(&self->arena, "%s/%s.svg", folder, ccs_picture_name((enum ccs_picture) i));
        CCS_REQUIRE(paths[i], no_memory(err));
        CCS_TRY(make_picture(self, (enum ccs_picture) i, &texts[i], &sizes[i], err));
        if (sizes[i] > 0) CCS_TRY(ccs_file_check_target(paths[i], force, err));
    }
    for (int i = 0; i < CCS_N_PICTURES; i++) {
        if (sizes[i] == 0) continue;
        CCS_TRY(ccs_file_write(paths[i], force, texts[i], sizes[i], err));
        if (!ccs_args_has(self->args, CCS_OPTION_QUIET)) printf("picture: %s\n", paths[i]);
    }
out:
    for (int i = 0; i < CCS_N_PICTURES; i++) free(texts[i]);
    return ret;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

/* Names under which slides are looked for that are not HTML. @param path  NULL: none */
static bool is_of_other_programs(const char *path)
{
    static const char *const ends[] = {".pptx", ".ppt", ".odp", ".pdf", ".key"};

    for (size_t i = 0; path && i < sizeof ends / sizeof *ends; i++)
        if (ccs_text_ends(path, ends[i])) return true;
    return false;
}

static int choose_language(const ccs_args_t *args, ccs_err_t *err)
{
    const char *const name = args->given[CCS_OPTION_LANGUAGE];
    const enum ccs_language language = name ? ccs_language_find(name) : CCS_LANGUAGE_EN;

    if (language == CCS_N_LANGUAGES)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--language", "must be en or de, found %s", name);
    ccs_language_speak(language);
    return 0;
}

/* What does not go together. */
static int check_options(const report_t *self, bool to_stdout, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    const bool pictures = args->given[CCS_OPTION_PICTURES], slides = has_slides(self);

    if (pictures && args->given[CCS_OPTION_OUTPUT])
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--pictures", "takes the place of the page: without --output");
    if (pictures && slides) return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--slides", "has all pictures: without --pictures");
    if (slides && is_of_other_programs(args->given[CCS_OPTION_OUTPUT]))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
            "slides are a page that browsers show and print: give a name that ends in .html");
    if (ccs_args_has(args, CCS_OPTION_OPEN) && (to_stdout || pictures))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--open", "goes with a page that is a file, not with -o - or --pictures");
    if ((pictures || slides) && ccs_args_has(args, CCS_OPTION_ERLANG))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--erlang", "is a section of the page, not of %s",
            pictures ? "--pictures" : "--slides");
    return 0;
}

/* What a study has no page for, and what only studies have. */
static int check_study(const report_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;

    if (!self->study && args->given[CCS_OPTION_METRIC])
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
            "belongs to studies of ccsim sweep; the page of a result has all figures");
    if (!self->study) return ccs_cli_check_no_study(args, err);
    if (args->given[CCS_OPTION_PICTURES] || has_slides(self) || ccs_args_has(args, CCS_OPTION_ERLANG))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--pictures, --slides, --erlang",
            "belong to results of ccsim run; a study of ccsim sweep has a page alone");
    if (ccs_language_spoken() != CCS_LANGUAGE_EN)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--language",
            "is of results of ccsim run; the page of a study of ccsim sweep is in English: leave it out");
    return 0;
}

/* What the page alone tells of the model. */
static int read_models(report_t *self, ccs_err_t *err)
{
    int ret = 0;

    for (uint32_t i = 0; i < self->n_variants; i++) {
        CCS_TRY(ccs_cli_model_read(&self->models[i], &self->views[i], err));
        self->variants[i].sentences = self->models[i].sentences;
        self->variants[i].without = self->models[i].without;
    }
    CCS_TRY(ask_formulas(self, err));
out:
    return ret;
}

/* What is wrong with it has been said when it fails: err stays empty. */
static int read_brand(report_t *self)
{
    const char *const path = self->args->given[CCS_OPTION_BRAND];
    int ret = 0;

    if (!path) return 0;
    CCS_TRY(ccs_cli_brand_read(path, self->args, &self->arena, &self->brand));
    self->variants[0].brand = &self->brand;
out:
    return ret;
}

static int report(report_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    const bool force = ccs_args_has(args, CCS_OPTION_FORCE), opens = ccs_args_has(args, CCS_OPTION_OPEN);
    const char *const target = target_of(self);
    int ret = 0;

    CCS_REQUIRE(target, no_memory(err));
    const bool pictures = args->given[CCS_OPTION_PICTURES], to_stdout = !strcmp(target, "-");

    CCS_TRY(check_options(self, to_stdout, err));
    CCS_TRY(choose_language(args, err));
    if (opens) CCS_TRY(ccs_cli_open_check(err));
    if (!to_stdout) ccs_stop_prepare(0, "; nothing was written");
    if (!to_stdout && !pictures) CCS_TRY(ccs_cli_output_check(args, target, CCS_FILE_PAGE, err));
    self->data = calloc(args->n_operands, sizeof *self->data);
    CCS_REQUIRE(self->data, no_memory(err));
    for (size_t i = 0; i < args->n_operands; i++) CCS_TRY(open_result(self, i, err));
    CCS_TRY(check_study(self, err));
    CCS_TRY(name_variants(self, err));
    CCS_TRY(read_brand(self));
    if (pictures) {
        ret = write_pictures(self, err);
        goto out;
    }
    if (!has_slides(self) && !self->study) CCS_TRY(read_models(self, err));
    CCS_TRY(make_page(self, err));
    if (to_stdout) {
        (void) fwrite(self->page, 1, self->page_bytes, stdout);
        goto out;
    }
    CCS_TRY(ccs_file_write(target, force, self->page, self->page_bytes, err));
    if (!ccs_args_has(args, CCS_OPTION_QUIET)) printf("report: %s\n", target);
    if (opens) CCS_TRY(ccs_cli_open(target, err));
out:
    return ret;
}

int ccs_cli_report(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_report, argc, argv, &status)) return status;
    report_t *const self = calloc(1, sizeof *self);

    if (self) {
        self->args = &args;
        status = ccs_err_status(report(self, &err));
        close_all(self);
    } else {
        status = ccs_err_status(no_memory(&err));
    }
    if (err.code == CCS_ERR_USAGE) (void) ccs_say_refused(&args, &err);
    else if (err.code) ccs_say(&err);
    free(self);
    ccs_args_free(&args);
    return status;
}
