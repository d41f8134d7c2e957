#!/usr/bin/env bash
# How fast pages of discussions are, with a large seed: for visitors and signed in, the first page of a long one and page 250.
#   measure.sh PUBLISHED_FOLDER DATA_FOLDER [PORT]     the data folder: a seed with --discussions, made with --password demo-Pass-1
# Needs wrk, curl and sqlite3. Starts the site itself (limits off: Development), and stops it.
set -euo pipefail
published=$1 data=$2 port=${3:-5390} db=$2/hub.db
address=http://localhost:$port
(cd "$published" && exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="$address" Hub__Data="$data" Hub__Limits=off Hub__Demo=off \
    $( [ -x ./CommunityHub.Web ] && echo ./CommunityHub.Web || echo dotnet CommunityHub.Web.dll ) > "$data/site.log" 2>&1) &
trap 'fuser -k -TERM $port/tcp >/dev/null 2>&1 || true; wait' EXIT
until curl -fs "$address/readyz" >/dev/null; do sleep 0.2; done

# One of usual length in an open community, and the longest; a member of the latter's community.
usual=$(sqlite3 "$db" "SELECT d.PublicId FROM Discussions d JOIN Communities c ON c.Id = d.CommunityId WHERE c.Kind = 'Open' AND d.PostCount BETWEEN 15 AND 20 LIMIT 1")
long=$(sqlite3 "$db" "SELECT PublicId FROM Discussions ORDER BY PostCount DESC LIMIT 1")
mail=$(sqlite3 "$db" "SELECT u.Email FROM AspNetUsers u JOIN Memberships m ON m.PersonId = u.PersonId JOIN Discussions d ON d.CommunityId = m.CommunityId
    WHERE d.PublicId = '$long' AND m.Until IS NULL AND u.EmailConfirmed AND NOT EXISTS (SELECT 1 FROM Suspensions s WHERE s.PersonId = u.PersonId) LIMIT 1")

jar=$(mktemp)
token=$(curl -s -c "$jar" -b "$jar" "$address/account/login" | grep -o 'name="__RequestVerificationToken"[^>]*value="[^"]*"' | head -1 | sed 's/.*value="//; s/"//')
handler=$(curl -s -c "$jar" -b "$jar" "$address/account/login" | grep -o 'name="_handler" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"//')
curl -s -o /dev/null -c "$jar" -b "$jar" --data-urlencode "__RequestVerificationToken=$token" --data-urlencode "_handler=$handler" \
    --data-urlencode "email=$mail" --data-urlencode "password=demo-Pass-1" "$address/account/login"
cookie=$(awk '!/^# / && NF > 6 { sub(/^#HttpOnly_/, ""); printf "%s=%s; ", $6, $7 }' "$jar")
grep -q 'Hello, ' <(curl -s -b "$jar" "$address/") || { echo "The sign-in of $mail did not work." >&2; exit 1; }

run() { # words, address, wrk's header
    wrk -t1 -c32 -d3s "${@:3}" "$address/$2" >/dev/null   # warm
    printf '%-45s ' "$1"
    wrk -t1 -c32 -d8s --latency "${@:3}" "$address/$2" | awk '/99%/ { p99 = $2 } /50%/ { p50 = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = $0 } END { print rate " a second, p50 " p50 ", p99 " p99 " " bad }'
}
run "a discussion of usual length, visitor" "discussions/$usual"
run "the longest, first page, visitor" "discussions/$long"
run "the longest, page 250, visitor" "discussions/$long?page=250"
run "a discussion of usual length, signed in" "discussions/$usual" -H "Cookie: $cookie"
run "the longest, first page, signed in" "discussions/$long" -H "Cookie: $cookie"
run "the longest, page 250, signed in" "discussions/$long?page=250" -H "Cookie: $cookie"
run "home, signed in" "" -H "Cookie: $cookie"
run "search, visitor, a common word" "search?q=work"
