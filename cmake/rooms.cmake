# The rooms of the house. Each folder is a library of objects; its include path travels only along the arrows of
# docs/architecture.md, so that a forbidden include does not compile.
add_library(room_def INTERFACE)
target_include_directories(room_def INTERFACE sim/def)

# The rooms that a run spends its time in: optimised across files, and for WebAssembly for speed where the others are for size.
set(CCSIM_FAST_ROOMS engine model outcome career campaign world policy measure flow run)

# ccsim_room(NAME FOLDER ROOMS...): the room NAME made of FOLDER, which may include the headers of ROOMS.
function(ccsim_room name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.c)
  if(NOT sources)
    message(FATAL_ERROR "room ${name}: no source in ${folder}/")
  endif()
  add_library(room_${name} OBJECT ${sources})
  target_include_directories(room_${name} PUBLIC ${folder})
  target_link_libraries(room_${name} PRIVATE ccsim_options PUBLIC ${ARGN})
  set_target_properties(room_${name} PROPERTIES CCSIM_FOLDER ${folder})
  if(name IN_LIST CCSIM_FAST_ROOMS)
    ccsim_lto(room_${name})
  endif()
  set_property(GLOBAL APPEND PROPERTY CCSIM_ROOMS room_${name})
  set_property(GLOBAL APPEND PROPERTY CCSIM_ROOM_FOLDERS ${folder})
endfunction()

# Advice about large pages is beyond POSIX.
set_source_files_properties(sim/engine/lines.c PROPERTIES COMPILE_DEFINITIONS _DEFAULT_SOURCE)
