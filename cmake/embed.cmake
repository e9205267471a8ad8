# Files as data of the program, so that an installed program needs no folder beside it.
#
#   ccsim_embed(TARGET SYMBOL FILE)
#
# compiles the bytes of FILE into TARGET (a room, the program or a test), read-only and with a NUL behind the last byte, which the size
# does not count. A relative FILE lies in the caller's source folder; it may be the OUTPUT of a custom command there. A changed FILE
# is embedded again by the next build. C declares what it uses:
#
#   extern const char SYMBOL[];         the bytes, at a multiple of 16; a text can be used as a string
#   extern const size_t SYMBOL_size;    their number
#
# Example: ccsim_embed(program ccs_asset_starter scenarios/starter.cfg). The assembler copies the bytes (.incbin, ELF), so that a
# megabyte costs no compile time, and no compiler, sanitizer or link-time optimiser sees more than a symbol.
enable_language(ASM)

function(ccsim_embed target symbol file)
  if(NOT symbol MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "ccsim_embed: ${symbol} is no name of C")
  endif()
  get_filename_component(path ${file} ABSOLUTE)
  get_source_file_property(generated ${path} GENERATED)
  if(NOT generated AND NOT EXISTS ${path})
    message(FATAL_ERROR "ccsim_embed: there is no file ${path}")
  endif()
  set(source ${CMAKE_BINARY_DIR}/generated/embed/${symbol}.S)
  set(section ".rodata")
  set(object_type %object)
  set(no_stack ".section .note.GNU-stack, \"\", %progbits /* no code here wants an executable stack */")
  if(CCSIM_WASM)
    set(section ".rodata.${symbol},\"\",@")
    set(object_type @object)
    set(no_stack)
  endif()
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
/* The bytes of a file, made by cmake/embed.cmake. */
    .section @section@
    .globl @symbol@
    .hidden @symbol@
    .type @symbol@, @object_type@
    .balign 16
@symbol@:
    .incbin "@path@"
.Lend:
    .byte 0
    .size @symbol@, . - @symbol@

    .globl @symbol@_size
    .hidden @symbol@_size
    .type @symbol@_size, @object_type@
    .balign __SIZEOF_SIZE_T__
@symbol@_size:
#if __SIZEOF_SIZE_T__ == 8
    .quad .Lend - @symbol@
#else
    .long .Lend - @symbol@
#endif
    .size @symbol@_size, . - @symbol@_size

    @no_stack@
]])
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${path}
    COMPILE_OPTIONS $<$<C_COMPILER_ID:Clang>:-Wno-unused-command-line-argument>) # options of C, of which an assembler uses none
  target_sources(${target} PRIVATE ${source})
endfunction()
