// Parts of SDL that ImGui's backend and SDL itself name but a page never calls: game controllers,
// the software renderer, shared objects. SDL is built without them, so their names are given here:
// what is missing Emscripten takes from its own SDL 1, whole.
#include <SDL.h>

extern "C" {

int SDL_NumJoysticks() { return 0; }
SDL_bool SDL_IsGameController(int) { return SDL_FALSE; }
SDL_GameController* SDL_GameControllerOpen(int) { return nullptr; }
void SDL_GameControllerClose(SDL_GameController*) {}
Uint8 SDL_GameControllerGetButton(SDL_GameController*, SDL_GameControllerButton) { return 0; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController*, SDL_GameControllerAxis) { return 0; }

SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
int SDL_GetRendererOutputSize(SDL_Renderer*, int*, int*) { return -1; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}

void SDL_UnloadObject(void*) {}

// Windows are drawn by OpenGL and pointers are the browser's own: nothing is drawn on surfaces.
int Emscripten_CreateWindowFramebuffer() { return -1; }
int Emscripten_UpdateWindowFramebuffer() { return -1; }
void Emscripten_DestroyWindowFramebuffer() {}
// In place of SDL's own, by page.cmake.
SDL_Surface* __wrap_SDL_ConvertSurfaceFormat(SDL_Surface*, Uint32, Uint32) { return nullptr; }

// The page takes keys and touches itself, and says what went wrong itself.
int __wrap_emscripten_compute_dom_pk_code(const char*) { return 0; }
void __wrap_SDL_GestureProcessEvent(SDL_Event*) {}
int __wrap_SDL_AddTouch(SDL_TouchID, SDL_TouchDeviceType, const char*) { return 0; }
int __wrap_SDL_SendTouch(SDL_TouchID, SDL_FingerID, SDL_Window*, SDL_bool, float, float, float) {
  return 0;
}
int __wrap_SDL_SendTouchMotion(SDL_TouchID, SDL_FingerID, SDL_Window*, float, float, float) {
  return 0;
}
int __wrap_SDL_ShowMessageBox(const SDL_MessageBoxData*, int*) { return -1; }

// Emscripten's knows every function of WebGL by name, and with it the page would hold them all;
// ours are linked by name.
void* eglGetProcAddress(const char*) { return nullptr; }

}  // extern "C"
