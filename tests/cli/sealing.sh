# Sealed and signed files, written and read by two programs: ours, and tests/cli/sealed_file.py, which calls libsodium
# from Python.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "sealing: $*" >&2; exit 1; }
peer() { /usr/bin/python3 tests/cli/sealed_file.py "$@"; }
program() { "$TONGZHOU" "$@"; }
/usr/bin/python3 -c 'import nacl' 2>/dev/null || fail "PyNaCl is missing: ./dev setup installs it"

cd "$(dirname "$0")/../.."
printf 'correct horse 同舟\n' >"$work/passphrase"
printf 'another one\n' >"$work/wrong"
head -c 200000 /dev/urandom >"$work/content"
program key -o "$work/a.key" >"$work/a.public"
program key -o "$work/b.key" >/dev/null
[ "$(stat -c %a "$work/a.key")" = 600 ] || fail "a key file can be read by others"
public=$(head -n 1 "$work/a.public")
seed=$(sed -n 2p "$work/a.key")
[ "$(program key "$work/a.key")" = "$(cat "$work/a.public")" ] || fail "a key file tells its public half"

# Sealed here, opened there.
program seal "$work/content" --passphrase-file "$work/passphrase" --for-key "$public" -o "$work/sealed"
peer open "$work/sealed" "$work/opened" "correct horse 同舟" && cmp "$work/content" "$work/opened"
peer open "$work/sealed" "$work/opened" --seed "$seed" && cmp "$work/content" "$work/opened"
# Sealed there, opened here.
peer seal "$work/content" "$work/theirs" "correct horse 同舟" "$seed"
program open "$work/theirs" --passphrase-file "$work/passphrase" -o "$work/opened" && cmp "$work/content" "$work/opened"
program open "$work/theirs" --key "$work/a.key" -o "$work/opened" && cmp "$work/content" "$work/opened"
# And by nobody else; nothing is written then.
rm "$work/opened"
! program open "$work/theirs" --passphrase-file "$work/wrong" -o "$work/opened" 2>/dev/null || fail "a wrong passphrase"
! program open "$work/theirs" --key "$work/b.key" -o "$work/opened" 2>/dev/null || fail "another's key"
[ ! -e "$work/opened" ] || fail "something was written"
# A wrong passphrase costs what the right one does: most of it is Argon2id either way.
now() { date +%s%N; }
start=$(now) && program open "$work/sealed" --passphrase-file "$work/passphrase" -o /dev/null; right=$(($(now) - start))
start=$(now) && ! program open "$work/sealed" --passphrase-file "$work/wrong" -o /dev/null 2>/dev/null; wrong=$(($(now) - start))
[ $((wrong * 3)) -gt "$right" ] && [ $((right * 3)) -gt "$wrong" ] || fail "right takes $right ns, wrong $wrong ns"

# Signatures: what the page signs, both programs verify; an unsigned file ends with 1, a broken one with 2.
status=0 && program verify tests/fixtures/plan-v2.tongzhou >/dev/null || status=$?
[ "$status" -eq 1 ] || fail "an unsigned file ended with $status"
program sign tests/fixtures/plan-v2.tongzhou --key "$work/a.key" -o "$work/signed"
program verify "$work/signed" --key "$public" >/dev/null || fail "our own signature"
[ "$(peer verify "$work/signed")" = "$public" ] || fail "the signature, read from Python"
program info "$work/signed" >/dev/null || fail "a signed file is a plan file"
sed 's/\x01/\x02/' "$work/signed" >"$work/broken"
status=0 && program verify "$work/broken" >/dev/null 2>&1 || status=$?
[ "$status" -eq 2 ] || fail "a broken signature ended with $status"
