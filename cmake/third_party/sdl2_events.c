/* SDL's events without the log of them, which nobody reads: its words alone are 3 KB of the page. */
#include "SDL_internal.h"

#include "SDL_stdinc.h"

#undef SDL_snprintf
#define SDL_snprintf(...) 0

#include "events/SDL_events.c"
