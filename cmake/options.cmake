# Compiler options of every room, as a target.
set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG") # the event loop takes 15 % more time at -O2
set(CMAKE_C_FLAGS_DEBUG "-g")
if(CCSIM_SANITIZE)
  set(CMAKE_C_FLAGS_DEBUG "-g1") # functions and lines are all that a sanitizer's report names; it compiles in three quarters of the time
endif()

add_library(ccsim_options INTERFACE)
target_compile_definitions(ccsim_options INTERFACE _XOPEN_SOURCE=700)
# What says where it stands in the source says it from the top of the source, wherever that lies: the same bytes in every folder.
target_compile_options(ccsim_options INTERFACE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
# No contraction into fused multiply-adds: the same digits on every processor.
target_compile_options(ccsim_options INTERFACE -ffp-contract=off -fno-math-errno -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wformat=2 -Wno-format-nonliteral -Wvla -Wundef
  $<$<C_COMPILER_ID:GNU>:-Wdouble-promotion>) # clang takes NAN and INFINITY for floats
if(CCSIM_WERROR)
  target_compile_options(ccsim_options INTERFACE -Werror)
endif()
if(CCSIM_SANITIZE)
  target_compile_options(ccsim_options INTERFACE -fsanitize=${CCSIM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(ccsim_options INTERFACE -fsanitize=${CCSIM_SANITIZE})
endif()
if(CCSIM_COVERAGE)
  target_compile_options(ccsim_options INTERFACE --coverage)
  target_link_options(ccsim_options INTERFACE --coverage)
endif()

# Link-time optimisation of the rooms that simulate (CCSIM_FAST_ROOMS), in release builds by gcc. Objects are fat (native code beside the compiler's own), so that the library
# links without it too, from another compiler and in the tests, where linking forty programs would take minutes.
set(CCSIM_USE_LTO OFF)
if(CCSIM_LTO AND NOT CCSIM_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
  include(CheckIPOSupported)
  check_ipo_supported(RESULT CCSIM_USE_LTO OUTPUT reason LANGUAGES C)
  if(NOT CCSIM_USE_LTO)
    message(STATUS "no link-time optimisation: ${reason}")
  endif()
endif()

# ccsim_lto(TARGET): compile or link TARGET with link-time optimisation where it is in use.
function(ccsim_lto target)
  if(CCSIM_USE_LTO)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ON)
    target_compile_options(${target} PRIVATE -ffat-lto-objects)
  endif()
endfunction()

# ccsim_no_lto(TARGET): link TARGET from the native code of fat objects.
function(ccsim_no_lto target)
  if(CCSIM_USE_LTO)
    target_link_options(${target} PRIVATE -fno-lto)
  endif()
endfunction()

# A test program is all rooms linked once more, 170 times in each build: lld, where there is one, takes a third of the time of GNU's linker. Under the
# address sanitizer a program whose addresses are fixed begins in half the time, as 20 MB need no relocation; tests begin thousands.
include(CheckLinkerFlag)
check_linker_flag(C -fuse-ld=lld CCSIM_HAS_LLD)

# ccsim_links_quickly(TARGET)
function(ccsim_links_quickly target)
  if(CCSIM_HAS_LLD)
    target_link_options(${target} PRIVATE -fuse-ld=lld)
  endif()
endfunction()

# ccsim_starts_quickly(TARGET)
function(ccsim_starts_quickly target)
  if(CCSIM_SANITIZE MATCHES "address" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_link_options(${target} PRIVATE -no-pie)
  endif()
endfunction()
