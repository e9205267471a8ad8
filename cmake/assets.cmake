# Files as rows of a list in C. ccsim_asset_list(ROOM LIST NUMBER HEADER FILES...): ROOM gets the bytes of FILES, and LIST with a row (ccs_asset_t) for each of them.
# A file is named NAME, or NAME=PATH where it lies elsewhere than under that name; names are relative to the source folder.
function(ccsim_asset_list room list number header)
  set(declarations)
  set(rows)
  foreach(file IN LISTS ARGN)
    string(REGEX REPLACE "=.*" "" asset ${file})
    string(REGEX REPLACE "^.*=" "" path ${file})
    if(CCSIM_WASM)
      ccsim_wasm_asset(path ${asset})
    endif()
    string(MAKE_C_IDENTIFIER ${list}_${asset} symbol)
    ccsim_embed(${room} ${symbol} ${path})
    string(APPEND declarations "extern const char ${symbol}[];\nextern const size_t ${symbol}_size;\n")
    string(APPEND rows "    {\"${asset}\", ${symbol}, &${symbol}_size},\n")
  endforeach()
  file(CONFIGURE OUTPUT generated/${list}.c @ONLY CONTENT [[
/* A list of files, made by cmake/assets.cmake. */
#include "@header@"

@declarations@
const ccs_asset_t @list@[] = {
@rows@};
const size_t @number@ = sizeof @list@ / sizeof @list@[0];
]])
  target_sources(${room} PRIVATE ${CMAKE_BINARY_DIR}/generated/${list}.c)
endfunction()

# A script made of several, in this order: ccsim_script(NAME FILES...) is generated/NAME.
function(ccsim_script name)
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/analysis/web/ OUTPUT_VARIABLE scripts)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/generated/${name} DEPENDS ${scripts}
    COMMAND ${CMAKE_COMMAND} -E cat ${scripts} > ${CMAKE_BINARY_DIR}/generated/${name})
endfunction()

# The files of analysis/web that the program carries (analysis/html/assets.h). A new chart spec in the folder is a new row by itself. Scripts are
# written in several files, each of which knows only those before it: the page's own are page.js, those of the studio studio/studio.js.
file(GLOB assets RELATIVE ${CMAKE_SOURCE_DIR}/analysis/web CONFIGURE_DEPENDS
  analysis/web/page.css analysis/web/slides.css analysis/web/charts/*.json analysis/web/vendor/*.min.js analysis/web/vendor/LICENSES.txt
  analysis/web/studio/studio.css analysis/web/studio/worker.js analysis/web/studio/engine.js)
list(TRANSFORM assets REPLACE "(.+)" "\\1=analysis/web/\\1")
ccsim_script(page.js chart.js page.js)
ccsim_script(studio.js studio/text.js studio/words.js studio/outline.js studio/zip.js studio/sheet.js studio/book.js studio/pool.js studio/blocks.js studio/model.js studio/staff.js studio/answer.js studio/grid.js studio/figures.js studio/playback.js studio/changes.js studio/variants.js studio/report.js
  studio/editor.js studio/files.js studio/main.js)
list(APPEND assets page.js=${CMAKE_BINARY_DIR}/generated/page.js studio/studio.js=${CMAKE_BINARY_DIR}/generated/studio.js)
list(SORT assets)
ccsim_asset_list(room_html ccs_assets ccs_n_assets "assets.h" ${assets})
