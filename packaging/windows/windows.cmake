# Windows: icon, manifest and version in the program, Qt beside it, and an installer by NSIS.
# Written after the documentation of CMake, Qt and NSIS; it has not been run.
#
#   ANYFORMAT_PER_MACHINE=ON    installs for everybody, asks for an administrator; else for the person who installs
#   WINDOWS_SIGN                environment: a command that signs the file named after it, e.g. signtool with its options

option(ANYFORMAT_PER_MACHINE "The installer installs for everybody on the computer" OFF)
set(windows "${CMAKE_CURRENT_LIST_DIR}")

set(ico "${windows}/anyformat-desktop.ico")
configure_file("${windows}/resources.rc.in" "${PROJECT_BINARY_DIR}/packaging/resources.rc" @ONLY)
configure_file("${windows}/anyformat-desktop.manifest" "${PROJECT_BINARY_DIR}/packaging/anyformat-desktop.manifest" @ONLY)
enable_language(RC)
# A program of Windows has a window or a console. The one with the window is the .exe; a shell that is told
# "anyformat-desktop" takes the .com beside it, which is the same with a console.
set_target_properties(anyformat-desktop PROPERTIES WIN32_EXECUTABLE ON)
add_executable(anyformat-console app/main.cpp)
target_link_libraries(anyformat-console PRIVATE app ui)
set_target_properties(anyformat-console PROPERTIES OUTPUT_NAME anyformat-desktop SUFFIX .com PDB_NAME anyformat-console)
foreach(program anyformat-desktop anyformat-console anyformat-sandbox)
    target_sources(${program} PRIVATE "${PROJECT_BINARY_DIR}/packaging/resources.rc"
        "${PROJECT_BINARY_DIR}/packaging/anyformat-desktop.manifest")
endforeach()
install(TARGETS anyformat-desktop anyformat-console anyformat-sandbox
    RUNTIME_DEPENDENCY_SET anyformat
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

# windeployqt puts Qt's libraries and plugins beside the program; the libraries of vcpkg follow.
get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
cmake_path(GET qmake PARENT_PATH qt_bin)
find_program(WINDEPLOYQT windeployqt HINTS "${qt_bin}" REQUIRED)
install(CODE "
    execute_process(COMMAND \"${WINDEPLOYQT}\" --release --no-translations --no-system-d3d-compiler --no-opengl-sw
        --no-compiler-runtime \"\${CMAKE_INSTALL_PREFIX}/bin/anyformat-desktop.exe\" COMMAND_ERROR_IS_FATAL ANY)
    if(DEFINED ENV{WINDOWS_SIGN})
        separate_arguments(sign NATIVE_COMMAND \"\$ENV{WINDOWS_SIGN}\")
        foreach(program anyformat-desktop.exe anyformat-desktop.com anyformat-sandbox.exe)
            execute_process(COMMAND \${sign} \"\${CMAKE_INSTALL_PREFIX}/bin/\${program}\" COMMAND_ERROR_IS_FATAL ANY)
        endforeach()
    endif()")
install(RUNTIME_DEPENDENCY_SET anyformat
    PRE_EXCLUDE_REGEXES "^api-ms-" "^ext-ms-" "^[Qq]t6"
    POST_EXCLUDE_REGEXES ".*[Ss]ystem32.*"
    DIRECTORIES "$<TARGET_FILE_DIR:qpdf::libqpdf>" "$<TARGET_FILE_DIR:Qt6Keychain::Qt6Keychain>")
include(InstallRequiredSystemLibraries) # the C++ runtime

set(CPACK_GENERATOR "NSIS;ZIP")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "AnyFormat Desktop")
set(CPACK_PACKAGE_INSTALL_REGISTRY_KEY "ai.anyformat.desktop")
set(CPACK_PACKAGE_EXECUTABLES anyformat-desktop "AnyFormat Desktop")
set(CPACK_NSIS_DISPLAY_NAME "AnyFormat Desktop")
set(CPACK_NSIS_PACKAGE_NAME "AnyFormat Desktop")
set(CPACK_NSIS_MUI_ICON "${ico}")
set(CPACK_NSIS_MUI_UNIICON "${ico}")
set(CPACK_NSIS_INSTALLED_ICON_NAME "bin\\anyformat-desktop.exe")
set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH OFF)
set(CPACK_NSIS_URL_INFO_ABOUT "https://www.anyformat.ai")
# RequestExecutionLevel stands in CPack's template as admin; the last one that is written counts.
if(ANYFORMAT_PER_MACHINE)
    set(CPACK_NSIS_INSTALL_ROOT "$PROGRAMFILES64")
    set(CPACK_NSIS_DEFINES "RequestExecutionLevel admin")
    set(CPACK_PACKAGE_FILE_NAME "anyformat-desktop-${PROJECT_VERSION}-windows-x86_64-everybody")
else()
    set(CPACK_NSIS_INSTALL_ROOT "$LOCALAPPDATA\\Programs")
    set(CPACK_NSIS_EXECUTABLE_PRE_ARGUMENTS "")
    set(CPACK_NSIS_DEFINES "RequestExecutionLevel user")
    set(CPACK_PACKAGE_FILE_NAME "anyformat-desktop-${PROJECT_VERSION}-windows-x86_64")
endif()
# "Send to" of Explorer, and "Open with" for PDF, without taking the file type over.
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS "
  CreateShortCut '$SENDTO\\AnyFormat Desktop.lnk' '$INSTDIR\\bin\\anyformat-desktop.exe'
  WriteRegStr SHCTX 'Software\\Classes\\Applications\\anyformat-desktop.exe\\shell\\open\\command' '' '\"$INSTDIR\\bin\\anyformat-desktop.exe\" \"%1\"'
  WriteRegStr SHCTX 'Software\\Classes\\Applications\\anyformat-desktop.exe' 'FriendlyAppName' 'AnyFormat Desktop'
  WriteRegStr SHCTX 'Software\\Classes\\Applications\\anyformat-desktop.exe\\SupportedTypes' '.pdf' ''")
# The person's runs, results and settings stay in %APPDATA%.
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "
  Delete '$SENDTO\\AnyFormat Desktop.lnk'
  DeleteRegKey SHCTX 'Software\\Classes\\Applications\\anyformat-desktop.exe'")
