# ccsim_wasm: the program for browsers, ccsim.wasm, and packed, ccsim.wasm.gz, beside the program; where `ccsim studio` looks for it, as in share/ccsim of an installed tree. It is
# a build of its own by another compiler (cmake/wasm.cmake), which only those who want it pay for.
set(flags -DCMAKE_TOOLCHAIN_FILE=${CMAKE_SOURCE_DIR}/cmake/wasm32-wasi.cmake -DCMAKE_BUILD_TYPE=Release)
if(CMAKE_C_COMPILER_LAUNCHER)
  list(APPEND flags -DCMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER})
endif()
add_custom_target(ccsim_wasm
  COMMAND ${CMAKE_COMMAND} -S ${CMAKE_SOURCE_DIR} -B ${CMAKE_BINARY_DIR}/wasm -G ${CMAKE_GENERATOR} ${flags}
  COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR}/wasm --parallel --target ccsim
  COMMAND ${CMAKE_COMMAND} -E copy_if_different ${CMAKE_BINARY_DIR}/wasm/ccsim.wasm ${CMAKE_BINARY_DIR}/ccsim.wasm
  # what it was built of, which a program of another commit refuses (program/studio/studio_engine.c)
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${CMAKE_SOURCE_DIR} -D VERSION=${PROJECT_VERSION} -D TEMPLATE=${CMAKE_SOURCE_DIR}/cmake/engine.revision.in
          -D OUTPUT=${CMAKE_BINARY_DIR}/ccsim.wasm.revision -P ${CMAKE_SOURCE_DIR}/cmake/revision.cmake
  COMMAND gzip --best --no-name --keep --force ${CMAKE_BINARY_DIR}/ccsim.wasm
  USES_TERMINAL VERBATIM COMMENT "Building ccsim for WebAssembly")
install(FILES ${CMAKE_BINARY_DIR}/ccsim.wasm ${CMAKE_BINARY_DIR}/ccsim.wasm.gz ${CMAKE_BINARY_DIR}/ccsim.wasm.revision DESTINATION ${CMAKE_INSTALL_DATADIR}/ccsim OPTIONAL)
