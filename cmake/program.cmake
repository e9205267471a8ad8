# The libraries of the C API, libccsim.a and libccsim.so, and the program beside them, ccsim.
get_property(rooms GLOBAL PROPERTY CCSIM_ROOMS)
set(libraries ccsim_gsl ccsim_libconfig Threads::Threads ${CMAKE_DL_LIBS})

# What the rooms in ROOMS are made of, those that they stand on included.
function(ccsim_objects to)
  set(found ${ARGN})
  set(next ${ARGN})
  while(next)
    list(POP_FRONT next room)
    get_target_property(below ${room} INTERFACE_LINK_LIBRARIES)
    list(FILTER below INCLUDE REGEX "^room_")
    list(REMOVE_ITEM below ${found} room_def)
    list(APPEND found ${below})
    list(APPEND next ${below})
  endwhile()
  list(TRANSFORM found REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
  set(${to} ${found} PARENT_SCOPE)
endfunction()

# With link-time optimisation both libraries are made of one object, in which it is done: a host program that links libccsim.a gets the
# speed of the program in a tenth of a second, from any compiler, and of all names it meets only those of the public header. From objects
# that carry what the optimiser reads, each of its links would be an optimisation of all of ccsim, 15 s; from native ones it would
# take a third more instructions a contact.
ccsim_objects(objects room_study)
if(CCSIM_USE_LTO)
  set(whole ${CMAKE_BINARY_DIR}/generated/libccsim.o)
  separate_arguments(flags NATIVE_COMMAND ${CMAKE_C_FLAGS_RELEASE})
  add_library(libccsim_parts STATIC ${objects}) # what make can wait for; it knows no rule for the objects of another target
  set_target_properties(libccsim_parts PROPERTIES LINKER_LANGUAGE C)
  add_custom_command(OUTPUT ${whole} DEPENDS libccsim_parts COMMENT "Optimising ${whole}" VERBATIM
    COMMAND ${CMAKE_C_COMPILER} ${flags} -flto=auto -flinker-output=nolto-rel -r -nostdlib -o ${whole}
      -Wl,--whole-archive $<TARGET_FILE:libccsim_parts> -Wl,--no-whole-archive
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

# The command line is no part of the library: a test of it links its objects.
file(GLOB sources CONFIGURE_DEPENDS program/*.c program/calibrate/*.c program/erlang/*.c program/import/*.c program/planning/*.c program/results/*.c program/sweep/*.c program/validate/*.c)
list(FILTER sources EXCLUDE REGEX "/main\\.c$")
add_library(program OBJECT ${sources})
target_include_directories(program PUBLIC program program/erlang)
target_link_libraries(program PRIVATE ccsim_options ccsim_version room_planning room_shift room_statement room_export room_weigh_told room_report room_picture room_import)
target_include_directories(program PUBLIC program/sweep program/import)
target_link_libraries(program PRIVATE room_sweep room_analysis_study room_validate_told)
file(GLOB studio CONFIGURE_DEPENDS program/studio/*.c)
target_sources(program PRIVATE ${studio})
target_include_directories(program PRIVATE program/studio)
target_link_libraries(program PRIVATE room_studio)
target_link_libraries(program PRIVATE room_calibrate)
ccsim_embed(program ccs_asset_starter scenarios/starter.cfg)
ccsim_embed(program ccs_asset_sheet analysis/python/ccsim_results/sheet.py)
foreach(shell bash zsh fish)
  ccsim_embed(program ccs_asset_${shell} program/completion.${shell})
endforeach()
ccsim_lto(program)

ccsim_objects(objects ${rooms})
add_executable(ccsim program/main.c $<TARGET_OBJECTS:program> ${objects})
target_include_directories(ccsim PRIVATE $<TARGET_PROPERTY:program,INCLUDE_DIRECTORIES>)
target_link_libraries(ccsim PRIVATE ccsim_options ${libraries})
ccsim_lto(ccsim)
