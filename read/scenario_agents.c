/* scenario_agents.c - CSV files of who can do what. Invariant: what the file says is written into the tree as a scenario would write it, so that its values
 * are read and refused where others are, with the line of the file. */
#include "scenario_agents.h"

#include <stdio.h>
#include <string.h>

#include "csv_heading.h"
#include "csv_listing.h"
#include "roster_role.def"
#include "text.h"

enum { PATH_SIZE = 128 };

/* What a column holds. */
enum role { CCS_ROSTER_ROLE_LIST(CCS_CSV_ROLE_NAME) SPEED, OF_SKILL, UNKNOWN };

typedef struct {
    enum role role;
    const char *type, *key; /* OF_SKILL: "sales" and "speed", "quality", "level" or "priority" */
} column_t;

typedef struct {
    ccs_scenario_reader_t *reader;
    const char *path; /* of the file */
    ccs_csv_table_t table;
    column_t *columns;
    bool by_group, has_skills;
} file_t;

bool ccs_scenario_is_agents(const ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_scenario_place_t *const group = at->up, *const groups = group ? group->up : NULL;

    return node->kind == CCS_VALUE_STRING && ccs_text_ends(node->as.text, ".csv") && at->key && strcmp(at->key, "agents") == 0 &&
        groups && groups->key && strcmp(groups->key, "groups") == 0 && groups->up && !groups->up->up;
}

/* --- columns ----------------------------------------------------------------------------------------------------------- */

static bool is_word(const char *header, const char *word)
{
    return ccs_text_is_word(header, strlen(header), word);
}

/* A type by its name, or by what people call it. */
static bool is_called(const ccs_value_t *type, const char *text, size_t n)
{
    const ccs_value_t *const label = ccs_value_get(type, "label");
    const char *const shown = label && label->kind == CCS_VALUE_STRING ? label->as.text : type->key;

    return (strlen(type->key) == n && memcmp(type->key, text, n) == 0) || (strlen(shown) == n && memcmp(shown, text, n) == 0);
}

/* "sales", or "sales.quality". @return whether it is a type of the scenario */
static bool take_skill(const file_t *self, const char *header, column_t *column)
{
    static const char *const keys[] = {"speed", "quality", "level", "priority"};
    const ccs_value_t *const types = ccs_value_get(self->reader->tree, "types");
    const char *const dot = strrchr(header, '.');
    const size_t n = dot ? (size_t) (dot - header) : strlen(header);
    bool known = !dot;

    column->key = keys[0];
    for (size_t i = 0; dot && i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(dot + 1, keys[i]) != 0) continue;
        column->key = keys[i];
        known = true;
    }
    for (const ccs_value_t *type = types && types->kind == CCS_VALUE_GROUP ? types->first : NULL; known && type;
         type = type->next) {
        if (!is_called(type, header, n)) continue;
        column->type = type->key;
        return true;
    }
    return false;
}

/* What is no type, by the words that rosters use. */
static void claim(file_t *self, enum role role, const char *words, uint32_t *of)
{
    const uint32_t column = ccs_csv_heading(self->table.header, self->table.n_columns, of, UNKNOWN, words, true);

    if (column == UINT32_MAX) return;
    of[column] = role;
    self->columns[column].role = role;
}

static void claim_columns(file_t *self)
{
    uint32_t of[CCS_CSV_MAX_COLUMNS];

    for (uint32_t i = 0; i < self->table.n_columns; i++) {
        column_t *const column = &self->columns[i];

        column->role = take_skill(self, self->table.header[i], column) ? OF_SKILL : UNKNOWN;
        of[i] = column->role;
    }
#define X(name, text, required, words)                                                                                           \
    if (name == AGENT || name == GIVEN || name == GROUP) claim(self, name, words, of);
    CCS_ROSTER_ROLE_LIST(X)
#undef X
    claim(self, SPEED, "speed|tempo|geschwindigkeit|", of);
}

/* @return whether there is a column of agents; else it is told */
static bool find_columns(file_t *self)
{
    const ccs_value_t at = {.file = self->path, .line = 1};
    bool has_agents = false;

    self->columns = ccs_arena_array(self->reader->scratch, self->table.n_columns, sizeof *self->columns);
    if (!self->columns) {
        ccs_scenario_fail_memory(self->reader);
        return false;
    }
    claim_columns(self);
    for (uint32_t i = 0; i < self->table.n_columns; i++) {
        const enum role role = self->columns[i].role;

        has_agents = has_agents || role == AGENT;
        self->by_group = self->by_group || role == GROUP;
        self->has_skills = self->has_skills || role == OF_SKILL;
        if (role == UNKNOWN)
            ccs_scenario_fail(self->reader, CCS_ERR_OK, &at, NULL,
                "column \"%.40s\" is passed over: it is none of agent, group, speed, and no type of the scenario",
                self->table.header[i]);
    }
    if (!has_agents)
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL,
            "has no column \"agent\": expected agent, perhaps group and speed, and a column for each type");
    return has_agents;
}

