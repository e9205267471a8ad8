/** @file file_temp.h  Temporary files at hand, so that a program that is told to end can take them away. */
#ifndef CCS_FILE_TEMP_H
#define CCS_FILE_TEMP_H

#include <stdbool.h>
#include <stdint.h>

/** Create an empty file for writing, which must not exist; ccs_temp_abandon takes it away until ccs_temp_forget.
 * @param path  lives until then. @param template_name  it ends in XXXXXX, which becomes a new name, private to its owner; else the
 *              permissions follow the umask
 * @return descriptor, or -1 with errno */
int ccs_temp_open(char *path, bool template_name);
/** The file has been removed, or has become one that stays. NULL-safe; errno stays. */
void ccs_temp_forget(const char *path);
/** Give the file the name under which it stays, with no handler in this thread between that and the count of ccs_temp_n_named.
 * @param name  carries it out; returns 0 or errno, in which case nothing is counted. @return what @p name does */
int ccs_temp_name(int (*name)(const void *of), const void *of);
/** How many files have their names since the program began: for signal handlers too. */
uint32_t ccs_temp_n_named(void);
/** Remove every temporary file, as the program ends now: for signal handlers, after which the process must not go on. */
void ccs_temp_abandon(void);

#endif
