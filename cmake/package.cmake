# cpack: a package for Debian and Ubuntu, ccsim_VERSION_ARCHITECTURE.deb, of what cmake --install would put under /usr. Libraries are
# found by dpkg-shlibdeps and, those that are loaded late, by cmake/late_library.cmake, so that the package fits the release it is made on; what programs that link the static library want is only suggested.
set(CCSIM_PACKAGE_CONTACT "The authors of ccsim <ccsim@localhost>" CACHE STRING "Maintainer that a package names")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ccsim)
set(CPACK_PACKAGE_VENDOR "The authors of ccsim")
set(CPACK_PACKAGE_CONTACT "${CCSIM_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION "A scenario file goes in: arrivals, patience, skills, staffing by
half-hour. Service levels, waits, abandonment and occupancy come out, with
confidence intervals, as tables and as HDF5 files that Python and R read.
With the C library, its header and scenarios to start from.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/package_modes.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
get_property(late_packages GLOBAL PROPERTY CCSIM_LATE_PACKAGES)
list(JOIN late_packages ", " late_packages)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata, ${late_packages}") # tzdata: clock.timezone
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libgsl-dev, libconfig-dev, bash-completion")

include(CPack)
