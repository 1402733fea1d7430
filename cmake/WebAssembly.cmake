# The npm package in the build folder: readout.mjs, which JavaScript imports, over readout-core.{mjs,wasm}, which
# wasm/bindings.cpp describes. The grammar, en.pack, is written beside them by the native command (tools/common.sh).
add_executable(readout_wasm wasm/bindings.cpp)
set_target_properties(readout_wasm PROPERTIES OUTPUT_NAME readout-core SUFFIX .mjs)
target_link_libraries(readout_wasm PRIVATE readout readout_warnings)
# -sDYNAMIC_EXECUTION=0 lets Embind run under a Content-Security-Policy without 'unsafe-eval'.
target_link_options(
  readout_wasm PRIVATE --bind -O3 -sMODULARIZE=1 -sEXPORT_ES6=1 -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0
  -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 -sTOTAL_STACK=5242880 -sEXPORTED_FUNCTIONS=_malloc,_free
  -sEXPORTED_RUNTIME_METHODS=HEAPU8)
foreach(file readout.mjs readout.d.mts package.json)
  configure_file(${PROJECT_SOURCE_DIR}/wasm/${file} ${PROJECT_BINARY_DIR}/${file} COPYONLY)
endforeach()
foreach(file LICENSE NOTICE)
  configure_file(${PROJECT_SOURCE_DIR}/${file} ${PROJECT_BINARY_DIR}/${file} COPYONLY)
endforeach()
