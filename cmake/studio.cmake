# The shipped scenarios and what they read, which the studio's gallery shows (analysis/studio/studio_gallery.h). A new one in the folder is a
# new row by itself.
file(GLOB gallery RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS presets/*.cfg scenarios/*.cfg scenarios/*.csv scenarios/profiles/*.csv)
list(SORT gallery)
ccsim_asset_list(room_studio ccs_gallery ccs_n_gallery "studio_gallery.h" ${gallery})
# The frame of the page, which is filled.
ccsim_embed(room_studio ccs_studio_frame analysis/web/studio/studio.html)
