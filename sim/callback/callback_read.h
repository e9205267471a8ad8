/** @file callback_read.h  What a type offers to customers who would have to wait: `types.*.callback`. */
#ifndef CCS_CALLBACK_READ_H
#define CCS_CALLBACK_READ_H

#include "reader.h"

/** @param type_at  the type; @param types  all of them; @param type  receives what is offered, in the arena, where something is; its aht_factor is known */
void ccs_callback_read(ccs_reader_t *self, const ccs_place_t *type_at, const ccs_named_t *types, ccs_type_t *type);
/** Types in whose queues messages wait are fed, once all are read. */
void ccs_callback_feed(ccs_type_t *types, uint32_t n);

#endif
