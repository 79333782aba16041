#!/usr/bin/env bash
# Takes the README's picture anew: the top of the demo's brief, 1200 pixels wide, as docs/brief.png.
#
#     tools/picture.sh          needs Chromium; run `make demo` first
set -euo pipefail
cd "$(dirname "$0")/.."

browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)"
profile="$(mktemp -d)"
trap 'rm -rf "$profile"' EXIT
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$profile" --force-device-scale-factor=1 \
  --window-size=1200,1500 --screenshot="$PWD/docs/brief.png" "file://$PWD/demo/brief.html" 2>/dev/null
size="$(stat -c %s docs/brief.png)"
echo "docs/brief.png: $size bytes"
[ "$size" -lt 400000 ] || { echo "over 400 kB: crop it or reduce its colours" >&2; exit 1; }
