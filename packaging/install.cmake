include(GNUInstallDirs)
install(TARGETS anyformat-desktop anyformat-sandbox RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

if(UNIX AND NOT APPLE)
    set(app_id ai.anyformat.desktop)
    set(linux "${CMAKE_CURRENT_LIST_DIR}/linux")
    set(documentation "${CMAKE_INSTALL_DATADIR}/doc/anyformat-desktop")

    # Everything is resolved when the program starts, and the tables are then read-only.
    target_link_options(anyformat-desktop PRIVATE -Wl,-z,relro,-z,now)
    target_link_options(anyformat-sandbox PRIVATE -Wl,-z,relro,-z,now)

    install(FILES "${linux}/${app_id}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${linux}/${app_id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/app/anyformat-desktop.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME ${app_id}.svg)
    install(FILES "${linux}/copyright" DESTINATION "${documentation}")

    # Debian wants manual pages and the changelog compressed, without a time stamp.
    find_program(GZIP gzip)
    function(install_compressed file destination)
        if(NOT GZIP)
            install(FILES "${linux}/${file}" DESTINATION "${destination}")
            return()
        endif()
        set(packed "${PROJECT_BINARY_DIR}/packaging/${file}.gz")
        add_custom_command(OUTPUT "${packed}"
            COMMAND "${CMAKE_COMMAND}" -E make_directory "${PROJECT_BINARY_DIR}/packaging"
            COMMAND "${GZIP}" -9nc "${linux}/${file}" > "${packed}"
            DEPENDS "${linux}/${file}" VERBATIM)
        add_custom_target(compress-${file} ALL DEPENDS "${packed}")
        install(FILES "${packed}" DESTINATION "${destination}")
    endfunction()
    install_compressed(anyformat-desktop.1 "${CMAKE_INSTALL_MANDIR}/man1")
    install_compressed(anyformat-sandbox.1 "${CMAKE_INSTALL_MANDIR}/man1")
    install_compressed(changelog "${documentation}")
endif()

include("${CMAKE_CURRENT_LIST_DIR}/cpack.cmake")
