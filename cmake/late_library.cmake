# Libraries that the program does not start with but loads when a file first needs them (file/late_library.h says why).
#
#   ccsim_late_library(ROOM NAME TITLE HEADER PACKAGE)
#
# makes late_NAME.h and late_NAME.c for ROOM from the names in NAME.late in its folder: HEADER with a macro for each name that stands for what the
# loaded library has there, so that sources read as if they were linked with it, and ccs_late_NAME, the library itself. PACKAGE is the prefix of
# what pkg_check_modules found: its headers are compiled against, its shared library is the one that will be loaded, by the name that the
# linker would have recorded. The Debian package that holds it is added to CCSIM_LATE_PACKAGES, for cmake/package.cmake: nothing in the program
# tells dpkg-shlibdeps of it.
function(ccsim_late_library room name title header package)
  list(GET ${package}_LINK_LIBRARIES 0 library)
  execute_process(COMMAND ${CMAKE_READELF} -d ${library} OUTPUT_VARIABLE dynamic ERROR_QUIET)
  if(NOT dynamic MATCHES "SONAME[^\n]*\\[([^]]+)\\]")
    message(FATAL_ERROR "${title}: ${library} is no shared library with a name (SONAME); ccsim loads the shared library while it runs")
  endif()
  set(file ${CMAKE_MATCH_1})

  get_target_property(room_folder ${room} CCSIM_FOLDER)
  set(list ${CMAKE_SOURCE_DIR}/${room_folder}/${name}.late)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  file(STRINGS ${list} names REGEX "^[A-Za-z]")
  set(places)
  set(texts)
  set(macros)
  foreach(symbol IN LISTS names)
    string(APPEND places "    __typeof__(${symbol}) *at_${symbol};\n")
    string(APPEND texts "    CCS_LATE_TEXT(${symbol}),\n")
    string(APPEND macros "#undef ${symbol}\n#define ${symbol} (*ccs_late_${name}_places.at_${symbol})\n")
  endforeach()

  file(CONFIGURE OUTPUT generated/late/late_${name}.h @ONLY CONTENT [[
/** @file late_@name@.h  @title@, as far as @room_folder@/@name@.late names it, once ccs_late_@name@ is loaded. Made by cmake/late_library.cmake. */
#ifndef CCS_LATE_@name@_H
#define CCS_LATE_@name@_H

#include <@header@>

#include "late_library.h"

extern ccs_late_library_t ccs_late_@name@;

/* Types by the names as the header has them: some are macros for a version of a function. */
struct ccs_late_@name@_places {
@places@};
extern struct ccs_late_@name@_places ccs_late_@name@_places;

#ifndef CCS_LATE_NAMES
@macros@#endif

#endif
]])
  file(CONFIGURE OUTPUT generated/late/late_${name}.c @ONLY CONTENT [[
/* @title@ as a library that is loaded late. Made by cmake/late_library.cmake. */
#define CCS_LATE_NAMES
#include "late_@name@.h"

#define CCS_LATE_TEXT(name) CCS_LATE_AS_IT_IS(name)
#define CCS_LATE_AS_IT_IS(name) #name

static const char *const names[] = {
@texts@};
enum { N_NAMES = sizeof names / sizeof names[0] };
_Static_assert(sizeof(struct ccs_late_@name@_places) == N_NAMES * sizeof(void *), "a place for each name");

struct ccs_late_@name@_places ccs_late_@name@_places;
ccs_late_library_t ccs_late_@name@ = {
    .title = "@title@", .file = "@file@", .names = names, .places = &ccs_late_@name@_places, .n = N_NAMES};
]])
  target_sources(${room} PRIVATE ${CMAKE_BINARY_DIR}/generated/late/late_${name}.c)
  target_include_directories(${room} PRIVATE ${CMAKE_BINARY_DIR}/generated/late)
  target_include_directories(${room} SYSTEM PRIVATE ${${package}_INCLUDE_DIRS})
  target_compile_options(${room} PRIVATE ${${package}_CFLAGS_OTHER})

  # Where it lies for the build tree, if the system would not find it there, as for a linked library.
  file(REAL_PATH ${library} library)
  get_filename_component(folder ${library} DIRECTORY)
  if(NOT folder IN_LIST CMAKE_C_IMPLICIT_LINK_DIRECTORIES)
    set(CMAKE_BUILD_RPATH ${CMAKE_BUILD_RPATH} ${folder} PARENT_SCOPE)
  endif()

  find_program(dpkg_query dpkg-query)
  if(dpkg_query)
    execute_process(COMMAND ${dpkg_query} --search ${folder}/${file} OUTPUT_VARIABLE owner ERROR_QUIET)
    if(owner MATCHES "^([a-z0-9][-+.a-z0-9]*)")
      set_property(GLOBAL APPEND PROPERTY CCSIM_LATE_PACKAGES ${CMAKE_MATCH_1})
    endif()
  endif()
endfunction()
