#!/usr/bin/env bash
# Checks every PDF of the sample: PDF/UA-1 with veraPDF's engine, structure, geometry, filling, fax; then fills them in pdf.js
# and in Chromium's viewer. Installs what it needs from Debian, PyPI and npm; run by .ci/run after a release build.
set -euo pipefail
cd "$(dirname "$0")"

need=()
command -v javac >/dev/null || need+=(default-jdk-headless)
[ -e /usr/share/java/jaxb-runtime.jar ] || need+=(libjaxb-java)
command -v chromium >/dev/null || need+=(chromium)
command -v node >/dev/null || need+=(nodejs npm)
command -v qpdf >/dev/null || need+=(qpdf)
command -v pdftoppm >/dev/null || need+=(poppler-utils)
python3 -c 'import venv, ensurepip' 2>/dev/null || need+=(python3-venv)
if [ ${#need[@]} -gt 0 ]; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends "${need[@]}"
fi

work=../../target/paper
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r requirements.txt
"$work/venv/bin/python" check.py "$work"

# The viewers fill what check.py has built.
work=$(realpath "$work")
cd viewers
npm ci --no-audit --no-fund --silent
node fill.mjs "$work"
node chromium.mjs "$work"
