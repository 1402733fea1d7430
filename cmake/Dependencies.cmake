# simdjson, Catch2 and Boost's headers. tools/setup puts the first two, and a folder that holds only a link to Boost, into
# READOUT_DEPS.
if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(readout_cache "$ENV{XDG_CACHE_HOME}/readout")
else()
  set(readout_cache "$ENV{HOME}/.cache/readout")
endif()
set(READOUT_DEPS "${readout_cache}/deps" CACHE PATH "Folder of simdjson/, catch2/ and boost/")
if(NOT EXISTS ${READOUT_DEPS}/simdjson/simdjson.cpp)
  message(FATAL_ERROR "simdjson is not in ${READOUT_DEPS}: run tools/setup, or set READOUT_DEPS")
endif()

# Other people's code: its warnings are not errors here.
add_library(simdjson OBJECT ${READOUT_DEPS}/simdjson/simdjson.cpp)
target_include_directories(simdjson SYSTEM PUBLIC ${READOUT_DEPS}/simdjson)
target_compile_features(simdjson PUBLIC cxx_std_20)
target_compile_options(simdjson PRIVATE -w)
readout_keep_linkable(simdjson)

add_library(simdjson_headers INTERFACE)
target_include_directories(simdjson_headers SYSTEM INTERFACE ${READOUT_DEPS}/simdjson)

# Not /usr/include itself: there the cross compiler would find the C library of this machine.
set(READOUT_BOOST_INCLUDE ${READOUT_DEPS}/boost)
