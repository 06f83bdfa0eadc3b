#!/usr/bin/env bash
# Holds 1,000 sockets open against a ChatHub with default settings, slowly sending headers, slowly sending bodies, slowly reading answers, while one well-behaved client
# logs in once a second: each of its logins must take less than a second.
#
#     bench/security/slowhttptest.sh [sockets] [seconds]
#
# needs slowhttptest (Debian: apt-get install slowhttptest) and curl.
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
need slowhttptest curl awk

sockets=${1:-1000}
seconds=${2:-40}
person='{"username":"healthy","password":"correct horse battery"}'
failed=0

ulimit -n $((sockets + 4096)) 2> /dev/null || ulimit -n "$(ulimit -H -n)"
start_server
curl -sf -o /dev/null -H 'Content-Type: application/json' -d "$person" "$url/signup"

login() {
  curl -s -o /dev/null -m 20 -w '%{http_code} %{time_total}\n' -H 'Content-Type: application/json' -d "$person" "$url/login" || true
}

# What the logins took, in a line; fails unless all were answered in time.
judge() {
  sort -k2 -n "$2" | awk -v name="$1" '
    { if ($1 != 200) wrong++; else time[++count] = $2 }
    END {
      printf "%-10s %3d logins: median %.3f s, slowest %.3f s, not answered 200: %d\n", name, count, time[int((count + 1) / 2)], time[count], wrong
      exit (count == 0 || wrong > 0 || time[count] >= 1)
    }'
}

for warm in $(seq 10); do login; done > "$work/warm"
for quiet in $(seq 10); do login; sleep 0.5; done > "$work/quiet"
judge 'no attack' "$work/quiet" || failed=1

attack() {
  local mode=$1 pid
  shift
  slowhttptest -c "$sockets" -r 250 -l "$seconds" -p 5 "$@" < /dev/null > "$work/attack" 2>&1 &
  pid=$!
  # Until most are open.
  sleep $((sockets / 250 + 2))
  : > "$work/logins"
  while kill -0 "$pid" 2> /dev/null; do
    login >> "$work/logins"
    sleep 1
  done
  wait "$pid" || true
  judge "$mode" "$work/logins" || failed=1
  # How slowhttptest sees it in the end, without its colours.
  sed 's/\x1b\[[0-9;]*[A-Za-z]//g' "$work/attack" | grep -E '^(closed|connected|error|pending|initializing|service available|Test ended|Exit status)|Exit status' | tail -8 | tr -s ' \t' ' ' | paste -sd ';' | sed 's/^/           /'
}

attack headers -H -i 10 -x 24 -t GET -u "$url/health/live"
attack body -B -i 10 -s 8192 -x 10 -t POST -f application/json -u "$url/login"
attack read -X -w 256 -y 512 -n 5 -z 32 -k 3 -u "$url/swagger/swagger-ui-bundle.js"

printf 'errors in the log: %s\n' "$(errors)"
[ "$(errors)" -eq 0 ] || failed=1
[ $failed -eq 0 ] && echo 'every login took less than a second' || echo 'NOT WELL'
exit $failed
