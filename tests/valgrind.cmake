# Some unit tests, and the program on the bank's day, once more under valgrind: uninitialised memory, which the sanitizers do not see.
find_program(valgrind_path valgrind)
if(NOT valgrind_path OR CCSIM_SANITIZE OR CCSIM_COVERAGE)
  return()
endif()

# ccsim_valgrind_test(NAME COMMAND...)
function(ccsim_valgrind_test name)
  add_test(NAME valgrind_${name} COMMAND ${valgrind_path} --trace-children=yes --leak-check=full --errors-for-leak-kinds=definite
    --error-exitcode=9 ${ARGN})
  ccsim_test_properties(valgrind_${name} valgrind 300)
  # Criterion looks at the signals of its children, not at their exit status: the report tells.
  set_property(TEST valgrind_${name} APPEND PROPERTY FAIL_REGULAR_EXPRESSION "ERROR SUMMARY: [1-9]")
endfunction()

foreach(name arena err value dataset units csv_read)
  if(TARGET test_${name})
    ccsim_valgrind_test(${name} $<TARGET_FILE:test_${name}>)
  endif()
endforeach()
if(TARGET ccsim)
  ccsim_valgrind_test(program $<TARGET_FILE:ccsim> run scenarios/bank_day.cfg --replications 2 --threads 2)
endif()
