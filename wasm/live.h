/** @file live.h  What engine.js calls: a scenario and its variants held open, replications simulated here or in another instance, and figures of them at any
 * time. One of them in an instance, outside of functions, as exports have no other place. Numbers are replications, variants from 0, the base. */
#ifndef CCS_LIVE_H
#define CCS_LIVE_H

#include <stddef.h>
#include <stdint.h>

#define CCS_LIVE_EXPORT(name) __attribute__((export_name("ccs_live_" #name)))

/** Room for what the next call takes; it is overwritten by the next _room. @return NULL: out of memory */
CCS_LIVE_EXPORT(room) void *ccs_live_room(size_t bytes);
/** What the last call left: bytes or a text. */
CCS_LIVE_EXPORT(bytes) const void *ccs_live_bytes(void);
CCS_LIVE_EXPORT(size) size_t ccs_live_size(void);

/** Read and compile. The room holds words, each with a NUL behind it: the path, then for each variant "variant" and its name ("": its own), and behind it
 * "set" or "what-if" and a change, for each of them. Leaves a line for each error and warning: E or W, file:line, path, text, parted by tabs.
 * @return 0 or the code of an error. Once in an instance. */
CCS_LIVE_EXPORT(open) int ccs_live_open(size_t bytes);
/** Replications that the scenario asks for. */
CCS_LIVE_EXPORT(replications) uint32_t ccs_live_replications(void);
/** Simulate replications first .. first + n - 1 of a variant; leaves their parcel (sim/run/parcel.h). @return 0 or a code, with its text left */
CCS_LIVE_EXPORT(block) int ccs_live_block(uint32_t variant, uint32_t first, uint32_t n);

/** What figures are made of: forget what was taken, then take the parcels of a variant, or of each, in the order of their numbers. The room holds one.
 * @param variant  CCS_LIVE_ALL: all are compared @param n  replications of each that there will be @param whole  a page will be made
 * @return 0 or a code: of another plan, damaged, out of memory; with its text left */
enum { CCS_LIVE_ALL = -1 };
CCS_LIVE_EXPORT(begin) int ccs_live_begin(int variant, uint32_t n, int whole);
CCS_LIVE_EXPORT(take) int ccs_live_take(uint32_t variant, size_t bytes);
/** Which figures answers have, of what is begun from now on: the room holds what rows stand for and the names of metrics, as --by and --metric take them, each with a NUL
 * behind it ("": all). */
CCS_LIVE_EXPORT(want) void ccs_live_want(void);
/** Of what was taken: the JSON of `ccsim run` or `ccsim compare`; the page of `ccsim report`, of a whole beginning. Leaves the text. @return 0 or a code */
CCS_LIVE_EXPORT(answer) int ccs_live_answer(void);
CCS_LIVE_EXPORT(page) int ccs_live_page(void);

#endif
