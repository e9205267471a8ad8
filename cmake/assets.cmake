# The files of analysis/web that the program carries (analysis/html/assets.h). A new chart spec in the folder is a new row by itself. The
# page's own scripts are one asset, page.js: chart.js, which knows no page, and page.js, which builds on it.
file(GLOB assets RELATIVE ${CMAKE_SOURCE_DIR}/analysis/web CONFIGURE_DEPENDS
  analysis/web/page.css analysis/web/page.js analysis/web/charts/*.json analysis/web/vendor/*.min.js analysis/web/vendor/LICENSES.txt)
list(SORT assets)

set(scripts ${CMAKE_SOURCE_DIR}/analysis/web/chart.js ${CMAKE_SOURCE_DIR}/analysis/web/page.js)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/generated/page.js DEPENDS ${scripts}
  COMMAND ${CMAKE_COMMAND} -E cat ${scripts} > ${CMAKE_BINARY_DIR}/generated/page.js)

set(declarations)
set(rows)
foreach(asset IN LISTS assets)
  string(MAKE_C_IDENTIFIER ccs_asset_${asset} symbol)
  set(path analysis/web/${asset})
  if(asset STREQUAL "page.js")
    set(path ${CMAKE_BINARY_DIR}/generated/page.js)
  endif()
  ccsim_embed(room_html ${symbol} ${path})
  string(APPEND declarations "extern const char ${symbol}[];\nextern const size_t ${symbol}_size;\n")
  string(APPEND rows "    {\"${asset}\", ${symbol}, &${symbol}_size},\n")
endforeach()
file(CONFIGURE OUTPUT generated/assets_list.c @ONLY CONTENT [[
/* The list of assets, made by cmake/assets.cmake. */
#include "assets.h"

@declarations@
const ccs_asset_t ccs_assets[] = {
@rows@};
const size_t ccs_n_assets = sizeof ccs_assets / sizeof ccs_assets[0];
]])
target_sources(room_html PRIVATE ${CMAKE_BINARY_DIR}/generated/assets_list.c)
