# `./dev test` and `./dev bench`. Sourced by ./dev.
#
# A step is a function that does its work with all output on its standard output, and calls `count` for what it
# tested. What does not exist in the checkout is no step; what exists is never left out silently.

passed=0 failed=0 skipped=0

# run_tests ENGINE...: the journey of tests/browser/engines is made in each.
run_tests() {
  local logs=build/test
  mkdir -p "$logs"
  # A sanitizer's finding ends the program that made it.
  export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
  export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.txt:print_suppressions=0

  step "format" check_format
  step "layers" check_layers
  step "build scripts" check_scripts
  step "build native, with sanitizers" build_asan
  step "clang-tidy" check_tidy
  native_tests
  cli_tests
  beside "documents in a word processor" office_test
  fuzz_tests
  all_ended
  step "build for the browser" build_web
  wasm_tests
  beside "page" check_page
  all_ended
  beside "browser: journey in $*" engine_tests "$@"
  browser_tests
  desktop_tests
  all_ended

  [ "$skipped" -eq 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}

# step NAME FUNCTION [ARGS]: one line with time and counts; the output of a step that failed is shown.
step() {
  local name=$1 log=build/test/${1//[^a-z0-9]/-}.log started=$SECONDS before=($passed $failed $skipped)
  shift
  printf '%-42s' "$name"
  "$@" >"$log" 2>&1 || [ "$failed" -gt "${before[1]}" ] || count 0 1
  local new_failed=$((failed - before[1])) new_skipped=$((skipped - before[2]))
  printf '%6d passed%s%s  %4d s\n' $((passed - before[0])) "$([ $new_failed -eq 0 ] || echo ", $new_failed FAILED")" \
    "$([ $new_skipped -eq 0 ] || echo ", $new_skipped skipped")" $((SECONDS - started))
  local again=build/test/again-${name#browser: }.test.mjs.log
  [ ! -s "$again" ] || { echo "    run twice; the first time:" && sed 's/^/    /' "$again" && rm -f "$again"; }
  [ $new_skipped -eq 0 ] || grep -iE 'skipped|SKIP' "$log" | head -n 5 | sed 's/^/    /'
  [ $new_failed -eq 0 ] || { tail -n 60 "$log" | sed 's/^/    /'; echo "    (all of it: $log)"; }
}

# beside NAME FUNCTION [ARGS]: a step that runs beside others, as many at once as there are processors. Its line comes
# when it has ended, its counts with `all_ended`.
begun=0
beside() {
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
  local kept=build/test/beside-$((begun += 1))
  rm -f "$kept".*
  {
    passed=0 failed=0 skipped=0
    step "$@" >"$kept.lines" 2>&1
    echo "$passed $failed $skipped" >"$kept.counts"
    cat "$kept.lines"
  } &
}
all_ended() {
  local i counts
  wait
  for ((i = 1; i <= begun; ++i)); do
    read -r -a counts <"build/test/beside-$i.counts" || counts=(0 1 0)
    count "${counts[@]}"
  done
  begun=0
}

# count PASSED FAILED [SKIPPED]
count() {
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + ${3:-0}))
}

check_format() {
  local all bad
  all=$(ours '*.h' '*.cpp' | wc -l)
  bad=$(ours '*.h' '*.cpp' | xargs -r -n 20 -P "$(nproc)" clang-format-19 --dry-run -Werror 2>&1 | tee /dev/stderr |
    grep -o '^[^ :]*:[0-9]*:[0-9]*: error' | cut -d: -f1 | sort -u | wc -l)
  count $((all - bad)) "$bad"
  [ "$bad" -eq 0 ] || echo "./dev format mends this"
}

check_layers() {
  python3 tests/layers.py && count 1 0
}

check_scripts() {
  local output
  output=$(python3 -m unittest discover -s tests/build -p '*_test.py' 2>&1) && count "$(grep -oP '^Ran \K\d+' <<<"$output")" 0
  local status=$?
  echo "$output"
  return $status
}

build_asan() { build asan && count 1 0; }
build_web() { build web && count 1 0; }

# One test per source file; what is unchanged since it was found clean is not looked at again.
check_tidy() {
  local clean bad
  python3 cmake/tidy.py build/asan "$cache/tidy" || true
  read -r clean bad <build/asan/tidy.counts
  count "$clean" "$bad"
}

native_tests() {
  local program
  for program in build/asan/tests/test_*; do
    [ -x "$program" ] && beside "tests of ${program##*test_}" catch_tests "$program"
  done
}

# A script of tests/cli gets the headless program's path; it says what failed.
cli_tests() {
  local script
  for script in tests/cli/*.sh; do
    [ -f "$script" ] && beside "headless: $(basename "$script" .sh)" cli_test "$script"
  done
}

cli_test() {
  TONGZHOU=$PWD/build/asan/tongzhou bash "$1" && count 1 0
}

# Its documents are those of the sanitized program; LibreOffice and poppler come with ./dev setup.
office_test() {
  DOCX_SAMPLES=$PWD/build/asan/tests/docx_samples bash tests/documents/office.sh && count 1 0
}

wasm_tests() {
  local program
  for program in build/web/tests/test_*.js; do
    [ -f "$program" ] || continue
    local room=${program##*test_}
    beside "tests of ${room%.js}, wasm" catch_tests node --stack-size=4000 "$program"
  done
}

# catch_tests COMMAND: runs a Catch2 program and counts its cases.
catch_tests() {
  local report=build/test/catch-$BASHPID.xml status=0
  rm -f "$report"
  "$@" --reporter console --reporter "xml::out=$report" --colour-mode none || status=$?
  local cases
  cases=$(grep -o '<OverallResultsCases[^>]*>' "$report") || {
    echo "the program ended without a result (status $status)"
    return 1
  }
  number() { grep -oP "$1=\"\K\d+" <<<"$cases"; }
  count $(($(number successes) + $(number expectedFailures))) "$(number failures)" "$(number skips)"
  # A sanitizer may complain after the last case.
  [ "$status" -eq 0 ] || [ "$(number failures)" -gt 0 ] || { echo "the program ended with status $status" && return 1; }
}

fuzz_tests() {
  local program
  for program in build/asan/tests/*_fuzz; do
    [ -x "$program" ] && beside "fuzz ${program##*/}" fuzz "$program"
  done
}

