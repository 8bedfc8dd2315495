# SDL2 for the browser: windows, events, OpenGL, clipboard; no sound, joysticks, sensors, renderer or drawing on
# surfaces. SDL's own CMake needs five minutes of try-compiles to arrive at the configuration header it ships
# (SDL_config_emscripten.h).

set(sdl2 ${TONGZHOU_SOURCES}/sdl2)
foreach(part
    "" atomic cpuinfo events file filesystem/emscripten libm loadso/dummy locale locale/emscripten misc misc/emscripten
    power power/emscripten stdlib thread thread/generic timer timer/unix video video/emscripten video/yuv2rgb)
  file(GLOB part_sources RELATIVE ${sdl2} ${sdl2}/src/${part}/*.c)
  list(APPEND sdl2_sources ${part_sources})
endforeach()
list(REMOVE_ITEM sdl2_sources src/events/SDL_events.c)
add_archive(SDL2 ${sdl2}
  SOURCES ${sdl2_sources}
  INCLUDES include src src/video/khronos
  DEFINITIONS SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_SENSOR_DISABLED=1
              SDL_RENDER_DISABLED=1 SDL_LEAN_AND_MEAN=1 SDL_ASSERT_LEVEL=0
  OPTIONS ${small})
target_sources(SDL2 PRIVATE sdl2_events.c)
install(DIRECTORY ${sdl2}/include/ DESTINATION include/SDL2 FILES_MATCHING PATTERN "*.h")
