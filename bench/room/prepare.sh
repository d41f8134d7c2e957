#!/usr/bin/env bash
# Makes a seeded site ready for room.mjs, while it is stopped: opens a hotseat of 100 to 150 questions of a large community for a day, and lists
# members of it who can sign in, and its guest (guest.txt).   prepare.sh DATA_FOLDER [PEOPLE]   prints the hotseat's id; the addresses are in DATA_FOLDER/people.txt
set -euo pipefail
db=$1/hub.db people=${2:-100}
# One that is over has its hundred questions and answers; it is opened again.
hotseat=$(sqlite3 "$db" "SELECT h.Id FROM Hotseats h JOIN Communities c ON c.Id = h.CommunityId WHERE c.Kind = 'ByRequest' AND h.State = 'Archived'
    AND (SELECT COUNT(*) FROM Questions q WHERE q.HotseatId = h.Id) BETWEEN 100 AND 150
    ORDER BY (SELECT COUNT(*) FROM Memberships m WHERE m.CommunityId = c.Id AND m.Until IS NULL) DESC LIMIT 1")
sqlite3 "$db" "UPDATE Hotseats SET State = 'Live', WrappingUpSince = NULL, ArchivedAt = NULL,
    StartsAt = datetime('now', '-5 minutes'), WentLiveAt = datetime('now', '-5 minutes'), EndsAt = datetime('now', '+1 day') WHERE Id = $hotseat"
sqlite3 "$db" "SELECT u.Email FROM AspNetUsers u JOIN Memberships m ON m.PersonId = u.PersonId JOIN Hotseats h ON h.CommunityId = m.CommunityId
    WHERE h.Id = $hotseat AND m.Until IS NULL AND u.EmailConfirmed AND NOT EXISTS (SELECT 1 FROM Suspensions s WHERE s.PersonId = u.PersonId) LIMIT $people" > "$1/people.txt"
sqlite3 "$db" "SELECT u.Email FROM AspNetUsers u JOIN Answerers a ON a.PersonId = u.PersonId WHERE a.HotseatId = $hotseat LIMIT 1" > "$1/guest.txt"
sqlite3 "$db" "SELECT PublicId FROM Hotseats WHERE Id = $hotseat"
