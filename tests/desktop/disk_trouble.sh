#!/usr/bin/env bash
# The disk of the user's data fills up, then cannot be written at all: the plan goes on in memory, goes out as a file
# elsewhere, and is stored by itself when the disk is well again.
# Wants TONGZHOU_DESKTOP, the program; the headless commands are looked for beside it. Ends with 77 where this machine
# lets nobody mount a small disk of their own.
set -euo pipefail

if [ -z "${own_mounts:-}" ]; then
  for way in "--mount" "--map-root-user --mount"; do
    unshare $way sh -c 'mount -t tmpfs none /mnt' 2>/dev/null && own_mounts=1 exec unshare $way env own_mounts=1 bash "$0"
  done
  echo "SKIPPED: no disk can be mounted here"
  exit 77
fi

work=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true; umount "$work/data"; rm -rf "$work"' EXIT
source tests/desktop/program.bash
answered_from "$work"
mkdir "$work/data"
export HOME=$work XDG_DATA_HOME=$work/data LANG=C.UTF-8 PATH=$work/bin:$PATH

# has NAME: the plan, saved as a file elsewhere.
has() {
  save_to "$work/now.tongzhou"
  tasks_of "$work/now.tongzhou" | grep -q "$1"
}
# The program tries again after 2, 4 and 8 seconds.
stored_by_itself() {
  sleep 20
  end
  start
  has "$1" || fail "'$1' was not stored when the disk was well again"
}

mount -t tmpfs -o size=2m none "$work/data"
"$tongzhou" import tests/fixtures/launch.xml -o "$work/launch.tongzhou"
start "$work/launch.tongzhou"
add_task "Room enough"
sleep 3
end
start
has "Room enough" || fail "an edit is lost without any trouble"

head -c 4m /dev/zero >"$work/data/fill" 2>/dev/null || true
add_task "On a full disk"
has "On a full disk" || fail "on a full disk the plan cannot be saved elsewhere"
rm "$work/data/fill"
stored_by_itself "On a full disk"
has "Room enough" || fail "what was stored before the disk was full is lost"
echo "full disk: nothing lost"

mount -o remount,ro "$work/data"
add_task "Nothing may be written"
has "Nothing may be written" || fail "with a disk that cannot be written the plan cannot be saved elsewhere"
end
start  # what is stored is read all the same
has "On a full disk" || fail "with a disk that cannot be written nothing is read"
add_task "Still nothing"
mount -o remount,rw "$work/data"
stored_by_itself "Still nothing"
echo "read-only disk: nothing lost that was stored"
