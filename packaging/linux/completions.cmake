# Writes the completions of bash, zsh and fish from what the program itself says with --help:
#
#   cmake -DPROGRAM=…/anyformat-desktop -DFOLDER=… -P completions.cmake
#
# An option that is not in a help is not completed; one that is gone there is gone here.
cmake_minimum_required(VERSION 3.23)

# options_of(PREFIX ARGUMENT…): of `PROGRAM ARGUMENT… --help`, the list PREFIX of names, and PREFIX_name_short, _value, _words.
function(options_of prefix)
    execute_process(COMMAND "${PROGRAM}" ${ARGN} --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE ";" "," help "${help}") # what CMake's lists would take for their own
    string(REPLACE "[" "(" help "${help}")
    string(REPLACE "]" ")" help "${help}")
    string(REPLACE "\n" ";" lines "${help}")
    set(names "")
    foreach(line IN LISTS lines)
        # "  --json, --fields, --out DIR  as with “run”" is three options; so are they all found: one at a time.
        if(NOT line MATCHES "^  ((-[a-z], )?--[a-z].*)$")
            continue()
        endif()
        set(rest "${CMAKE_MATCH_1}")
        set(short "")
        if(rest MATCHES "^-([a-z]), (.*)$")
            set(short "${CMAKE_MATCH_1}")
            set(rest "${CMAKE_MATCH_2}")
        endif()
        set(found "")
        while(rest MATCHES "^--([a-z-]+)( [A-Z]+)?(, | +)(.*)$")
            set(name "${CMAKE_MATCH_1}")
            set(separator "${CMAKE_MATCH_3}")
            set(rest "${CMAKE_MATCH_4}")
            string(STRIP "${CMAKE_MATCH_2}" value)
            list(APPEND found "${name}")
            set(${prefix}_${name}_value "${value}" PARENT_SCOPE)
            set(${prefix}_${name}_short "${short}" PARENT_SCOPE)
            if(NOT separator STREQUAL ", ")
                break()
            endif()
        endwhile()
        string(REGEX REPLACE "['\"`$\\:]" "" words "${rest}")
        foreach(name IN LISTS found)
            set(${prefix}_${name}_words "${words}" PARENT_SCOPE)
        endforeach()
        list(APPEND names ${found})
    endforeach()
    if(NOT names)
        message(FATAL_ERROR "no option in the help of: ${ARGN}")
    endif()
    set(${prefix} "${names}" PARENT_SCOPE)
    set(usage "${help}" PARENT_SCOPE)
endfunction()

options_of(window)
string(REGEX MATCHALL "\n +anyformat-desktop [a-z|]+" starts "${usage}")
set(commands "")
foreach(start IN LISTS starts)
    string(REGEX REPLACE ".* " "" words "${start}")
    string(REPLACE "|" ";" words "${words}")
    list(APPEND commands ${words})
endforeach()
list(REMOVE_DUPLICATES commands)
foreach(command IN LISTS commands)
    options_of(${command} ${command})
endforeach()
set(all window ${commands})

# ---- bash
set(bash "# Made from --help by packaging/linux/completions.cmake.
_anyformat_desktop() {
    local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=window options= at skip=
    COMPREPLY=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        if [[ -n $skip ]]; then skip=; continue; fi
        case \${COMP_WORDS[at]} in
            @valued@) skip=1 ;;
            -*) ;;
            *) command=\${COMP_WORDS[at]}; break ;;
        esac
    done
    case $before in
        --data-dir | --out) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;
        --demo) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;
        @valued@) return ;;
    esac
    case $command in
")
set(valued "")
foreach(who IN LISTS all)
    set(options "")
    foreach(name IN LISTS ${who})
        string(APPEND options " --${name}")
        if(${who}_${name}_value)
            list(APPEND valued "--${name}")
            if(${who}_${name}_short)
                list(APPEND valued "-${${who}_${name}_short}")
            endif()
        endif()
    endforeach()
    string(STRIP "${options}" options)
    string(APPEND bash "        ${who}) options='${options}' ;;\n")
