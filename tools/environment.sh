#!/bin/sh
# Which Python looks after .venv? `make` calls this, with the extras it needs: sh tools/environment.sh [test] [benchmark]
#
# If the environment belongs to this folder and holds what is needed, nothing else happens: no search, no network.
# Otherwise a Python that is new enough runs tools/making.py, which says why and makes the environment.
# A Python can be named: `make lab PYTHON=/path/to/python`. One that is too old is refused before anything is changed.
set -u
cd "$(dirname "$0")/.." || exit 1

case "${OS:-}" in
  Windows_NT) own=.venv/Scripts/python ;;
  *) own=.venv/bin/python ;;
esac

# What a Python is asked: is it new enough, and which one is it? An activated environment answers with the Python that
# it was made from, so that no Python has to replace the folder from which it runs.
ask='import sys
if sys.version_info < (3, 11): sys.exit(3)
sys.stdout.write(getattr(sys, "_base_executable", None) or sys.executable)'

# Run the Python that was named: a path, which may hold spaces, or a command with an argument (py -3.12).
named() {
  if command -v "$PYTHON" >/dev/null 2>&1; then "$PYTHON" "$@"; else $PYTHON "$@"; fi
}

if [ -n "${PYTHON:-}" ]; then
  python=$(named -c "$ask" 2>/dev/null)
  case $? in
    0) exec "$python" -E -s tools/making.py --named "$@" ;;
    3) version=$(named -c 'import sys; sys.stdout.write("%d.%d.%d" % sys.version_info[:3])')
       echo "$PYTHON is Python $version, and the lessons need Python 3.11 or newer. Nothing was changed." ;;
    *) echo "PYTHON=$PYTHON does not start a Python. Nothing was changed." ;;
  esac >&2
  exit 1
fi

"$own" -I tools/environment.py "$@" 2>/dev/null && exit 0

for name in "$own" python3 python3.14 python3.13 python3.12 python3.11 python py; do
  command -v "$name" >/dev/null 2>&1 || continue
  python=$("$name" -c "$ask" 2>/dev/null) && exec "$python" -E -s tools/making.py "$@"
done
echo "Python 3.11 or newer was not found. Install it from python.org, or name it: make lab PYTHON=/path/to/python" >&2
exit 1
