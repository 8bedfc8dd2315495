#!/usr/bin/env bash
# The desktop program as a person uses it, on a screen of its own: a plan file is opened, a task is added by
# keyboard, the plan goes out as a file and back into the one that was opened; then the program is killed, starts again,
# and everything is there.
# Wants TONGZHOU_DESKTOP, the program; the headless commands are looked for beside it.
set -euo pipefail

program=$TONGZHOU_DESKTOP
tongzhou=$(dirname "$program")/tongzhou
work=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work XDG_DATA_HOME=$work/data LANG=C.UTF-8

fail() { echo "FAILED: $*"; tail -n 20 "$work/log" 2>/dev/null; exit 1; }
# until WHAT COMMAND...: waits for at most a minute (the sanitized program on two cores is slow).
until_true() {
  local what=$1 end=$((SECONDS + 60))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "not within a minute: $what"
    [ -z "$running" ] || kill -0 "$running" 2>/dev/null || fail "the program ended before: $what"
    sleep 0.2
  done
}
# The dialog for files, answered by the test.
mkdir "$work/bin"
printf '#!/bin/sh\ncat "%s"\n' "$work/answer" >"$work/bin/zenity"
chmod +x "$work/bin/zenity"
export PATH=$work/bin:$PATH

start() {
  "$program" "$@" >>"$work/log" 2>&1 &
  running=$!
  until_true "the window with the plan's title" xdotool search --onlyvisible --name "X1"
  window=$(xdotool search --onlyvisible --name "X1" | head -n 1)
  xdotool windowfocus "$window"
  sleep 1
}
# All at once, so that a key and the release of its Ctrl come within one frame.
press() { xdotool key --delay 0 "$@"; sleep 0.5; }
# save_to FILE: Ctrl+Shift+S, as a copy of the plan for somebody else.
save_to() {
  echo "$1" >"$work/answer"
  xdotool windowfocus "$window"
  press ctrl+shift+s
  until_true "the plan file $(basename "$1")" test -s "$1"
}
tasks_of() { "$tongzhou" export "$1" --to csv; }

"$tongzhou" import tests/fixtures/launch.xml -o "$work/launch.tongzhou"
launch=$(tasks_of "$work/launch.tongzhou")
start "$work/launch.tongzhou"
save_to "$work/ready.tongzhou"  # it takes keys

press n
xdotool type --delay 60 "Desktop trial"
press Return Escape
save_to "$work/first.tongzhou"
tasks_of "$work/first.tongzhou" | grep -q "Desktop trial" || fail "the new task is not in the saved file"
[ "$(tasks_of "$work/first.tongzhou" | wc -l)" -gt "$(wc -l <<<"$launch")" ] || fail "no task was added"
echo "edited and saved"

# The place of the plan is the file saved last; Ctrl+S writes it again, and what it held is kept.
press n
xdotool type --delay 60 "In place"
press Return Escape
press ctrl+s
in_place() { tasks_of "$work/first.tongzhou" | grep -q "In place"; }
until_true "the file saved last is written again" in_place
[ "$(tasks_of "$work/launch.tongzhou")" = "$launch" ] || fail "a file was written that nobody named"
former=$(find "$work/data/tongzhou/former" -type f | head -n 1)
[ -n "$former" ] || fail "what the file held before is not kept"
cp "$former" "$work/former.tongzhou"
! tasks_of "$work/former.tongzhou" | grep -q "In place" || fail "what is kept is not what the file held before"
echo "written in place"

kill -KILL "$running"
wait "$running" 2>/dev/null || true
running=
start
save_to "$work/second.tongzhou"
[ "$(tasks_of "$work/first.tongzhou")" = "$(tasks_of "$work/second.tongzhou")" ] ||
  fail "after a kill the plan is not what it was"
echo "killed, started again: the same plan"

press ctrl+z  # another run's edits are not its own to take back
save_to "$work/third.tongzhou"
[ "$(tasks_of "$work/first.tongzhou")" = "$(tasks_of "$work/third.tongzhou")" ] || fail "undo took back a former run's edit"

kill -TERM "$running"
wait "$running" || fail "asked to end, the program ended with status $?"
running=
echo "ended when asked"
