/** @file studio_gallery.h  The scenarios that are shipped, with what they read, as the studio's gallery has them. */
#ifndef CCS_STUDIO_GALLERY_H
#define CCS_STUDIO_GALLERY_H

#include "assets.h"

/* In the order of their names, "presets/evidence.cfg", "scenarios/bank_day.cfg", "scenarios/profiles/bank_us.csv"; the build makes the list of
 * what lies in the folders (cmake/studio.cmake). */
extern const ccs_asset_t ccs_gallery[];
extern const size_t ccs_n_gallery;

#endif
