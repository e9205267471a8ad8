# Each fuzz/fuzz_NAME.c is a libFuzzer target, begun from the seeds in fuzz/corpus/NAME. What it finds stays in the build folder.
file(GLOB targets CONFIGURE_DEPENDS fuzz/fuzz_*.c)
add_custom_target(fuzz_targets)
foreach(source IN LISTS targets)
  get_filename_component(target ${source} NAME_WE)
  string(REGEX REPLACE "^fuzz_" "" name ${target})
  ccsim_test_executable(${target} ${source})
  add_dependencies(fuzz_targets ${target})
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  set(found ${CMAKE_BINARY_DIR}/fuzz/${name})
  file(MAKE_DIRECTORY ${found})
  add_test(NAME ${target} COMMAND ${target} -max_total_time=${CCSIM_FUZZ_SECONDS} -timeout=60 -rss_limit_mb=1024 -print_final_stats=1
    -artifact_prefix=${found}- ${found} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
  math(EXPR limit "${CCSIM_FUZZ_SECONDS} + 120")
  ccsim_test_properties(${target} fuzz ${limit})
  set_property(TEST ${target} PROPERTY SKIP_RETURN_CODE) # libFuzzer's own for "found a crash"
endforeach()
