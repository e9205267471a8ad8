# The libraries of the C API, libccsim.a and libccsim.so, and the program beside them, ccsim.
set(libraries ccsim_gsl ccsim_libconfig Threads::Threads ${CMAKE_DL_LIBS})

# With link-time optimisation both libraries are made of one object, whose names but those of the public header are made local: a host program
# that links libccsim.a gets the speed of the program in a tenth of a second, from any compiler.
ccsim_objects(objects room_host)
if(CCSIM_USE_LTO)
  set(whole ${CMAKE_BINARY_DIR}/generated/libccsim.o)
  add_library(libccsim_parts STATIC ${objects}) # what make can wait for; it knows no rule for the objects of another target
  set_target_properties(libccsim_parts PROPERTIES LINKER_LANGUAGE C)
  add_custom_command(OUTPUT ${whole} DEPENDS libccsim_parts ccsim_fast COMMENT "Linking ${whole}" VERBATIM
    COMMAND ${CMAKE_C_COMPILER} -r -nostdlib -o ${whole}
      -Wl,--whole-archive $<TARGET_FILE:libccsim_parts> $<TARGET_FILE:ccsim_fast> -Wl,--no-whole-archive
    COMMAND ${CMAKE_OBJCOPY} --localize-hidden ${whole})
  add_custom_target(libccsim_whole DEPENDS ${whole}) # once: of two libraries that make builds side by side each would run the command
  set(objects ${whole})
endif()

add_library(libccsim STATIC ${objects})
target_link_libraries(libccsim INTERFACE $<BUILD_INTERFACE:${libraries}>
  $<INSTALL_INTERFACE:PkgConfig::ccsim_gsl;PkgConfig::ccsim_libconfig;Threads::Threads;${CMAKE_DL_LIBS};m>)
set_target_properties(libccsim PROPERTIES EXPORT_NAME ccsim_static)

# Before 1.0 every minor version may change the API.
set(api ${PROJECT_VERSION_MAJOR})
if(api EQUAL 0)
  set(api 0.${PROJECT_VERSION_MINOR})
endif()
add_library(libccsim_shared SHARED ${objects})
target_link_libraries(libccsim_shared PRIVATE ccsim_options ${libraries})
target_link_options(libccsim_shared PRIVATE -Wl,--gc-sections)
if(NOT CCSIM_SANITIZE) # clang's sanitizers are in the program alone
  target_link_options(libccsim_shared PRIVATE -Wl,--no-undefined)
endif()
set_target_properties(libccsim_shared PROPERTIES EXPORT_NAME ccsim VERSION ${PROJECT_VERSION} SOVERSION ${api})

foreach(library libccsim libccsim_shared)
  if(TARGET libccsim_whole)
    add_dependencies(${library} libccsim_whole)
  endif()
  set_target_properties(${library} PROPERTIES OUTPUT_NAME ccsim LINKER_LANGUAGE C)
  target_include_directories(${library} INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()

ccsim_objects(objects ${rooms})
add_executable(ccsim program/main.c $<TARGET_OBJECTS:program> ${objects})
target_include_directories(ccsim PRIVATE $<TARGET_PROPERTY:program,INCLUDE_DIRECTORIES>)
target_link_libraries(ccsim PRIVATE ccsim_options ccsim_fast ${libraries})
ccsim_starts_quickly(ccsim)
