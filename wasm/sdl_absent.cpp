// Parts of SDL that ImGui's backend and SDL itself name but a page never calls: game controllers,
// the software renderer, shared objects. SDL is built without them, so their names are given here.
#include <SDL.h>

extern "C" {

SDL_bool SDL_IsGameController(int) { return SDL_FALSE; }
SDL_GameController* SDL_GameControllerOpen(int) { return nullptr; }
void SDL_GameControllerClose(SDL_GameController*) {}
Uint8 SDL_GameControllerGetButton(SDL_GameController*, SDL_GameControllerButton) { return 0; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController*, SDL_GameControllerAxis) { return 0; }

SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
int SDL_GetRendererOutputSize(SDL_Renderer*, int*, int*) { return -1; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}

void SDL_UnloadObject(void*) {}

}  // extern "C"
