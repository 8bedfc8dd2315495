# What the scripts of this folder share: a program on a screen, driven by its keys, and asked about by its files. Sourced
# after `work`, a folder of the script's own, is there; `running` is the process looked after.

program=$TONGZHOU_DESKTOP
tongzhou=$(dirname "$program")/tongzhou

fail() { echo "FAILED: $*"; tail -n 15 "$work"/*.log 2>/dev/null; exit 1; }

# until_true WHAT COMMAND...: waits for at most ${patience:-60} seconds (the sanitized program on two cores is slow).
until_true() {
  local what=$1 end=$((SECONDS + ${patience:-60}))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "not in time: $what"
    sleep 0.2
  done
}

# rests PROCESS: it has dealt with the keys it got; three looks in a row find no thread of it at work.
rests() {
  local look
  for look in 1 2 3; do
    sleep 0.1
    ! grep -qsv ') S ' "/proc/$1/task"/*/stat || return 1
  done
}

# answered_from FOLDER: a dialog for files, answered by what stands in FOLDER/answer, for whoever has FOLDER/bin on PATH.
answered_from() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\ncat "%s"\n' "$1/answer" >"$1/bin/zenity"
  chmod +x "$1/bin/zenity"
}

# window_of PROCESS: the window that shows the plan of these scripts.
window_of() { xdotool search --all --onlyvisible --pid "$1" --name X1 | head -n 1 | grep .; }

# start [FILE]: as the one user, in front.
start() {
  "$program" "$@" >>"$work/program.log" 2>&1 &
  running=$!
  until_true "the window with the plan's title" window_of "$running"
  window=$(window_of "$running")
  xdotool windowfocus --sync "$window"
  until_true "a program that waits for keys" rests "$running"
}

end() { kill -KILL "$running" && wait "$running" 2>/dev/null || true; }

# All at once, so that a key and the release of its Ctrl come within one frame.
press() {
  xdotool key --delay 0 "$@"
  until_true "an answer to $*" rests "$running"
}

add_task() {
  press n
  xdotool type --delay 60 "$1"
  until_true "the name that was typed" rests "$running"
  press Return Escape
}

# save_to FILE: Ctrl+Shift+S, as a copy of the plan for somebody else.
save_to() {
  rm -f "$1"
  echo "$1" >"$work/answer"
  press ctrl+shift+s
  until_true "the plan file $(basename "$1")" test -s "$1"
}

tasks_of() { "$tongzhou" export "$1" --to csv; }
