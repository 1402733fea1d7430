# Options and compiler settings that every target of Readout shares.
option(READOUT_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(READOUT_IPO "Optimise across translation units" OFF)
include(CTest)

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(READOUT_IPO AND EMSCRIPTEN)
  add_compile_options(-flto)
  add_link_options(-flto)
else()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${READOUT_IPO})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# Exceptions as WebAssembly instructions: smaller and faster than the JavaScript emulation.
if(EMSCRIPTEN)
  add_compile_options(-fwasm-exceptions)
  add_link_options(-fwasm-exceptions)
  # Debian's Emscripten finds its JavaScript modules by itself only under Debian's Node.
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
else()
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()

if(READOUT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-fsanitize=fuzzer-no-link)  # the fuzzers see which code a text reaches
  endif()
endif()

add_library(readout_warnings INTERFACE)
# clang counts signedness to -Wconversion, g++ does not: an unsigned index added to an iterator is no mistake.
target_compile_options(
  readout_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror
  # g++ 12 takes "x" + std::string for an overlap (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

# An archive of GCC's link-time objects alone can be read by that one GCC only; an installed library needs machine code too.
function(readout_keep_linkable target)
  if(READOUT_IPO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -ffat-lto-objects)
  endif()
endfunction()
