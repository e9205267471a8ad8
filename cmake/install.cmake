# cmake --install: program with manual page and completion, libraries, public headers, what pkg-config and CMake's find_package want,
# scenarios. Both find their neighbours relative to their own place, so that an installed tree can be moved.
file(RELATIVE_PATH pc_to_include ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(cmake/ccsim.pc.in ${CMAKE_BINARY_DIR}/ccsim.pc @ONLY)
include(CMakePackageConfigHelpers)
set(folder ${CMAKE_INSTALL_LIBDIR}/cmake/ccsim)
configure_package_config_file(cmake/ccsim-config.cmake.in ${CMAKE_BINARY_DIR}/ccsim-config.cmake INSTALL_DESTINATION ${folder}
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/ccsim-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/ccsim-config.cmake ${CMAKE_BINARY_DIR}/ccsim-config-version.cmake DESTINATION ${folder})
install(TARGETS libccsim EXPORT ccsim-static)
install(TARGETS libccsim_shared EXPORT ccsim-shared)
install(EXPORT ccsim-static NAMESPACE ccsim:: DESTINATION ${folder})
install(EXPORT ccsim-shared NAMESPACE ccsim:: DESTINATION ${folder})
install(TARGETS ccsim)
if(NOT CCSIM_SANITIZE) # the program prints both; one under a sanitizer need not run on every machine that builds it
  add_custom_command(TARGET ccsim POST_BUILD
    COMMAND $<TARGET_FILE:ccsim> list man > ${CMAKE_BINARY_DIR}/ccsim.1
    COMMAND $<TARGET_FILE:ccsim> list bash-completion > ${CMAKE_BINARY_DIR}/ccsim.bash
    COMMAND $<TARGET_FILE:ccsim> list zsh-completion > ${CMAKE_BINARY_DIR}/ccsim.zsh
    COMMAND $<TARGET_FILE:ccsim> list fish-completion > ${CMAKE_BINARY_DIR}/ccsim.fish
    BYPRODUCTS ${CMAKE_BINARY_DIR}/ccsim.1 ${CMAKE_BINARY_DIR}/ccsim.bash ${CMAKE_BINARY_DIR}/ccsim.zsh ${CMAKE_BINARY_DIR}/ccsim.fish VERBATIM)
  install(FILES ${CMAKE_BINARY_DIR}/ccsim.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${CMAKE_BINARY_DIR}/ccsim.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ccsim)
  install(FILES ${CMAKE_BINARY_DIR}/ccsim.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _ccsim)
  install(FILES ${CMAKE_BINARY_DIR}/ccsim.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
install(DIRECTORY include/ccsim TYPE INCLUDE FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_BINARY_DIR}/ccsim.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY scenarios presets DESTINATION ${CMAKE_INSTALL_DATADIR}/ccsim FILES_MATCHING PATTERN "*.cfg" PATTERN "*.csv")
install(FILES LICENSE CITATION.cff CHANGELOG.md cmake/copyright analysis/web/vendor/LICENSES.txt TYPE DOC)
