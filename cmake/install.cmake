# cmake --install: program, library, public headers, pkg-config file, scenarios.
# The pkg-config file finds its neighbours relative to its own place, so that an installed tree can be moved.
file(RELATIVE_PATH pc_to_include ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(cmake/ccsim.pc.in ${CMAKE_BINARY_DIR}/ccsim.pc @ONLY)
install(TARGETS libccsim)
if(TARGET ccsim)
  install(TARGETS ccsim)
endif()
install(DIRECTORY include/ccsim TYPE INCLUDE FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_BINARY_DIR}/ccsim.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/ccsim FILES_MATCHING PATTERN "*.cfg" PATTERN "*.csv")
install(FILES LICENSE CHANGELOG.md TYPE DOC)
