/** @file path.h  The text of a place in a tree of keys and lists: "types.cards.groups[1]". */
#ifndef CCS_PATH_H
#define CCS_PATH_H

#include <stddef.h>
#include <stdint.h>

/** Put a step behind the n characters of a path that text holds: a key, or, where it is NULL, element `index` of a list. Cut where it does not fit.
 * @return the characters that text holds now */
size_t ccs_path_add(char *text, size_t size, size_t n, const char *key, uint32_t index);

#endif
