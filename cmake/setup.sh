# Provides everything the build stands on: Debian packages, the WebAssembly toolchain, third-party sources and
# archives, and npm packages. Sourced by ./dev; the entry is `setup`.
#
# Everything that is not a Debian package of the system goes below $cache, each part in a folder whose name carries
# its version; a part is complete once its folder is there. build/third_party holds links to the parts in use.

# ---- Versions ------------------------------------------------------------------------------------------------

# Debian releases in order of preference, for parts the system itself does not have.
view_releases="bookworm trixie forky sid"

emscripten_version=3.1.69
emscripten_packages="emscripten=3.1.69+dfsg-3 node-acorn/trixie"
# Binaryen as old as the release of Emscripten demands, with the C library it was linked against.
binaryen_packages="binaryen=120-4 libc6/trixie libstdc++6/trixie libgcc-s1/trixie"

# name, Debian source package, version. Where a version has vanished, the newest of the same series is taken.
third_party_sources="
imgui       imgui       1.92.2b+ds-1
sdl2        libsdl2     2.32.4+dfsg-1
catch2      catch2      3.7.1-0.5
rapidcheck  rapidcheck  0~1048-a5724ea-1
fmt         fmtlib      10.1.1+ds1-4
pugixml     pugixml     1.13-0.2
utf8proc    utf8proc    2.8.0-1
libical     libical3    3.0.20-3
zlib        zlib        1:1.3.dfsg+really1.3.1-1
libsodium   libsodium   1.0.22-2
md4c        md4c        0.4.8-1
qrcodegen   qr-code-generator 1.8.0-1.1
"
# name, Debian package: libraries that are headers alone. (Older releases of RapidJSON do not compile with clang 19.)
third_party_headers="
cereal  libcereal-dev
cli11   libcli11-dev
rapidjson  rapidjson-dev/sid
"

# What the system must have: compilers and tools, the desktop's libraries, and what the tests look at.
system_packages="
clang-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev lld-19 llvm-19
cmake ninja-build ccache pkg-config perl python3 nodejs npm dpkg-dev curl ca-certificates git xz-utils
libsdl2-dev libfreetype-dev libfontconfig-dev libgl-dev
chromium fonts-noto-cjk fonts-noto-color-emoji brotli xvfb xdotool syncthing python3-nacl
libreoffice-writer-nogui poppler-utils librsvg2-bin
"
# What `./dev test --browsers` needs beyond that: two more engines, and what drives them.
browser_packages="firefox-esr webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi"

# ---- The parts -----------------------------------------------------------------------------------------------

# setup [browsers]
setup() {
  mkdir -p "$cache" build/third_party
  exec 9>"$cache/lock"
  flock --nonblock 9 || { say "waiting for another ./dev to finish its setup"; flock 9; }
  setup_system_packages "$system_packages${1:+ $browser_packages}"
  # Fetching the one waits for the network, making the other for the processors.
  has_emscripten || open_view
  setup_emscripten &
  local emscripten=$!
  setup_sources
  setup_archives native
  wait $emscripten || exit 1
  setup_archives wasm
  setup_npm_packages "$@"
  exec 9>&-
}

# setup_system_packages PACKAGES: Debian packages of the system itself; the only part that needs root.
setup_system_packages() {
  local wanted missing=() package
  read -ra wanted <<<"$(echo $1)"
  # Another Node (with npm inside) or a self-built tool serves as well as Debian's.
  for package in "${wanted[@]}"; do
    case $package in
      nodejs) command -v node >/dev/null && continue ;;
      npm | cmake | ccache | git | curl | python3) command -v "$package" >/dev/null && continue ;;
    esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing packages needs root" "run as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq || fail "apt-get update failed" "check the network and /etc/apt, then run again"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    >"$cache/apt-install.log" 2>&1 || fail "apt-get install failed, see $cache/apt-install.log" "then run again"
}

