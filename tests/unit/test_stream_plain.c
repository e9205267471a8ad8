/* test_stream_plain.c - the batch as processors without wide vector units make it: compiled here under other names, so that any machine tests it. */
#define CCS_NO_CLONES
#define ccs_stream_hash      plain_hash
#define ccs_stream_make      plain_make
#define ccs_stream_draw      plain_draw
#define ccs_stream_draw_leg  plain_draw_leg
#define ccs_stream_draw_turn plain_draw_turn
#define ccs_stream_draw_in   plain_draw_in
#define ccs_stream_batch     plain_batch
#include <criterion/criterion.h>

#include "purpose.h"
#include "stream.c" /* NOLINT(bugprone-suspicious-include) */

Test(stream_plain, draws_the_same_bits_in_a_batch_and_alone)
{
    const ccs_stream_t stream = plain_make(UINT64_MAX, plain_hash("type:balance"), 17);

    for (uint32_t block = 0; block <= CCS_PURPOSE_DAY_FACTOR / 2; block++) {
        for (uint32_t first = 0xffffffe0; first != 0x40; first++) { /* over the wrap at 2^32 */
            double even[CCS_STREAM_BATCH], odd[CCS_STREAM_BATCH];

            plain_batch(&stream, first, block, even, odd);
            for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
                cr_assert_eq(even[i], plain_draw(&stream, first + i, 0, 2 * block));
                cr_assert_eq(odd[i], plain_draw(&stream, first + i, 0, 2 * block + 1));
            }
        }
    }
}
