#!/usr/bin/env bash
# The desktop program as a person uses it, on a screen of its own: a plan file is opened, a task is added by
# keyboard, the plan goes out as a file and back into the one that was opened; then the program is killed, starts again,
# and everything is there.
# Wants TONGZHOU_DESKTOP, the program; the headless commands are looked for beside it.
set -euo pipefail

work=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true; rm -rf "$work"' EXIT
source tests/desktop/program.bash
answered_from "$work"
export HOME=$work XDG_DATA_HOME=$work/data LANG=C.UTF-8 PATH=$work/bin:$PATH

"$tongzhou" import tests/fixtures/launch.xml -o "$work/launch.tongzhou"
launch=$(tasks_of "$work/launch.tongzhou")
start "$work/launch.tongzhou"
save_to "$work/ready.tongzhou"  # it takes keys

add_task "Desktop trial"
save_to "$work/first.tongzhou"
tasks_of "$work/first.tongzhou" | grep -q "Desktop trial" || fail "the new task is not in the saved file"
[ "$(tasks_of "$work/first.tongzhou" | wc -l)" -gt "$(wc -l <<<"$launch")" ] || fail "no task was added"
echo "edited and saved"

# The place of the plan is the file saved last; Ctrl+S writes it again, and what it held is kept.
add_task "In place"
press ctrl+s
in_place() { tasks_of "$work/first.tongzhou" | grep -q "In place"; }
until_true "the file saved last is written again" in_place
[ "$(tasks_of "$work/launch.tongzhou")" = "$launch" ] || fail "a file was written that nobody named"
former=$(find "$work/data/tongzhou/former" -type f | head -n 1)
[ -n "$former" ] || fail "what the file held before is not kept"
cp "$former" "$work/former.tongzhou"
! tasks_of "$work/former.tongzhou" | grep -q "In place" || fail "what is kept is not what the file held before"
echo "written in place"

end
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

# Where there is no screen it says so, and does not run where nobody sees it.
status=0
env -u DISPLAY timeout 60 "$program" >"$work/blind.log" 2>&1 || status=$?
[ "$status" -eq 1 ] && grep -q "cannot be opened" "$work/blind.log" || fail "runs without a screen (status $status)"
