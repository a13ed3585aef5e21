#!/bin/sh
# Makes sure of what tests need beside Python: a Chromium to look at pages with, Java for the HTML checker, locales, nginx.
set -eu

has_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

# macOS has a `java` that only says there is none, so it is run, not looked for.
has_java() { java -version >/dev/null 2>&1; }

# Descriptions, of which tests make locales of their own; tests that need them are skipped where there are none.
has_locales() { [ -e /usr/share/i18n/locales/tr_TR ] || ! command -v apt-get >/dev/null 2>&1; }

# Unpacked below .cache and not installed, since an installed nginx begins to serve at once. Tests that need it are
# skipped where there is none.
unpack_nginx() {
  if [ -x .cache/nginx/usr/sbin/nginx ] || command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; then return 0; fi
  command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 || return 0
  mkdir -p .cache/nginx && (
    cd .cache/nginx && { apt-get download -qq nginx >/dev/null 2>&1 || {
      [ "$as_root" != no ] && $as_root apt-get update -qq && apt-get download -qq nginx >/dev/null 2>&1
    }; } && dpkg -x nginx_*.deb . && rm nginx_*.deb
  ) || echo "There is no nginx, so the tests of what it sends are skipped." >&2
}

if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root=sudo
else
  as_root=no
fi

unpack_nginx

missing=
has_chromium || missing="chromium"
has_java || missing="$missing default-jre-headless"
has_locales || missing="$missing locales"
missing=${missing# }
[ -n "$missing" ] || exit 0

if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing $missing with apt-get: the tests need it."
  # shellcheck disable=SC2086 # an empty word and several words
  $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing >/dev/null || true
fi

if ! has_chromium || ! has_java; then
  echo "The tests need Chromium and Java 11 or newer; install the packages that Debian calls: $missing." >&2
  exit 1
fi
