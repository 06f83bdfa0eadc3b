#!/usr/bin/env bash
# Lets sqlmap try every parameter of every operation in the Swagger document of a ChatHub, with its limits off: it must find nothing.
#
#     bench/security/sqlmap.sh [level] [risk]
#
# needs sqlmap (Debian: apt-get install sqlmap), which brings python3.
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
need sqlmap python3

level=${1:-2}
risk=${2:-1}

key=$(head -c 30 /dev/urandom | base64 | tr '+/' '-_')
start_server --Auth:ServerKeys:0 "$key" --Auth:BcryptWorkFactor 10 --Translation:Provider Pseudo --Limits:LoginAttemptsPerMinute 0 --Limits:SignupsPerHour 0 --Limits:MessagesPerSecond 0
mkdir "$work/requests" "$work/results" "$work/sqlmap"
python3 "$root/bench/security/requests.py" "$url" "$work/requests" "$key"

# Refusals are answers like any other; time-based tricks need a server that sleeps, which SQLite cannot, so that only heavy queries are left of them.
try() {
  sqlmap -r "$1" --batch --ignore-stdin --disable-coloring --dbms sqlite --level "$level" --risk "$risk" --threads 4 --retries 0 --timeout 30 --ignore-code 400,401,403,404,405,409,413,415,429 \
    --flush-session --output-dir "$work/sqlmap/$(basename "$1" | cut -c 1-2)" < /dev/null > "$work/results/$(basename "$1")" 2>&1 || true
}
export -f try
export level risk work

find "$work/requests" -type f -print0 | sort -z | xargs -0 -n 1 -P "$(nproc)" bash -c 'try "$1"' try

failed=0 found=0 nothing=0 without=0
for result in "$work/results/"*; do
  name=$(basename "$result" | cut -c 4- | tr '_' '/')
  if grep -qE 'identified the following injection point|is vulnerable|appears to be .*injectable' "$result"; then
    found=$((found + 1)) failed=1
    printf 'FOUND      %s\n' "$name"
    grep -E 'Parameter:|Type:|Title:|Payload:' "$result" | sed 's/^/             /'
  elif grep -q 'all tested parameters do not appear to be injectable' "$result"; then
    nothing=$((nothing + 1))
    printf 'nothing    %-55s %s places, %s requests refused\n' "$name" "$(grep -cE 'testing for SQL injection on' "$result")" "$(grep -oE '[0-9]+ times' "$result" | awk '{ sum += $1 } END { print sum + 0 }')"
  elif grep -qE 'no parameter\(s\) found for testing|usable HTTP request \(with parameters\)' "$result"; then
    without=$((without + 1))
    printf 'no parameter  %s\n' "$name"
  else
    failed=1
    printf 'NOT TRIED  %s: %s\n' "$name" "$(grep -E 'CRITICAL|ERROR' "$result" | tail -1)"
  fi
done
printf '%d operations tried, %d without a parameter; found: %d; level %s, risk %s; 5xx: %s; errors in the log: %s\n' \
  "$nothing" "$without" "$found" "$level" "$risk" "$(cat "$work/results/"* | grep -cE '(^|, )5[0-9][0-9] \(' || true)" "$(errors)"
[ "$(errors)" -eq 0 ] || { failed=1; grep -E '^(fail|crit)' "$work/log" | head -5; }
exit $failed
