# add_room, add_program, add_test_program: the three kinds of targets made of our own code.

# add_room(NAME LINKS libraries...) makes tongzhou_NAME from src/NAME/**/*.cpp but main.cpp. A new file needs no line here.
# A room without a .cpp is an interface library that passes on what it links.
function(add_room name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    set(lean)
    if(EMSCRIPTEN)
      # What most of the time goes into when a plan file is read.
      set(reading ${sources})
      list(FILTER reading INCLUDE REGEX "/(exchange/(columns|packed_numbers)|core/utf8)[.]")
      set_source_files_properties(${reading} PROPERTIES COMPILE_OPTIONS -O2)
      # Where cereal throws, it is caught. Elsewhere nothing throws: no code stands by to clean up, nor, where nothing
      # asks for them, names of types.
      list(APPEND lean -fignore-exceptions -fno-rtti)
      set(throwing ${sources})
      list(FILTER throwing INCLUDE REGEX "/(exchange|store)/(bounded_archive|change_codec|change_columns|columns|envelope|json_|leak_check|plan_file|records_section|sealing|stored_plan)")
      if(throwing)
        list(REMOVE_ITEM sources ${throwing})
        add_library(tongzhou_${name}_throwing OBJECT ${throwing})
        set_target_properties(tongzhou_${name}_throwing PROPERTIES UNITY_BUILD ${compile_together})
        target_link_libraries(tongzhou_${name}_throwing PRIVATE tongzhou_flags ${ARG_LINKS})
        target_compile_options(tongzhou_${name}_throwing PRIVATE -Oz)
      endif()
      # All is compiled to be smallest but what is measured to matter: schedules (-O2, below), merging, the chart that is
      # drawn while something moves.
      set(small ${sources})
      list(FILTER small EXCLUDE REGEX "/schedule/(rcpsp|recurrence[.]|scheduler|working_time|network|pass[.]|simulation)|/ui/gantt/|/model/(merge|siblings)|/exchange/packed_numbers")
      if(small)
        list(REMOVE_ITEM sources ${small})
        add_library(tongzhou_${name}_small OBJECT ${small})
        set_target_properties(tongzhou_${name}_small PROPERTIES UNITY_BUILD ${compile_together})
        target_link_libraries(tongzhou_${name}_small PRIVATE tongzhou_flags ${ARG_LINKS})
        target_compile_options(tongzhou_${name}_small PRIVATE -Oz)
        target_compile_options(tongzhou_${name}_small PRIVATE ${lean})
        list(APPEND sources $<TARGET_OBJECTS:tongzhou_${name}_small>)
      endif()
    endif()
    if(TARGET tongzhou_${name}_throwing)
      list(APPEND sources $<TARGET_OBJECTS:tongzhou_${name}_throwing>)
    endif()
    add_library(tongzhou_${name} STATIC ${sources})
    set_target_properties(tongzhou_${name} PROPERTIES UNITY_BUILD ${compile_together})
    target_link_libraries(tongzhou_${name} PRIVATE tongzhou_flags PUBLIC ${ARG_LINKS})
    target_compile_definitions(tongzhou_${name} PRIVATE TONGZHOU_WHOLE_NUMBERS)  # third_party::fmt
    if(CMAKE_BUILD_TYPE STREQUAL Asan AND name MATCHES "^(core|model|exchange|documents|store)$")
      target_compile_options(tongzhou_${name} PRIVATE -fsanitize=fuzzer-no-link)  # where what is fuzzed goes
    endif()
    if(EMSCRIPTEN)
      # The page comes over slow lines: it is compiled to be small (flags.cmake), but for what counts dates.
      if(NOT TARGET tongzhou_${name}_throwing)  # else packed numbers are left, which throw, too
        target_compile_options(tongzhou_${name} PRIVATE ${lean})
      endif()
      if(name STREQUAL schedule)
        target_compile_options(tongzhou_${name} PRIVATE -O2)
      endif()
    endif()
  else()
    add_library(tongzhou_${name} INTERFACE)
    target_link_libraries(tongzhou_${name} INTERFACE ${ARG_LINKS})
  endif()
endfunction()

# add_program(NAME SOURCE LINKS libraries...), where SOURCE exists already.
function(add_program name source)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  if(EXISTS ${CMAKE_SOURCE_DIR}/${source})
    add_executable(${name} ${CMAKE_SOURCE_DIR}/${source})
    target_link_libraries(${name} PRIVATE tongzhou_flags ${ARG_LINKS})
  endif()
endfunction()
