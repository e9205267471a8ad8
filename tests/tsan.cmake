# Plain programs, tests/tsan/*.c: exit status 0 is a pass. Criterion does not run under the thread sanitizer. They are made of the rooms up to the one
# that starts threads, and nothing else is compiled for them.
file(GLOB programs CONFIGURE_DEPENDS tsan/*.c)
ccsim_objects(objects room_study)
add_custom_target(tsan_programs)
foreach(source IN LISTS programs)
  get_filename_component(name ${source} NAME_WE)
  add_executable(tsan_${name} ${source} ${objects} $<TARGET_OBJECTS:test_support>)
  add_dependencies(tsan_programs tsan_${name})
  target_include_directories(tsan_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests $<TARGET_PROPERTY:room_study,INCLUDE_DIRECTORIES>)
  target_link_libraries(tsan_${name} PRIVATE ccsim_options ccsim_version ccsim_gsl ccsim_libconfig ccsim_random123 Threads::Threads ${CMAKE_DL_LIBS})
  add_test(NAME tsan_${name} COMMAND tsan_${name})
  ccsim_test_properties(tsan_${name} tsan 300)
endforeach()
