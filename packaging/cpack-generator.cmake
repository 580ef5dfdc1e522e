# Read by CPack once for each kind of package.
if(CPACK_GENERATOR STREQUAL "RPM")
    set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/linux/rpm-libraries.cmake")
elseif(CPACK_GENERATOR STREQUAL "DEB")
    set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/linux/deb-folders.cmake")
endif()
