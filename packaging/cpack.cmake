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
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that nothing else names them: the SQLite driver, the SVG icon engine, and what QtKeychain needs.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland")

include(CPack)
