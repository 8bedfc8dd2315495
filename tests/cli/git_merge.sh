#!/usr/bin/env bash
# The README's recipe for plans in git, followed to the letter with real git: two branches edit a plan in its JSON
# form, git merges them by the program; then both edit the same field, and git says so.
# Wants TONGZHOU, the headless program.
set -euo pipefail

readme=$PWD/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

mkdir "$work/bin"
ln -s "$TONGZHOU" "$work/bin/tongzhou"
export PATH=$work/bin:$PATH HOME=$work GIT_CONFIG_NOSYSTEM=1
git config --global user.name "李明"
git config --global user.email li@example.com
git config --global init.defaultBranch main

mkdir "$work/repository" && cd "$work/repository"
git init --quiet
recipe=$(sed -n '/^<!-- git recipe -->$/,/^```$/p' "$readme" | sed '1,/^```sh$/d; /^```$/d')
[ -n "$recipe" ] || fail "the README has no recipe for git"
eval "$recipe"

printf 'Name,Duration\ndesign,3d\nbuild,2d\nsell,4d\n' >plan.csv
tongzhou import plan.csv -o first.tongzhou
tongzhou export first.tongzhou -o launch.plan.json
git add .gitattributes launch.plan.json
git commit --quiet -m "plan"

# edit NAME OLD NEW: on a branch of that name.
edit() {
  git checkout --quiet -B "$1" main
  sed -i "s/$2/$3/" launch.plan.json
  git commit --quiet -am "$1"
}
edit li '"title": "design"' '"title": "draw"'
edit wang '"title": "sell"' '"title": "sell well"'
git checkout --quiet main
git merge --quiet --no-edit li
git merge --quiet --no-edit wang || fail "git did not merge two branches that touch different tasks"
grep -q '"draw"' launch.plan.json || fail "the first branch's edit is lost"
grep -q '"sell well"' launch.plan.json || fail "the second branch's edit is lost"
tongzhou info launch.plan.json | grep -q 'Tasks: 3' || fail "the merged plan is not whole"
[ "$(git diff --stat HEAD~1 -- launch.plan.json | grep -o '[0-9]* insertion')" = "1 insertion" ] ||
  fail "the merge wrote more lines than the one that was edited: $(git diff HEAD~1)"

edit left '"title": "build"' '"title": "build it"'
git checkout --quiet main
edit right '"title": "build"' '"title": "make"'
git checkout --quiet main
git merge --quiet --no-edit left
! git merge --quiet --no-edit right 2>"$work/said" || fail "git took a conflict for settled"
grep -q 'build it | make\|make | build it' "$work/said" || fail "the conflict is not told: $(cat "$work/said")"
[ "$(git ls-files --unmerged | wc -l)" -eq 3 ] || fail "git does not hold the conflict"