fuzz() {
  local name=${1##*/} corpus=build/test/corpus-${1##*/}
  local seeds=tests/fuzz/corpus/${name%_fuzz}
  mkdir -p "$corpus"
  "$1" -max_total_time=5 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix=build/test/ "$corpus" $([ -d "$seeds" ] && echo "$seeds") && count 1 0
}

# The page is assembled, whole, and as small as promised.
check_page() {
  [ -f shell/assemble.mjs ] || return 0
  build_page || return 1
  local size=0 file
  while read -r file; do
    size=$((size + $(brotli --stdout --quality=11 "$file" | wc -c)))
  done < <(find dist -type f ! -name tongzhou.html)
  local one_file=$(wc -c <dist/tongzhou.html)
  echo "dist/ without the single file: $size bytes as brotli; tongzhou.html: $one_file bytes"
  [ "$size" -le 900000 ] && count 1 0 || { echo "dist/ is over 900,000 bytes" && count 0 1; }
  [ "$one_file" -le 2000000 ] && count 1 0 || { echo "tongzhou.html is over 2,000,000 bytes" && count 0 1; }
}

browser_tests() {
  local file
  for file in tests/browser/*.test.mjs; do
    [ -f "$file" ] && beside "browser: $(basename "$file" .test.mjs)" node_tests "$file"
  done
}

node_tests() {
  local output status=0
  # Each test has a limit of its own; this one ends a browser that hangs outside of them.
  output=$(timeout 900 node --test --test-reporter=tap "$1" 2>&1) || status=$?
  echo "$output"
  # A browser on a busy machine loses a key or a click now and then: what fails is run once more, and that is told.
  if [ "$status" -ne 0 ]; then
    echo "$output" | grep '^not ok' >"build/test/again-$(basename "$1").log" || true
    status=0
    output=$(timeout 900 node --test --test-reporter=tap "$1" 2>&1) || status=$?
    echo "$output"
  fi
  count_tap "$output" "$status"
}

# on_screen SIZE COMMAND...: the command with an X server of its own, which takes a free number by itself: of steps that
# begin together none gets another's screen. It does not reset itself when its last client leaves: whoever connects in
# that moment, while xdotool comes and goes, is turned away.
on_screen() {
  local size=$1 told status=0
  told=$(mktemp)
  shift
  Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$told" &
  local server=$!
  until [ -s "$told" ]; do
    kill -0 $server 2>/dev/null || { echo "Xvfb did not start" && return 1; }
    sleep 0.1
  done
  DISPLAY=:$(cat "$told") "$@" || status=$?
  kill $server && wait $server || true
  rm -f "$told"
  return $status
}

# The same journey in each engine, which also writes the table of the README when all are asked. Whoever waits for three
# engines waits for more kills as well.
engine_tests() {
  local output status=0
  local -x TONGZHOU_ENGINES=$* TONGZHOU_KILLS=${TONGZHOU_KILLS:-$(($# > 1 ? 3 : 1))}
  output=$(on_screen 1400x1000 timeout 900 \
    node --test --test-reporter=tap tests/browser/engines/engines.test.mjs 2>&1) || status=$?
  echo "$output"
  count_tap "$output" "$status"
}

# count_tap OUTPUT STATUS: counts what a run of node --test tells.
count_tap() {
  local output=$1 status=$2
  sum() { grep -oP "^# $1 \K\d+" <<<"$output" | tail -n 1; }
  [ -n "$(sum pass)" ] || { echo "the tests did not come to an end (status $status)" && return 1; }
  count "$(sum pass)" $(($(sum fail) + $(sum cancelled))) $(($(sum skipped) + $(sum todo)))
  return $status
}

# A script of tests/desktop gets a screen of its own and the program's path; it says what failed, and ends with 77 where
# this machine cannot do what it needs.
desktop_tests() {
  local script
  for script in tests/desktop/*.sh; do
    [ -f "$script" ] && beside "desktop: $(basename "$script" .sh)" desktop_test "$script"
  done
}

desktop_test() {
  # Leaks of the graphics driver are not ours.
  local status=0
  ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 TONGZHOU_DESKTOP=$PWD/build/asan/tongzhou-desktop \
    on_screen 1280x800 bash "$1" || status=$?
  [ $status -ne 0 ] || count 1 0
  [ $status -ne 77 ] || { count 0 0 1 && return; }
  return $status
}

# ---- Figures -------------------------------------------------------------------------------------------------

# Every benchmark prints lines `name value unit`. They are printed with the kind of benchmark before the name, and
# written as JSON.
run_benchmarks() {
  local wanted=${1:-} figures=build/bench.txt program
  build release bench tongzhou
  build web bench tongzhou_web
  node shell/assemble.mjs build/web dist
  : >"$figures"
  for program in build/release/tests/*"$wanted"*_bench; do
    [ -x "$program" ] && figures_of native "$program"
  done
  for program in build/web/tests/*"$wanted"*_bench.js; do
    [ -f "$program" ] && figures_of wasm node "$program"
  done
  for program in tests/browser/*"$wanted"*.bench.mjs; do
    [ -f "$program" ] && figures_of browser on_screen 1400x1000 node "$program"
  done
  # Other libraries at the same work; their packages are only for this.
  for program in tests/bench/peers/*"$wanted"*.bench.mjs; do
    [ -f "$program" ] || continue
    [ -d tests/bench/peers/node_modules ] || npm ci --silent --prefix tests/bench/peers >&2
    figures_of peers node --expose-gc --max-old-space-size=8192 "$program"
  done
  local json=bench-$(date +%Y-%m-%d).json
  awk 'BEGIN {printf "{"} {printf "%s\n  \"%s\": {\"value\": %s, \"unit\": \"%s\"}", (NR > 1 ? "," : ""), $1, $2, $3}
    END {print "\n}"}' "$figures" >"$json"
  say "written to $json"
}

figures_of() {
  local kind=$1
  shift
  "$@" | sed -u "s/^/$kind./" | tee -a build/bench.txt
}