/* --- agents ------------------------------------------------------------------------------------------------------------ */

static const char *cell_at(const file_t *self, size_t row, uint32_t column)
{
    return self->table.cells[row * self->table.n_columns + column];
}

static const char *cell_of(const file_t *self, size_t row, enum role role)
{
    for (uint32_t i = 0; i < self->table.n_columns; i++)
        if (self->columns[i].role == role) return cell_at(self, row, i);
    return "";
}

/* A member of a group, of the line of a row. @return NULL: out of memory, told */
static ccs_value_t *add(file_t *self, ccs_value_t *to, enum ccs_value_kind kind, const char *key, size_t row)
{
    const char *const name = ccs_arena_strdup(self->reader->arena, key);
    ccs_value_t *const value = name ? ccs_value_new(self->reader->arena, kind, name, self->path, self->table.lines[row]) : NULL;

    if (value) ccs_value_append(to, value);
    else ccs_scenario_fail_memory(self->reader);
    return value;
}

/* A cell as a scenario writes it: of files that are parted by something else the comma is a decimal one; who has the skill may be ticked. */
static void add_cell(file_t *self, ccs_value_t *to, const char *key, size_t row, const char *cell)
{
    ccs_value_t *const value = add(self, to, CCS_VALUE_STRING, key, row);
    char *const text = value
        ? ccs_arena_strdup(self->reader->arena, is_word(cell, "x") || is_word(cell, "yes") || is_word(cell, "ja") ? "1" : cell)
        : NULL;

    if (value && !text) ccs_scenario_fail_memory(self->reader);
    if (!text) return;
    char *const comma = self->table.separator == ',' ? NULL : strchr(text, ',');

    if (comma) *comma = '.';
    value->as.text = text;
}

/* The types that a row serves, each with what is written of it. */
static void add_skills(file_t *self, ccs_value_t *agent, size_t row)
{
    ccs_value_t *const skills = self->has_skills ? add(self, agent, CCS_VALUE_GROUP, "skills", row) : NULL;

    for (uint32_t i = 0; skills && i < self->table.n_columns; i++) {
        const column_t *const column = &self->columns[i];
        const char *const cell = cell_at(self, row, i);

        if (column->role != OF_SKILL || !cell[0]) continue;
        ccs_value_t *skill = ccs_value_get_mutable(skills, column->type);

        if (!skill) skill = add(self, skills, CCS_VALUE_GROUP, column->type, row);
        if (skill) add_cell(self, skill, column->key, row, cell);
    }
}

/* A first name stands before the last one. NULL: out of memory, told */
static const char *name_of(file_t *self, size_t row)
{
    const char *const given = cell_of(self, row, GIVEN), *const name = cell_of(self, row, AGENT);
    const char *const both = given[0] ? ccs_arena_printf(self->reader->arena, "%s %s", given, name) : name;

    if (!both) ccs_scenario_fail_memory(self->reader);
    return both;
}

static void add_agent(file_t *self, ccs_value_t *agents, size_t row)
{
    const ccs_value_t at = {.file = self->path, .line = self->table.lines[row]};
    const char *const speed = cell_of(self, row, SPEED), *const name = name_of(self, row);

    if (!name) return;
    if (!name[0] || ccs_value_get(agents, name)) {
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL, "expected the name of an agent, each once, found \"%.60s\"",
            name);
        return;
    }
    ccs_value_t *const agent = add(self, agents, CCS_VALUE_GROUP, name, row);

    if (!agent) return;
    if (speed[0]) add_cell(self, agent, "speed", row, speed);
    add_skills(self, agent, row);
}

static void add_agents(file_t *self, ccs_value_t *node, const char *group, const char *path)
{
    const ccs_value_t named = *node;

    node->kind = CCS_VALUE_GROUP;
    node->first = node->last = NULL;
    node->n = 0;
    for (size_t row = 0; row < self->table.n_rows; row++)
        if (!self->by_group || strcmp(cell_of(self, row, GROUP), group) == 0) add_agent(self, node, row);
    if (node->n == 0)
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &named, path, "%s has no row%s%.60s", self->path,
            self->by_group ? " of group " : "", self->by_group ? group : "");
}

void ccs_scenario_agents(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const size_t n_before = self->errors->n;
    file_t file = {.reader = self, .path = ccs_text_join(self->arena, ccs_scenario_folder(self, node->file), node->as.text)};
    char path[PATH_SIZE];

    ccs_scenario_place_text(at, path, sizeof path);
    if (!file.path) {
        ccs_scenario_fail_memory(self);
        return;
    }
    ccs_csv_file_t *const csv = ccs_scenario_csv(self, node, path, file.path);

    if (csv && ccs_csv_table(csv, &file.table, self->errors) == 0 && find_columns(&file)) {
        self->n_rows += file.table.n_rows;
        add_agents(&file, node, at->up->key, path);
    }
    ccs_scenario_place_errors(self, n_before, path);
}
