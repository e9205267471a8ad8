/** @file posix_gaps.h  The few functions of POSIX that wasi-libc lacks and ccsim's rooms call, included ahead of each source of ccsim.wasm. */
#ifndef CCS_POSIX_GAPS_H
#define CCS_POSIX_GAPS_H

#include <fcntl.h>
#include <stdio.h>

/** There are no links: the path itself, the caller's to free; NULL with errno where nothing is at its end. @param resolved  NULL */
char *ccs_gap_realpath(const char *path, char *resolved);
/** A file with a name of its own, open for reading and writing, in the folder at the top; it is gone with the instance. */
FILE *ccs_gap_tmpfile(void);

#define realpath ccs_gap_realpath
#define tmpfile  ccs_gap_tmpfile

/* Locks, which no file here has: fcntl says so. */
#define F_SETLK (-1)
#define F_WRLCK 1

/* The width of a terminal, of which there is none: ioctl says so. */
#define TIOCGWINSZ (-1)
struct winsize {
    unsigned short ws_row, ws_col;
};

#endif
