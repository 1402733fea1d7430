# The npm package in one folder: readout-core.mjs and readout-core.wasm made from wasm/bindings.cpp, with the wrapper, its
# types and package.json beside them. `readout pack` adds en.pack.
add_executable(readout_wasm wasm/bindings.cpp)
set_target_properties(readout_wasm PROPERTIES OUTPUT_NAME readout-core SUFFIX .mjs)
target_link_libraries(readout_wasm PRIVATE readout readout_warnings simdjson_headers)
# -sDYNAMIC_EXECUTION=0 lets Embind run under a Content-Security-Policy without 'unsafe-eval'.
target_link_options(
  readout_wasm PRIVATE --bind -O3 -sMODULARIZE=1 -sEXPORT_ES6=1 -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0
  -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 -sTOTAL_STACK=5242880 "-sEXPORTED_FUNCTIONS=['_malloc','_free']"
  "-sEXPORTED_RUNTIME_METHODS=['HEAPU8']")

set(package_files readout.mjs readout.d.mts package.json)
list(TRANSFORM package_files PREPEND ${PROJECT_SOURCE_DIR}/wasm/ OUTPUT_VARIABLE package_sources)
add_custom_command(
  OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/package.json
  COMMAND ${CMAKE_COMMAND} -E copy ${package_sources} ${PROJECT_SOURCE_DIR}/LICENSE ${CMAKE_CURRENT_BINARY_DIR}
  DEPENDS ${package_sources} ${PROJECT_SOURCE_DIR}/LICENSE
  VERBATIM)
add_custom_target(readout_package ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/package.json readout_wasm)
