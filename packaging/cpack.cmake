set(CPACK_PACKAGE_NAME anyformat-desktop)
set(CPACK_PACKAGE_VENDOR "AnyFormat Desktop developers")
set(CPACK_PACKAGE_CONTACT "AnyFormat Desktop developers <anyformat-desktop@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "submit documents to AnyFormat workflows and check what comes back")
set(CPACK_PACKAGE_DESCRIPTION "A workbench for document extraction: drop files or paste text,
submit them to an AnyFormat workflow, watch the runs, and inspect
every value of the result. The API key is kept in the system's
keychain. A sandbox that runs on this computer needs no key and no
network.")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_SOURCE_DIR}/dist")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
if(UNIX AND NOT APPLE)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_STRIP_FILES ON)
endif()
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that nothing else names them: the SQLite driver, the SVG icon engine, and what QtKeychain needs.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland")


# RPM finds by itself which libraries the programs ask for. Those that Debian and Fedora name alike stay requirements; the
# others are carried (see linux/rpm-libraries.cmake), and are nobody else's to ask for.
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE MIT)
set(CPACK_RPM_PACKAGE_GROUP "Productivity/Office/Other")
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_URL "https://www.anyformat.ai")
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_PACKAGE_AUTOPROV OFF)
# Fedora has the SQLite driver in qt6-qtbase, openSUSE in a package of its own.
set(CPACK_RPM_PACKAGE_REQUIRES
    "libQt6Svg.so.6()(64bit), libsecret-1.so.0()(64bit), (qt6-qtbase or qt6-sql-sqlite)")
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _build_id_links none
%global __requires_exclude ^lib(Poco.*|qpdf|simdjson|pcre.*)[.]so")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/applications /usr/share/metainfo /usr/share/icons
    /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
    /usr/share/icons/hicolor/symbolic /usr/share/icons/hicolor/symbolic/apps /usr/share/man /usr/share/man/man1
    /usr/share/doc /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh
    /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d)

set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_LIST_DIR}/cpack-generator.cmake")

include(CPack)
