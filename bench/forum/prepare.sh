#!/usr/bin/env bash
# Picks a discussion of a seeded site for watch.mjs, of a large community and with room on its page, and lists members who can sign in.
#   prepare.sh DATA_FOLDER [PEOPLE]   prints the discussion's id; the addresses are in DATA_FOLDER/watchers.txt
set -euo pipefail
db=$1/hub.db people=${2:-100}
discussion=$(sqlite3 "$db" "SELECT d.Id FROM Discussions d JOIN Communities c ON c.Id = d.CommunityId
    WHERE c.Kind = 'ByRequest' AND d.LockedAt IS NULL AND d.MergedIntoId IS NULL AND d.PostCount BETWEEN 8 AND 18
    ORDER BY (SELECT COUNT(*) FROM Memberships m WHERE m.CommunityId = c.Id AND m.Until IS NULL) DESC, d.Id LIMIT 1")
sqlite3 "$db" "SELECT u.Email FROM AspNetUsers u JOIN Memberships m ON m.PersonId = u.PersonId JOIN Discussions d ON d.CommunityId = m.CommunityId
    WHERE d.Id = $discussion AND m.Until IS NULL AND u.EmailConfirmed AND NOT EXISTS (SELECT 1 FROM Suspensions s WHERE s.PersonId = u.PersonId) LIMIT $people" > "$1/watchers.txt"
sqlite3 "$db" "SELECT PublicId FROM Discussions WHERE Id = $discussion"
