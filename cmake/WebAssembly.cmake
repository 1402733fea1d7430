# readout.mjs and readout.wasm: the module that wasm/bindings.cpp describes, for the page, workers and Node.
add_executable(readout_wasm wasm/bindings.cpp)
set_target_properties(readout_wasm PROPERTIES OUTPUT_NAME readout SUFFIX .mjs)
target_link_libraries(readout_wasm PRIVATE readout readout_warnings simdjson_headers)
# -sDYNAMIC_EXECUTION=0 lets Embind run under a Content-Security-Policy without 'unsafe-eval'.
target_link_options(
  readout_wasm PRIVATE --bind -O3 -sMODULARIZE=1 -sEXPORT_ES6=1 -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0
  -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 -sTOTAL_STACK=5242880)
