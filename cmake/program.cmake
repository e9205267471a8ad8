# The library of all rooms, libccsim.a, and the program on top of it, ccsim.
get_property(rooms GLOBAL PROPERTY CCSIM_ROOMS)
set(objects)
foreach(room IN LISTS rooms)
  list(APPEND objects $<TARGET_OBJECTS:${room}>)
endforeach()
add_library(libccsim STATIC ${objects})
set_target_properties(libccsim PROPERTIES OUTPUT_NAME ccsim)
target_link_libraries(libccsim PUBLIC ccsim_gsl ccsim_libconfig ccsim_hdf5 ccsim_xlsxwriter Threads::Threads)

# main.c and cli_*.c are the command line; every other file of sim/run is in the library.
file(GLOB sources CONFIGURE_DEPENDS sim/run/main.c sim/run/cli_*.c)
if(NOT sources)
  message(FATAL_ERROR "no program: sim/run/main.c is missing")
endif()
add_library(program OBJECT ${sources})
target_link_libraries(program PRIVATE ccsim_options ccsim_version room_run)
ccsim_embed(program ccs_asset_starter scenarios/starter.cfg)
ccsim_embed(program ccs_asset_completion sim/run/completion.bash)
ccsim_lto(program)

add_executable(ccsim $<TARGET_OBJECTS:program>)
target_link_libraries(ccsim PRIVATE ccsim_options libccsim)
ccsim_lto(ccsim)