has_emscripten() { [ -d "$cache/emscripten-$emscripten_version" ] || own_emscripten >/dev/null; }

# Emscripten: the user's own if it is recent and can build its system libraries, else Debian's in a private folder.
setup_emscripten() {
  local own
  if own=$(own_emscripten); then
    ln -sfn "$own" build/third_party/emscripten
    return
  fi
  local folder=$cache/emscripten-$emscripten_version
  if [ ! -d "$folder" ]; then
    say "fetching Emscripten $emscripten_version (about 240 MB)"
    local part=$folder.part
    rm -rf "$part"
    unpack_packages "$part" $emscripten_packages
    unpack_packages "$part/binaryen" $binaryen_packages
    configure_emscripten "$part" "$folder"
    mv "$part" "$folder"
  fi
  ln -sfn "$folder/usr/share/emscripten" build/third_party/emscripten
}

own_emscripten() {
  command -v em-config >/dev/null || return 1
  local root version
  root=$(em-config EMSCRIPTEN_ROOT) && version=$(tr -d '"' <"$root/emscripten-version.txt") || return 1
  [ -w "$(em-config CACHE)" ] && printf '%s\n' "$emscripten_version" "$version" | sort --check=quiet --version-sort &&
    echo "$root"
}

# configure_emscripten UNPACKED FINAL makes the packages work from a folder of their own.
configure_emscripten() {
  local emscripten=$1/usr/share/emscripten tools=$1/binaryen/wrapped/bin tool
  # Two thirds of the package's 1.7 GB are system libraries for threads and sanitizers.
  find "$emscripten/cache" \( -name '*-mt*' -o -name '*-ww*' -o -name '*asan*' -o -name 'lto-pic' -o -name 'pic' \) \
    -prune -exec rm -rf {} +
  # Emscripten's scripts look for acorn beside themselves.
  ln -s "$2/usr/share/nodejs" "$emscripten/node_modules"
  # Debian's cache is read-only by configuration; ours builds the variants (exceptions) that Debian does not ship.
  sed -i -e "s|^BINARYEN_ROOT.*|BINARYEN_ROOT = '$2/binaryen/wrapped'|" -e "s|^NODE_JS =.*|NODE_JS = '$(command -v node)'|" \
    -e "s|^FROZEN_CACHE.*|FROZEN_CACHE = False\nCACHE = '$2/usr/share/emscripten/cache'|" "$emscripten/.emscripten"
  # Binaryen wants a newer C library than the system may have: each tool is started by the loader it came with.
  mkdir -p "$tools"
  for tool in "$1"/binaryen/usr/bin/*; do
    tool=$(basename "$tool")
    printf '#!/bin/sh\nlib=$(echo %s/binaryen/usr/lib/*-linux-gnu*)\nexec "$lib"/ld-linux*.so.* --library-path "$lib" %s "$@"\n' \
      "$2" "$2/binaryen/usr/bin/$tool" >"$tools/$tool"
    chmod +x "$tools/$tool"
  done
}

setup_sources() {
  mkdir -p "$cache/sources" build/third_party/sources
  local name package version folder missing=()
  while read -r name package version; do
    [ -z "$name" ] || [ -d "$cache/sources/$name-${version#*:}" ] || missing+=("$package=$version")
  done <<<"$third_party_sources"
  [ ${#missing[@]} -eq 0 ] || download_sources "${missing[@]}"
  while read -r name package version; do
    [ -n "$name" ] || continue
    folder=$cache/sources/$name-${version#*:}
    [ -d "$folder" ] || fetch_source "$package" "$version" "$folder"
    ln -sfn "$folder" "build/third_party/sources/$name"
  done <<<"$third_party_sources"
  rm -rf "$cache/download-sources"
  while read -r name package; do
    [ -n "$name" ] || continue
    folder=$cache/sources/$name-headers
    if [ ! -d "$folder" ]; then
      say "fetching $package"
      rm -rf "$folder.part"
      unpack_packages "$folder.part" "$package"
      mv "$folder.part" "$folder"
    fi
    ln -sfn "$folder" "build/third_party/sources/$name"
  done <<<"$third_party_headers"
}

# setup_archives native|wasm builds cmake/third_party into a prefix named after everything that went into it.
setup_archives() {
  local kind=$1 key prefix arguments=()
  key=$({ cat cmake/third_party/*; echo "$third_party_sources"; compiler_of "$kind"; } | sha256sum)
  prefix=$cache/$kind-${key:0:12}
  if [ ! -d "$prefix" ]; then
    if [ "$kind" = wasm ]; then
      arguments=("-DCMAKE_TOOLCHAIN_FILE=$PWD/cmake/wasm_toolchain.cmake")
      say "building third-party libraries for the browser (the first time, a few minutes)"
    else
      arguments=(-DCMAKE_{C,CXX}_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19)
      say "building third-party libraries for this machine"
    fi
    local work=$cache/building-$kind log=$cache/$kind.log
    rm -rf "$work" "$prefix.part"
    # The same paths whichever checkout asks, so that the compiler cache makes a change of one library cheap.
    mkdir "$work"
    cp -R --no-dereference cmake/third_party build/third_party/sources "$work"
    (
      export EM_COMPILER_WRAPPER=$(command -v ccache)
      cmake -S "$work/third_party" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        "-DCMAKE_INSTALL_PREFIX=$prefix.part" "-DTONGZHOU_SOURCES=$work/sources" "${arguments[@]}" &&
        cmake --build "$work/build" --target install
    ) >"$log" 2>&1 || fail "building the third-party libraries failed, see $log" "mend what it names, then run again"
    rm -rf "$work"
    mv "$prefix.part" "$prefix"
  fi
  ln -sfn "$prefix" "build/third_party/$kind"
}

compiler_of() {
  if [ "$1" = native ]; then clang-19 --version | head -n 1; else cat build/third_party/emscripten/emscripten-version.txt; fi
}

# setup_npm_packages [browsers]: packages for the page's scripts and the browser tests, from the lockfile. Those that
# only the other engines need are the optional ones.
setup_npm_packages() {
  [ -f package-lock.json ] || return 0
  local stamp=node_modules/.stamp key omit=(--omit=optional)
  key=$(sha256sum <package-lock.json)
  case $(cat "$stamp" 2>/dev/null) in
    "$key $*" | "$key browsers") return ;;
  esac
  [ $# -eq 0 ] || omit=()
  say "installing packages for the page and the browser tests"
  npm ci "${omit[@]}" --no-audit --no-fund --loglevel=error || fail "npm ci failed" "check the network, then run again"
  echo "$key $*" >"$stamp"
}

# ---- A private view of Debian's archive ----------------------------------------------------------------------

# Runs an apt tool on several Debian releases without touching the system's configuration or needing root. The mirror
# is the one the system uses.
view() {
  local tool=$1
  shift
  "$tool" -o Dir::Etc::SourceList="$cache/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences="$cache/apt/preferences" -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt/cache" \
    -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)" "$@"
}

# Refreshes the view, once per run.
open_view() {
  [ -z "${view_is_open:-}" ] || return 0
  local mirror release pin=500
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(COMPONENT) $(CREATED_BY) $(SUITE)' |
    awk '$2 == "Debian" && $3 == "main" && $4 == "Packages" && $5 !~ /security/ {print $1; exit}')
  [ -n "$mirror" ] || fail "this system's apt has no Debian archive" \
    "use Debian, or give an emsdk on PATH and -DFETCHCONTENT_SOURCE_DIR_<NAME> folders to CMake"
  mkdir -p "$cache/apt/lists/partial" "$cache/apt/cache/archives/partial"
  : >"$cache/apt/sources.list"
  : >"$cache/apt/preferences"
  for release in $view_releases; do
    printf '%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
      deb "$mirror" "$release" deb-src "$mirror" "$release" >>"$cache/apt/sources.list"
    printf 'Package: *\nPin: release n=%s\nPin-Priority: %s\n\n' "$release" "$pin" >>"$cache/apt/preferences"
    pin=$((pin - 100))
  done
  say "reading Debian's package lists"
  view apt-get update -qq || fail "Debian's package lists could not be read" "check the network, then run again"
  view_is_open=1
}

# unpack_packages FOLDER PACKAGE[=VERSION|/RELEASE]... unpacks packages into FOLDER without installing them.
unpack_packages() {
  local folder=$1 package downloads
  shift
  open_view
  downloads=$(mktemp -d "$cache/download.XXXXXX")
  for package in "$@"; do
    if [[ $package == *=* ]]; then
      package=${package%=*}=$(candidate_versions "${package%=*}" "${package#*=}" Packages | head -n 1)
    fi
    (cd "$downloads" && view apt-get download -qq "$package") || fail "downloading $package failed" "run again later"
  done
  mkdir -p "$folder"
  for package in "$downloads"/*.deb; do dpkg -x "$package" "$folder"; done
  rm -rf "$downloads"
}

# download_sources PACKAGE=VERSION... fetches source packages into $cache/download-sources with one reading of
# Debian's lists. Where that fails, for one or all, fetch_source looks further.
download_sources() {
  open_view
  say "fetching the sources of $# libraries"
  mkdir -p "$cache/download-sources"
  (cd "$cache/download-sources" && view apt-get source -qq --download-only "$@" >log 2>&1) || true
}

# fetch_source PACKAGE VERSION FOLDER unpacks a source package, with Debian's patches where the archive still has them.
fetch_source() {
  local package=$1 version folder=$3 downloads downloaded
  downloads=$(mktemp -d "$cache/download.XXXXXX")
  downloaded=$cache/download-sources/${package}_${2#*:}.dsc
  if [ -f "$downloaded" ] && dpkg-source --no-check -x "$downloaded" "$downloads/unpacked" >"$downloads/log" 2>&1; then
    mv "$downloads/unpacked" "$folder"
    rm -rf "$downloads"
    return
  fi
  rm -rf "$downloads/unpacked"  # what came of an archive of which a part is missing
  open_view
  say "fetching the source of $package $2"
  for version in $(candidate_versions "$package" "$2" Sources); do
    if (cd "$downloads" && view apt-get source -qq --download-only "$package=$version" >"$downloads/log" 2>&1 &&
      dpkg-source --no-check -x ./*.dsc unpacked >"$downloads/log" 2>&1); then
      break
    elif (cd "$downloads" && rm -f ./*.tar.* && view apt-get source -qq --tar-only "$package=$version" >"$downloads/log" 2>&1 &&
      mkdir unpacked && tar -xf ./*.orig.tar.* -C unpacked); then
      break
    fi
  done
  [ -d "$downloads/unpacked" ] || fail "no source of $package could be fetched, see $downloads/log" "run again later"
  [ "$version" = "$2" ] || say "$package $2 is no longer offered, took $version"
  # An archive may hold its files in one top folder or not.
  local inside=("$downloads"/unpacked/*)
  [ ${#inside[@]} -eq 1 ] && mv "${inside[0]}" "$folder" || mv "$downloads/unpacked" "$folder"
  rm -rf "$downloads"
}

# candidate_versions PACKAGE VERSION Packages|Sources: VERSION, then its series (same first two numbers) newest first,
# then the rest newest first.
candidate_versions() {
  local all series
  series=$(sed -E 's/^([0-9]+:)?([0-9~]+(\.[0-9]+)?).*/\1\2/' <<<"$2")
  all=$(view apt-cache madison "$1" | awk -F' *[|] *' -v kind="$3" '$3 ~ kind {print $2}' | sort -ruV)
  { grep -Fx -- "$2" <<<"$all"; grep -F -- "$series" <<<"$all"; echo "$all"; } | awk 'NF && !seen[$0]++'
}
