# The program for WebAssembly, ccsim.wasm: the rooms as they are, but for the sources whose place those of wasm/ take. GSL's functions and
# libconfig are compiled of the sources that Debian has, which .ci/wasm_sources.sh gets.
#
# A page carries it, so that code is as small as it gets but for the rooms that simulate. What a page has already is left out (ccsim_wasm_asset): of
# drawing libraries a mark stands there, which engine.js fills in, of the studio nothing.
set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
# As release builds are made: across files. Vectors, moves of blocks and conversions that do not trap are in every browser since 2023.
set(wasm_speed -O3 -flto -msimd128 -mbulk-memory -mnontrapping-fptoint -msign-ext)

# ccsim_wasm_asset(PATH ASSET): PATH gets where the asset lies that the program carries in place of ASSET of analysis/web.
function(ccsim_wasm_asset path asset)
  if(asset MATCHES "min\\.js$|^studio/|^scenarios/|^presets/")
    file(CONFIGURE OUTPUT generated/${asset} CONTENT "/*ccsim:${asset}*/")
    set(${path} ${CMAKE_BINARY_DIR}/generated/${asset} PARENT_SCOPE)
  endif()
endfunction()

set(wasm_sources ${CMAKE_BINARY_DIR}/sources)
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/.ci/wasm_sources.sh ${wasm_sources} RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "no sources of GSL and libconfig to compile for WebAssembly")
endif()

# ccsim_foreign(NAME FOLDER SOURCES...): a library of others, whose warnings are theirs.
function(ccsim_foreign name folder)
  list(TRANSFORM ARGN PREPEND ${wasm_sources}/${folder}/ OUTPUT_VARIABLE sources)
  add_library(${name} STATIC ${sources})
  target_compile_options(${name} PRIVATE -w -ffunction-sections -fdata-sections -fmacro-prefix-map=${wasm_sources}/=)
  target_include_directories(${name} SYSTEM PUBLIC ${wasm_sources}/include)
  target_include_directories(${name} PRIVATE ${wasm_sources}/${folder})
endfunction()
# Parts by name, and whole folders of the algebra, whose files call one another; what nothing calls is not linked.
set(parts
  cdf/beta cdf/binomial cdf/gamma cdf/gammainv cdf/gauss cdf/gaussinv cdf/poisson cdf/tdist cdf/tdistinv err/error err/stream interpolation/cspline
  interpolation/inline interpolation/interp interpolation/linear linalg/cholesky linalg/condest linalg/invtri linalg/tridiag
  linalg/trimult multimin/convergence multimin/fminimizer multimin/simplex2 poly/eval qrng/inline qrng/qrng qrng/sobol randist/beta randist/binomial
  randist/gamma randist/gauss randist/tdist rng/inline rng/rng specfunc/beta specfunc/beta_inc specfunc/elementary specfunc/erfc specfunc/exp specfunc/expint
  specfunc/gamma specfunc/gamma_inc specfunc/log specfunc/psi specfunc/trig specfunc/zeta)
list(TRANSFORM parts APPEND .c)
foreach(folder blas block cblas matrix permutation sys vector)
  file(GLOB found RELATIVE ${wasm_sources}/gsl ${wasm_sources}/gsl/${folder}/*.c)
  list(FILTER found EXCLUDE REGEX "/test|_source\\.c$|_complex|/invsqrt\\.c$")
  list(APPEND parts ${found})
endforeach()
ccsim_foreign(ccsim_gsl gsl ${parts})
target_compile_definitions(ccsim_gsl PRIVATE HAVE_CONFIG_H)
foreach(part IN LISTS parts)
  get_filename_component(folder ${part} DIRECTORY)
  target_include_directories(ccsim_gsl PRIVATE ${wasm_sources}/gsl/${folder})
endforeach()
ccsim_foreign(ccsim_libconfig libconfig/lib grammar.c libconfig.c scanctx.c scanner.c strbuf.c)
target_compile_definitions(ccsim_libconfig PRIVATE HAVE_NEWLOCALE=0)

add_library(ccsim_random123 INTERFACE)
target_include_directories(ccsim_random123 SYSTEM INTERFACE ${wasm_sources}/include)
# Random123 names the machines that it was tried on; to it this one is another plain one of 32 bits.
target_compile_definitions(ccsim_random123 INTERFACE __riscv)
add_library(ccsim_threads INTERFACE)

# ccsim_without(ROOM SOURCES...): these have a stand-in in wasm/.
function(ccsim_without room)
  get_target_property(sources ${room} SOURCES)
  foreach(source IN LISTS ARGN)
    list(FILTER sources EXCLUDE REGEX "/${source}\\.c$")
  endforeach()
  set_property(TARGET ${room} PROPERTY SOURCES ${sources})
endfunction()

function(ccsim_wasm_program)
  foreach(room IN LISTS CCSIM_FAST_ROOMS)
    target_compile_options(room_${room} PRIVATE $<$<COMPILE_LANGUAGE:C>:${wasm_speed}>)
  endforeach()
  # Nobody waits for a trace, and who listens to all contacts writes them down.
  set_source_files_properties(sim/flow/flow_told.c sim/flow/flow_watched.c PROPERTIES COMPILE_OPTIONS "-Oz;-fno-lto")
  ccsim_without(room_file file_temp hdf5_trap late_library result_guard result_read result_seal result_write xlsx_chart xlsx_write)
  ccsim_without(room_integer integer_program)
  ccsim_without(room_study threads)
  ccsim_without(program cli_stop cli_sheet cli_open)
  target_compile_options(ccsim_options INTERFACE
    "$<$<COMPILE_LANGUAGE:C>:SHELL:-include ${CMAKE_SOURCE_DIR}/wasm/posix_gaps.h -Wno-gnu-statement-expression -Wno-shorten-64-to-32>")
  target_compile_definitions(ccsim_options INTERFACE _WASI_EMULATED_SIGNAL _WASI_EMULATED_GETPID)

  list(REMOVE_ITEM rooms room_studio room_host)
  ccsim_objects(objects ${rooms})
  file(GLOB stand_ins CONFIGURE_DEPENDS wasm/*.c)
  add_executable(ccsim program/main.c ${stand_ins} $<TARGET_OBJECTS:program> ${objects})
  target_include_directories(ccsim PRIVATE $<TARGET_PROPERTY:program,INCLUDE_DIRECTORIES> program/import)
  set_target_properties(ccsim PROPERTIES SUFFIX .wasm)
  execute_process(COMMAND ${CMAKE_C_COMPILER} --print-resource-dir OUTPUT_VARIABLE resources OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(libc /usr/lib/wasm32-wasi)
  target_link_libraries(ccsim PRIVATE ccsim_options ccsim_gsl ccsim_libconfig
    -nostdlib -L${libc} ${libc}/crt1.o -lc -lm -lwasi-emulated-signal -lwasi-emulated-getpid ${resources}/lib/wasi/libclang_rt.builtins-wasm32.a
    -Wl,-z,stack-size=1048576,--gc-sections,--strip-all,--lto-O3,--export=__wasm_call_ctors)
endfunction()
