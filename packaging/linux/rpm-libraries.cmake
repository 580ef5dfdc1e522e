# Libraries whose names are not the same on Debian, where the RPM is built, and on Fedora and openSUSE, where it is
# installed, go into the package, and the programs look for them there. Qt, QtKeychain and the rest are the system's.
set(bin "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/bin")
set(private "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/lib/anyformat-desktop")
find_program(PATCHELF patchelf REQUIRED)
execute_process(COMMAND ldd "${bin}/anyformat-desktop" "${bin}/anyformat-sandbox" OUTPUT_VARIABLE libraries
    COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "lib(Poco[A-Za-z]+|qpdf|simdjson|pcre)[.]so[.][0-9]+ => [^ ]+" libraries "${libraries}")
list(REMOVE_DUPLICATES libraries)
if(NOT libraries)
    message(FATAL_ERROR "ldd named none of the libraries to carry")
endif()
foreach(library IN LISTS libraries)
    string(REGEX MATCH "^([^ ]+) => (.+)$" found "${library}")
    set(name "${CMAKE_MATCH_1}")
    file(REAL_PATH "${CMAKE_MATCH_2}" path)
    configure_file("${path}" "${private}/${name}" COPYONLY)
    file(CHMOD "${private}/${name}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
    execute_process(COMMAND "${PATCHELF}" --force-rpath --set-rpath "$ORIGIN" "${private}/${name}" COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND dpkg-query -S "*/${name}" OUTPUT_VARIABLE owner COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "^[^:,]+" owner "${owner}")
    configure_file("/usr/share/doc/${owner}/copyright"
        "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/doc/anyformat-desktop/libraries/${owner}" COPYONLY)
endforeach()
foreach(program anyformat-desktop anyformat-sandbox)
    execute_process(COMMAND "${PATCHELF}" --force-rpath --set-rpath "$ORIGIN/../lib/anyformat-desktop" "${bin}/${program}"
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
