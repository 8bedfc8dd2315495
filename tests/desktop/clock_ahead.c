// Preloaded into a program, sets its wall clock ten years ahead.
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec* time) {
  const long kTenYears = 10L * 365 * 24 * 3600;
  const long result = syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += kTenYears;
  return (int)result;
}
