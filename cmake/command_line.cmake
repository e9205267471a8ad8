# The command line, as objects, and what programs are linked of.
get_property(rooms GLOBAL PROPERTY CCSIM_ROOMS)

# The rooms that simulate, where they are optimised across files: one object, in which that is done once, and which all programs link as they link
# any other. From objects that carry what the optimiser reads each link would take half a minute or more, from native ones a run would take a third
# more instructions a contact.
if(CCSIM_USE_LTO)
  list(TRANSFORM CCSIM_FAST_ROOMS PREPEND room_ OUTPUT_VARIABLE fast_rooms)
  list(TRANSFORM fast_rooms REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
  set(fast ${CMAKE_BINARY_DIR}/generated/fast.o)
  separate_arguments(flags NATIVE_COMMAND ${CMAKE_C_FLAGS_RELEASE})
  add_library(ccsim_fast_parts STATIC ${objects}) # what make can wait for; it knows no rule for the objects of another target
  set_target_properties(ccsim_fast_parts PROPERTIES LINKER_LANGUAGE C)
  add_custom_command(OUTPUT ${fast} DEPENDS ccsim_fast_parts COMMENT "Optimising ${fast}" VERBATIM
    COMMAND ${CMAKE_C_COMPILER} ${flags} -flto=auto -flinker-output=nolto-rel -r -nostdlib -o ${fast}
      -Wl,--whole-archive $<TARGET_FILE:ccsim_fast_parts> -Wl,--no-whole-archive)
  add_library(ccsim_fast STATIC ${fast})
  set_target_properties(ccsim_fast PROPERTIES LINKER_LANGUAGE C)
  target_link_libraries(ccsim_fast PUBLIC ccsim_gsl)
else()
  add_library(ccsim_fast INTERFACE)
endif()

# ccsim_objects(TO ROOMS...): TO gets what ROOMS are made of, those that they stand on included; what is in ccsim_fast is linked with it.
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
  if(CCSIM_USE_LTO)
    list(REMOVE_ITEM found ${fast_rooms})
  endif()
  list(TRANSFORM found REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
  set(${to} ${found} PARENT_SCOPE)
endfunction()

# The command line is no part of the library: a test of it links its objects.
file(GLOB sources CONFIGURE_DEPENDS program/*.c program/calibrate/*.c program/erlang/*.c program/import/*.c program/planning/*.c program/results/*.c program/sweep/*.c program/validate/*.c)
list(FILTER sources EXCLUDE REGEX "/main\\.c$")
add_library(program OBJECT ${sources})
target_include_directories(program PUBLIC program program/erlang)
target_link_libraries(program PRIVATE ccsim_options ccsim_version room_planning room_shift room_statement room_export room_weigh_told room_report room_picture room_slides room_import)
target_include_directories(program PUBLIC program/sweep program/import)
target_link_libraries(program PRIVATE room_sweep room_control room_join room_study_page room_optimise room_validate_told room_seek)
if(NOT CCSIM_WASM) # which is in the studio's page, and carries none
  file(GLOB studio CONFIGURE_DEPENDS program/studio/*.c)
  target_sources(program PRIVATE ${studio})
  target_include_directories(program PRIVATE program/studio)
  target_link_libraries(program PRIVATE room_studio)
endif()
target_link_libraries(program PRIVATE room_calibrate_told)
ccsim_embed(program ccs_asset_starter scenarios/starter.cfg)
ccsim_embed(program ccs_asset_sheet analysis/python/ccsim_results/sheet.py)
foreach(shell bash zsh fish)
  ccsim_embed(program ccs_asset_${shell} program/completion.${shell})
endforeach()

