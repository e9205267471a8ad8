# Plain programs, tests/tsan/*.c: exit status 0 is a pass. Criterion does not run under the thread sanitizer.
file(GLOB programs CONFIGURE_DEPENDS tsan/*.c)
foreach(source IN LISTS programs)
  get_filename_component(name ${source} NAME_WE)
  ccsim_test_executable(tsan_${name} ${source})
  add_test(NAME tsan_${name} COMMAND tsan_${name})
  ccsim_test_properties(tsan_${name} tsan 300)
endforeach()
