/** @file split_tree.h  Value trees that are changed, and what the files of the room share. Private to them. Who is out of memory has NULL, which all take; the reader knows it. */
#ifndef CCS_SPLIT_TREE_H
#define CCS_SPLIT_TREE_H

#include "reader.h"

enum { CCS_SPLIT_SHOWN = 64 }; /* letters of a number that is shown */
#define CCS_SPLIT_HOME "_home" /* behind the name of a group, or a site, that of those who work at home */

typedef struct {
    ccs_reader_t *reader; /* whose root is the tree as it is written */
    ccs_value_t *root;    /* the one that is changed */
} ccs_split_t;

/** A whole tree. @param key  its name; NULL: in a list */
ccs_value_t *ccs_split_copy(ccs_split_t *self, const ccs_value_t *from, const char *key);
/** A group within a group, added if it is not there; NULL if something else stands there. @param like  whose place it has */
ccs_value_t *ccs_split_member(ccs_split_t *self, ccs_value_t *group, const char *key);
/** The group is rid of what it has by this name. */
void ccs_split_drop(ccs_value_t *group, const char *key);
void ccs_split_set_number(ccs_split_t *self, ccs_value_t *group, const char *key, double x);
/** @param x  whole, and below 2^53 */
void ccs_split_set_whole(ccs_split_t *self, ccs_value_t *group, const char *key, double x);
void ccs_split_set_text(ccs_split_t *self, ccs_value_t *group, const char *key, const char *text);
/** Another value in the place of what the group has by the key of it, or behind all. */
void ccs_split_put(ccs_value_t *group, ccs_value_t *value);
/** A name at the end of a list. */
void ccs_split_add_name(ccs_split_t *self, ccs_value_t *list, const char *name);
/** A list by this name, empty. */
ccs_value_t *ccs_split_list(ccs_split_t *self, ccs_value_t *group, const char *key);
/** The number that stands there; a factor may be written in words, a share too. */
double ccs_split_number(const ccs_value_t *group, const char *key, double absent);
/** A text in the arena. */
const char *ccs_split_text(ccs_split_t *self, const char *format, const char *a, const char *b);

/** The place of a key of a named thing, as it is written: "types", name, key. The places above it are in the arena. */
ccs_place_t ccs_split_place(ccs_split_t *self, const char *section, const char *name, const char *key);
ccs_place_t ccs_split_below(ccs_split_t *self, const ccs_place_t *parent, const char *key);

/** Whether a value names something: a text, or a list that holds it, in lists within it too. */
bool ccs_split_names(const ccs_value_t *value, const char *name);
/** What becomes of a name: those in its place are added to a list, none if it is to go. */
typedef void ccs_split_name_t(void *with, ccs_split_t *self, const char *name, ccs_value_t *out);
/** Names, or tiers of names, with others in the place of each: several in the place of one that stands alone are tried together.
 * @return a list by the value's key, empty if nothing is left */
ccs_value_t *ccs_split_tiers(ccs_split_t *self, const ccs_value_t *value, ccs_split_name_t *becomes, void *with);
/** The same where a list is flat: several in the place of one stand behind one another. */
ccs_value_t *ccs_split_flat(ccs_split_t *self, const ccs_value_t *value, ccs_split_name_t *becomes, void *with);

/** Whether a type of the changed tree lists a group; a type that lists none is served by who has the skill, or by the only group. */
bool ccs_split_serves(const ccs_split_t *self, const ccs_value_t *type, const ccs_value_t *group);
/** The skills of a group of the changed tree: as written, or each type that it serves. */
ccs_value_t *ccs_split_skills(ccs_split_t *self, ccs_value_t *group);
/** A skill is faster, or slower, and better, or worse. */
void ccs_split_change_skill(ccs_split_t *self, ccs_value_t *skill, double handle_time, double quality);

/** What the segments of a type expect on average, by their shares. */
double ccs_split_expected(const ccs_value_t *segments);
/** What a segment says in the place of the type, in the part that is its own. @param expected  of the type's segments on average */
void ccs_split_segment(ccs_split_t *self, ccs_value_t *part, const ccs_value_t *segment, double expected);

/* The parts, in the order in which they are made. */
void ccs_split_homes(ccs_split_t *self);
void ccs_split_types(ccs_split_t *self);
void ccs_split_languages(ccs_split_t *self);

#endif
