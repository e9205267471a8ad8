/** @file by_channel.h  Agents' time of each group by channel. Results tell it by type and group; a channel's is that of its types. */
#ifndef CCS_BY_CHANNEL_H
#define CCS_BY_CHANNEL_H

#include "view.h"

/** Share of the time logged in of a group in which its agents work on a channel's contacts: the mean, whose interval is not known.
 * @param group, channel  entities of the view @return NAN: the result does not tell it (contacts are of one channel), or the group serves no such contact */
double ccs_by_channel_share(const ccs_view_t *view, uint32_t group, uint32_t channel);

#endif
