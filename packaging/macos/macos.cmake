# macOS: a bundle with its Qt, in a disk image. Written after the documentation of CMake, Qt and Apple; it has not been run.
#
#   MACOS_IDENTITY          environment: the name of a "Developer ID Application" certificate; without it nothing is signed
#   MACOS_NOTARY_PROFILE    used by macos/notarise: a profile that `xcrun notarytool store-credentials` made

set(macos "${CMAKE_CURRENT_LIST_DIR}")
if(NOT CMAKE_OSX_DEPLOYMENT_TARGET)
    set(CMAKE_OSX_DEPLOYMENT_TARGET 11.0)
endif()
set(icns "${macos}/anyformat-desktop.icns")
set_source_files_properties("${icns}" PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
target_sources(anyformat-desktop PRIVATE "${icns}")
set_target_properties(anyformat-desktop PROPERTIES MACOSX_BUNDLE ON MACOSX_BUNDLE_INFO_PLIST "${macos}/Info.plist.in")
install(TARGETS anyformat-desktop BUNDLE DESTINATION .)
install(TARGETS anyformat-sandbox RUNTIME DESTINATION anyformat-desktop.app/Contents/MacOS)

get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
cmake_path(GET qmake PARENT_PATH qt_bin)
find_program(MACDEPLOYQT macdeployqt HINTS "${qt_bin}" REQUIRED)
install(CODE "
    set(bundle \"\${CMAKE_INSTALL_PREFIX}/anyformat-desktop.app\")
    execute_process(COMMAND \"${MACDEPLOYQT}\" \"\${bundle}\" -always-overwrite
        \"-executable=\${bundle}/Contents/MacOS/anyformat-sandbox\" COMMAND_ERROR_IS_FATAL ANY)
    # macdeployqt changes the libraries, which ends any signature: one without a name is the least that Apple silicon asks for.
    set(identity -)
    if(DEFINED ENV{MACOS_IDENTITY})
        set(identity \"\$ENV{MACOS_IDENTITY}\" --timestamp --options runtime --entitlements \"${macos}/entitlements.plist\")
    endif()
    execute_process(COMMAND codesign --force --deep --sign \${identity} \"\${bundle}\" COMMAND_ERROR_IS_FATAL ANY)")

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_PACKAGE_FILE_NAME "anyformat-desktop-${PROJECT_VERSION}-macos")
set(CPACK_DMG_VOLUME_NAME "AnyFormat Desktop")
set(CPACK_STRIP_FILES OFF) # it would end the signature
