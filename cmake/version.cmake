# ccsim_version: the generated header version.h with CCSIM_VERSION and CCSIM_REVISION. The revision is asked of git at build time;
# the file is written only when it changes, so that nothing is compiled again for the same revision.
set(ccsim_generated ${CMAKE_BINARY_DIR}/generated)
add_custom_target(ccsim_revision
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D VERSION=${PROJECT_VERSION}
          -D TEMPLATE=${CMAKE_SOURCE_DIR}/cmake/version.h.in -D OUTPUT=${ccsim_generated}/version.h
          -P ${CMAKE_SOURCE_DIR}/cmake/revision.cmake
  BYPRODUCTS ${ccsim_generated}/version.h
  COMMENT "" VERBATIM)
add_library(ccsim_version INTERFACE)
target_include_directories(ccsim_version INTERFACE ${ccsim_generated})
add_dependencies(ccsim_version ccsim_revision)
