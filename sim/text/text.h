/** @file text.h  Small questions about texts that the readers share: valid UTF-8, likeness of names, where a relative path
 * leads. */
#ifndef CCS_TEXT_H
#define CCS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"

/** Bytes of the UTF-8 sequence at text[0..n), 1 to 4; 0 if there is none (overlong forms, surrogates and what lies above
 * U+10FFFF are none). Source: RFC 3629, section 4. */
size_t ccs_text_utf8(const char *text, size_t n);
/** All of text[0..n) is UTF-8 without control bytes other than tab and line breaks. */
bool ccs_text_is_clean(const char *text, size_t n);
/** The longest prefix of text[0..n) that does not cut a UTF-8 sequence in two. */
size_t ccs_text_whole(const char *text, size_t n);
/** Number of single-letter insertions, deletions, replacements and swaps of neighbours between two names (optimal string
 * alignment, ASCII case ignored); at most 63 letters of each count. */
unsigned ccs_text_distance(const char *a, const char *b);
/** True if a user who wrote `found` may well have meant `meant`: the distance is at most a third of the longer name, and at
 * least 1. */
bool ccs_text_alike(const char *found, const char *meant);
/** True if the field calls a thing `found`, in any case, that has this name here (def/synonym.def). */
bool ccs_text_is_synonym(const char *found, const char *name);
/** The name that a thing has now which was called so (def/former.def), in any case. @return NULL: nothing was */
const char *ccs_text_successor(const char *former);
/** The keys that say the same thing as this one (def/alternative.def): its family, of which the one written last counts. NULL: it has none. */
const char *ccs_text_family(const char *key);
/** A search for the name that a user may have meant: what was called so once (def/former.def), what the field calls so (def/synonym.def), or
 * what is alike. Zero-initialise, offer candidates; best is NULL if there is none. */
typedef struct {
    const char *best;
    unsigned distance;
} ccs_closest_t;
void ccs_closest_offer(ccs_closest_t *self, const char *found, const char *candidate);
/** A key of the scenario language: a letter, then letters, digits, `_`, `-`; and not `true` or `false` in any case. */
bool ccs_text_is_key(const char *text, size_t n);
/** text[0..n) is the word, ASCII case ignored; word in lower case. */
bool ccs_text_is_word(const char *text, size_t n, const char *word);
/** Ends in suffix, ASCII case ignored; suffix in lower case. */
bool ccs_text_ends(const char *text, const char *suffix);
/** Letters and digits of a text in lower case, umlauts as two letters: "Ø-Bearb.zeit (s)" -> "bearbzeits". What does not fit is cut. @return to */
const char *ccs_text_bare(const char *text, char *to, uint32_t size);
/** Characters that a text shows: of UTF-8, without the escape sequences of colours. */
uint32_t ccs_text_width(const char *text);
/** Bytes of the words at the begin of a text that a line of so many characters holds, blanks between them included; of one word at
 * least, however long. 0: there is no word. */
size_t ccs_text_line(const char *text, uint32_t width);
/** Print a text whose first line begins at a column, broken at blanks before it is wider than width; what is left stands indented.
 * Without a line break at the end. */
void ccs_text_hang(const char *text, uint32_t at, uint32_t indent, uint32_t width, FILE *to);
/** Print lines; those that are wider than width are broken at blanks, and what is left stands two characters further in than they do.
 * @param width  0: none is too wide */
void ccs_text_fold(const char *text, uint32_t width, FILE *to);
/** The folder part of a path ("" for none) and a path seen from a folder; both in the arena, NULL when out of memory. */
char *ccs_text_folder(ccs_arena_t *arena, const char *path);
char *ccs_text_join(ccs_arena_t *arena, const char *folder, const char *path);

/** Adds a word to an enumeration, ", word", the first without a comma. Cut where the room of size bytes ends. */
void ccs_text_enumerate(char *text, size_t size, const char *word);

/** The next part of a list with commas, without blanks around it, which moves on behind it; in the arena. NULL: out of memory */
const char *ccs_text_next_part(ccs_arena_t *arena, const char **list);
/** Texts joined by newlines, in the arena. @return "" for none of them; NULL without memory */
const char *ccs_text_lines(const char *const *texts, size_t n, ccs_arena_t *arena);

#endif