endforeach()
list(REMOVE_DUPLICATES valued)
list(JOIN valued " | " valued)
list(JOIN commands " " command_words)
string(REPLACE "@valued@" "${valued}" bash "${bash}")
string(APPEND bash "        *) options='' ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")
        return
    fi
    case $command in
        window) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -W '${command_words}' -- \"$word\"; compgen -f -- \"$word\") ;;
        key) mapfile -t COMPREPLY < <(compgen -W 'set test remove' -- \"$word\") ;;
        status | results | adopt | again | stop | remove | workflows) ;;
        *) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;
    esac
}
complete -F _anyformat_desktop anyformat-desktop
")

# ---- zsh
set(zsh "#compdef anyformat-desktop
# Made from --help by packaging/linux/completions.cmake.
local command=window word
for word in \${words[2,CURRENT-1]}; do
    case $word in
        (@commands@) command=$word; break ;;
    esac
done
case $command in
")
list(JOIN commands "|" alternatives)
string(REPLACE "@commands@" "${alternatives}" zsh "${zsh}")
foreach(who IN LISTS all)
    string(APPEND zsh "    (${who})\n        _arguments \\\n")
    foreach(name IN LISTS ${who})
        set(tail "")
        if(name MATCHES "^(data-dir|out)$")
            set(tail ":folder:_files -/")
        elseif(name STREQUAL "demo")
            set(tail ":picture:_files")
        elseif(${who}_${name}_value)
            string(TOLOWER "${${who}_${name}_value}" value)
            set(tail ":${value}: ")
        endif()
        if(${who}_${name}_short)
            string(APPEND zsh "            '-${${who}_${name}_short}[${${who}_${name}_words}]${tail}' \\\n")
        endif()
        string(APPEND zsh "            '--${name}[${${who}_${name}_words}]${tail}' \\\n")
    endforeach()
    if(who STREQUAL "window")
        string(APPEND zsh "            '1:command or file:{ compadd ${command_words}; _files }' '*:file:_files'\n        ;;\n")
    elseif(who STREQUAL "key")
        string(APPEND zsh "            '1: ' '2:action:(set test remove)'\n        ;;\n")
    elseif(who STREQUAL "run")
        string(APPEND zsh "            '1: ' '*:file:_files'\n        ;;\n")
    else()
        string(APPEND zsh "            '1: ' '*:id: '\n        ;;\n")
    endif()
endforeach()
string(APPEND zsh "esac\n")

# ---- fish
set(fish "# Made from --help by packaging/linux/completions.cmake.
complete -c anyformat-desktop -n __fish_use_subcommand -a '${command_words}'
complete -c anyformat-desktop -n '__fish_seen_subcommand_from key' -f -a 'set test remove'
")
foreach(command IN LISTS commands)
    if(NOT command MATCHES "^(run|key)$")
        string(APPEND fish "complete -c anyformat-desktop -n '__fish_seen_subcommand_from ${command}' -f\n")
    endif()
endforeach()
foreach(who IN LISTS all)
    set(condition "__fish_seen_subcommand_from ${who}")
    if(who STREQUAL "window")
        set(condition "__fish_use_subcommand")
    endif()
    foreach(name IN LISTS ${who})
        set(line "complete -c anyformat-desktop -n '${condition}' -l ${name}")
        if(${who}_${name}_short)
            string(APPEND line " -s ${${who}_${name}_short}")
        endif()
        if(name MATCHES "^(data-dir|out)$")
            string(APPEND line " -x -a '(__fish_complete_directories)'")
        elseif(name STREQUAL "demo")
            string(APPEND line " -r -F")
        elseif(${who}_${name}_value)
            string(APPEND line " -x")
        endif()
        string(APPEND fish "${line} -d '${${who}_${name}_words}'\n")
    endforeach()
endforeach()

file(WRITE "${FOLDER}/anyformat-desktop" "${bash}")
file(WRITE "${FOLDER}/_anyformat-desktop" "${zsh}")
file(WRITE "${FOLDER}/anyformat-desktop.fish" "${fish}")
