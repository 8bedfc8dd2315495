#!/usr/bin/env bash
# Two people, two machines: each has the desktop program, a shared folder, and Syncthing, which carries the folder
# between them over the loopback. Edits on both sides arrive on both, also after one was offline, after a program was
# killed while it wrote, and with one clock ten years ahead.
# Wants TONGZHOU_DESKTOP, the program; the headless commands are looked for beside it.
set -euo pipefail

work=$(mktemp -d)
declare -A running=() window=() carrier=() device=() port=([li]=22101 [wang]=22102)
trap 'kill -KILL "${running[@]}" "${carrier[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
source tests/desktop/program.bash
patience=90

# ---- Syncthing ----

# carry WHO: starts or goes on.
carry() {
  HOME=$work/$1 STMONITORED=yes STNOUPGRADE=1 syncthing serve --home "$work/$1/carrier" --no-browser --no-restart \
    --logflags=0 >>"$work/$1-carrier.log" 2>&1 &
  carrier[$1]=$!
}
stop_carrying() { kill -KILL "${carrier[$1]}" && wait "${carrier[$1]}" 2>/dev/null || true; }

configure() {
  local who=$1 other=$2
  mkdir -p "$work/$who/team/.stfolder"
  cat >"$work/$who/carrier/config.xml" <<XML
<configuration version="36">
  <folder id="team" label="team" path="$work/$who/team" type="sendreceive" rescanIntervalS="3" fsWatcherEnabled="true"
      fsWatcherDelayS="1" ignorePerms="false" autoNormalize="true">
    <device id="${device[li]}"/><device id="${device[wang]}"/>
  </folder>
  <device id="${device[$who]}" name="$who"><address>dynamic</address></device>
  <device id="${device[$other]}" name="$other"><address>tcp://127.0.0.1:${port[$other]}</address></device>
  <gui enabled="false"></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:${port[$who]}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><reconnectionIntervalS>1</reconnectionIntervalS>
    <urAccepted>-1</urAccepted><crashReportingEnabled>false</crashReportingEnabled><startBrowser>false</startBrowser>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
  </options>
</configuration>
XML
}

# ---- The programs: two, so that each act names whose it is ----

# begin WHO [FILE] [COMMAND...]: the program, by way of a command where given.
begin() {
  local who=$1 file=${2:-}
  shift $(($# > 1 ? 2 : 1))
  HOME=$work/$who XDG_DATA_HOME=$work/$who/data LANG=C.UTF-8 PATH=$work/$who/bin:$PATH \
    "$@" "$program" ${file:+"$file"} >>"$work/$who.log" 2>&1 &
  running[$who]=$!
  until_true "the window of $who" window_of "${running[$who]}"
  window[$who]=$(window_of "${running[$who]}")
  until_true "the program of $who waits for keys" rests "${running[$who]}"
}
end() { kill -KILL "${running[$1]}" && wait "${running[$1]}" 2>/dev/null || true; }

# One window lies over the other, so the one that gets keys is raised.
press() {
  local who=$1
  shift
  xdotool windowraise "${window[$who]}" windowfocus --sync "${window[$who]}" key --delay 0 "$@"
  until_true "an answer of $who to $*" rests "${running[$who]}"
}
# add_task WHO NAME
add_task() {
  press "$1" n
  xdotool type --delay 60 "$2"
  until_true "the name that $1 typed" rests "${running[$1]}"
  press "$1" Return Escape
}
answer() { printf '%s\n' "$2" >"$work/$1/answer"; }
share() {
  answer "$1" "$work/$1/team"
  press "$1" ctrl+k
  xdotool type --delay 60 xzgxwjj  # 选择共享文件夹
  until_true "the command that $1 typed" rests "${running[$1]}"
  press "$1" Return
  until_true "a file in the folder of $1" own_file "$1"
}
own_file() { ls "$work/$1/team"/*.tongzhou; }

# What the program of WHO shows, as a file saved by Ctrl+Shift+S.
shown_to() {
  rm -f "$work/$1/now.tongzhou"
  answer "$1" "$work/$1/now.tongzhou"
  press "$1" ctrl+shift+s
  until_true "the saved file of $1" test -s "$work/$1/now.tongzhou"
  tasks_of "$work/$1/now.tongzhou"
}
shows() { shown_to "$1" | grep -q "$2"; }
# both_show NAME...: and are the same plan.
both_show() {
  local who name
  for name in "$@"; do
    for who in li wang; do until_true "$who shows '$name'" shows "$who" "$name"; done
  done
  [ "$(shown_to li)" = "$(shown_to wang)" ] || fail "the two plans differ after: $*"
}

for who in li wang; do
  answered_from "$work/$who"
  HOME=$work/$who syncthing generate --home "$work/$who/carrier" --no-default-folder >>"$work/$who-carrier.log" 2>&1
  device[$who]=$(syncthing --home "$work/$who/carrier" --device-id)
done
configure li wang
configure wang li
carry li
carry wang

"$tongzhou" import tests/fixtures/launch.xml -o "$work/launch.tongzhou"
begin li "$work/launch.tongzhou"
share li
received() { own_file wang; }
until_true "the file of li on the other machine" received
begin wang "$(own_file wang)"
share wang

add_task li "Li draws"
add_task wang "Wang prints"
both_show "Li draws" "Wang prints"
echo "edits on both sides are on both"

stop_carrying wang
add_task li "Li alone"
add_task wang "Wang offline"
sleep 3
carry wang
both_show "Li alone" "Wang offline"
echo "after one side was offline"

# Each edit comes into the own file when the hands have rested; the kill falls into one of these writes, or beside it.
for round in 1 2 3; do
  add_task li "Li killed $round"
  sleep "1.$((RANDOM % 10))"
  end li
  begin li
done
both_show "Li killed 3"
[ "$(ls "$work/li/team"/*.tongzhou | wc -l)" -le 3 ] || fail "the folder fills with files: $(ls "$work/li/team")"
echo "after kills in the middle of writing"

end wang
clang-19 -shared -fPIC -O1 tests/desktop/clock_ahead.c -o "$work/clock_ahead.so"
begin wang "" env LD_PRELOAD="$work/clock_ahead.so"
add_task wang "Wang in ten years"
add_task li "Li today"
both_show "Wang in ten years" "Li today"
"$tongzhou" log "$work/wang/now.tongzhou" | grep -q "^20[3-9].*" || fail "the clock was not ahead"
echo "with one clock ten years ahead"
