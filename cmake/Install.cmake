# cmake --install: the library with its public headers and find_package(Readout), the command, and the grammars.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Readout)

install(TARGETS readout EXPORT ReadoutTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS readout_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES core/engine.hpp core/explain.hpp core/model.hpp core/diagnostics.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/readout)
install(DIRECTORY grammars/ DESTINATION ${CMAKE_INSTALL_DATADIR}/readout/grammars)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT ReadoutTargets NAMESPACE Readout:: DESTINATION ${package_dir})
configure_package_config_file(
  cmake/ReadoutConfig.cmake.in ${PROJECT_BINARY_DIR}/ReadoutConfig.cmake INSTALL_DESTINATION ${package_dir}
  PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ReadoutConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ReadoutConfig.cmake ${PROJECT_BINARY_DIR}/ReadoutConfigVersion.cmake
        DESTINATION ${package_dir})
