# Sourced by the scripts beside it: a ChatHub on a free port of loopback with a data directory of its own. Both go when the script ends, however it ends.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
server=
url=

end() {
  [ -z "$server" ] || { kill "$server" 2> /dev/null && wait "$server" 2> /dev/null; } || true
  rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM

need() {
  local program
  for program in "$@"; do
    command -v "$program" > /dev/null || { echo "needs $program: apt-get install $program" >&2; exit 2; }
  done
}

# With the settings given as arguments.
start_server() {
  dotnet build -c Release -v q --nologo "$root/ChatHub.Api" > "$work/build" || { cat "$work/build" >&2; exit 2; }
  cd "$root/ChatHub.Api"
  dotnet bin/Release/net10.0/ChatHub.Api.dll --urls http://127.0.0.1:0 --DataDirectory "$work/data" "$@" > "$work/log" 2>&1 &
  server=$!
  cd - > /dev/null
  local tries
  for tries in $(seq 300); do
    url=$(sed -n 's/^ *Welcome  *\(http[^ ]*\).*/\1/p' "$work/log")
    [ -z "$url" ] || return 0
    kill -0 "$server" 2> /dev/null || break
    sleep 0.2
  done
  cat "$work/log" >&2
  exit 2
}

# Errors that the server logged: there must be none.
errors() {
  grep -cE '^(fail|crit)' "$work/log" || true
}
