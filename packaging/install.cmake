include(GNUInstallDirs)

if(WIN32)
    include("${CMAKE_CURRENT_LIST_DIR}/windows/windows.cmake")
elseif(APPLE)
    include("${CMAKE_CURRENT_LIST_DIR}/macos/macos.cmake")
else()
    install(TARGETS anyformat-desktop anyformat-sandbox RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    set(app_id ai.anyformat.desktop)
    set(linux "${CMAKE_CURRENT_LIST_DIR}/linux")
    set(documentation "${CMAKE_INSTALL_DATADIR}/doc/anyformat-desktop")

    # Everything is resolved when the program starts, and the tables are then read-only.
    target_link_options(anyformat-desktop PRIVATE -Wl,-z,relro,-z,now)
    target_link_options(anyformat-sandbox PRIVATE -Wl,-z,relro,-z,now)

    install(FILES "${linux}/${app_id}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    # Software centres fetch pictures from the net: where resources/screenshots of this version is published is known to who
    # publishes it only, so without this address the metainfo has none.
    set(ANYFORMAT_SCREENSHOTS "" CACHE STRING "Address of the published resources/screenshots, for the AppStream metainfo")
    set(screenshots "")
    if(ANYFORMAT_SCREENSHOTS)
        set(screenshots "  <screenshots>
    <screenshot type=\"default\">
      <caption>A result: fields with confidence, page and evidence</caption>
      <image type=\"source\">${ANYFORMAT_SCREENSHOTS}/window-light.png</image>
    </screenshot>
  </screenshots>
")
    endif()
    configure_file("${linux}/${app_id}.metainfo.xml.in" "${PROJECT_BINARY_DIR}/packaging/${app_id}.metainfo.xml" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/packaging/${app_id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/app/anyformat-desktop.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME ${app_id}.svg)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/app/anyformat-desktop-symbolic.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/symbolic/apps" RENAME ${app_id}-symbolic.svg)
    install(FILES "${linux}/copyright" DESTINATION "${documentation}")

    # What the shells complete is made from --help of the program that was just built.
    if(NOT CMAKE_CROSSCOMPILING)
        set(completions "${PROJECT_BINARY_DIR}/packaging/completions")
        add_custom_command(OUTPUT "${completions}/anyformat-desktop" "${completions}/_anyformat-desktop"
                "${completions}/anyformat-desktop.fish"
            COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:anyformat-desktop>" "-DFOLDER=${completions}"
                -P "${linux}/completions.cmake"
            DEPENDS anyformat-desktop "${linux}/completions.cmake" VERBATIM)
        add_custom_target(completions ALL DEPENDS "${completions}/anyformat-desktop")
        install(FILES "${completions}/anyformat-desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
        install(FILES "${completions}/_anyformat-desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
        install(FILES "${completions}/anyformat-desktop.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
    endif()

    # Debian wants manual pages and the changelog compressed, without a time stamp.
    find_program(GZIP gzip)
    function(install_compressed file destination)
        set(plain "${PROJECT_BINARY_DIR}/packaging/${file}")
        configure_file("${linux}/${file}" "${plain}" @ONLY) # PROJECT_VERSION
        if(NOT GZIP)
            install(FILES "${plain}" DESTINATION "${destination}")
            return()
        endif()
        set(packed "${plain}.gz")
        add_custom_command(OUTPUT "${packed}"
            COMMAND "${GZIP}" -9nc "${plain}" > "${packed}"
            DEPENDS "${plain}" VERBATIM)
        add_custom_target(compress-${file} ALL DEPENDS "${packed}")
        install(FILES "${packed}" DESTINATION "${destination}")
    endfunction()
    install_compressed(anyformat-desktop.1 "${CMAKE_INSTALL_MANDIR}/man1")
    install_compressed(anyformat-sandbox.1 "${CMAKE_INSTALL_MANDIR}/man1")
    install_compressed(changelog "${documentation}")
endif()

include("${CMAKE_CURRENT_LIST_DIR}/cpack.cmake")
