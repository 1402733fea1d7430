# The Catch2 suite (also built as WebAssembly and run in Node), and the command's tests.
file(GLOB unit_tests CONFIGURE_DEPENDS tests/unit/*.cpp)
add_library(catch2 STATIC ${READOUT_DEPS}/catch2/catch_amalgamated.cpp)
target_include_directories(catch2 SYSTEM PUBLIC ${READOUT_DEPS}/catch2)
target_compile_features(catch2 PUBLIC cxx_std_20)
target_compile_options(catch2 PRIVATE -w)
readout_keep_linkable(catch2)

add_executable(readout_tests ${unit_tests})
target_link_libraries(readout_tests PRIVATE readout readout_warnings simdjson_headers catch2)
target_include_directories(readout_tests SYSTEM PRIVATE ${READOUT_BOOST_INCLUDE})
target_compile_definitions(readout_tests PRIVATE READOUT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
if(READOUT_IPO AND NOT EMSCRIPTEN)
  # To optimise all of the library once more for this one program takes longer than to run it.
  set_target_properties(readout_tests PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
  target_link_options(readout_tests PRIVATE -fno-lto)
endif()
if(EMSCRIPTEN)
  target_link_options(
    readout_tests PRIVATE --pre-js ${PROJECT_SOURCE_DIR}/cmake/node_prelude.js -sNODERAWFS=1 -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sTOTAL_STACK=5242880)
endif()
add_test(NAME unit COMMAND readout_tests --colour-mode none)

if(TARGET readout_cli AND EXISTS ${PROJECT_SOURCE_DIR}/tests/cli/run)
  add_test(NAME cli COMMAND ${PROJECT_SOURCE_DIR}/tests/cli/run $<TARGET_FILE:readout_cli>)
  add_test(NAME lexicons COMMAND python3 ${PROJECT_SOURCE_DIR}/tools/lexicons/check.py)
endif()
