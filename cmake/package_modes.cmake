# Before cpack makes a package: folders that everybody may enter. A strict umask of who makes it would go into the package, since CMake
# makes the folders it installs into by mkdir.
file(CHMOD_RECURSE ${CPACK_TEMPORARY_INSTALL_DIRECTORY}
  DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
