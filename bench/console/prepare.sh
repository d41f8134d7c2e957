#!/usr/bin/env bash
# Puts questions into the demo world's live hotseat, while the site is stopped.   prepare.sh DATA_FOLDER [QUESTIONS]   prints its public id.
set -euo pipefail
db=$1/hub.db many=${2:-600}
hotseat=$(sqlite3 "$db" "SELECT Id FROM Hotseats WHERE State = 'Live' ORDER BY Id LIMIT 1")
sqlite3 "$db" "
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $many)
INSERT INTO Questions (PublicId, HotseatId, Text, Html, AskedAt, Version)
SELECT printf('bench%07d', i), $hotseat, 'Question ' || i || ': who pays when a family asks for more hours than the plan has, and who tells them?',
    '<p>Question ' || i || ': who pays when a family asks for more hours than the plan has, and who tells them?</p>', datetime('now', '-' || ($many - i) || ' seconds'), 0 FROM n;
INSERT INTO QuestionAskers (QuestionId, PersonId) SELECT q.Id, (SELECT u.PersonId FROM AspNetUsers u WHERE u.Email = 'bo@demo.test') FROM Questions q WHERE q.PublicId LIKE 'bench%';
INSERT INTO Votes (QuestionId, PersonId, At) SELECT q.Id, p.Id, q.AskedAt FROM Questions q JOIN People p ON (q.Id * 7 + p.Id) % 5 = 0 WHERE q.PublicId LIKE 'bench%';
"
sqlite3 "$db" "SELECT PublicId FROM Hotseats WHERE Id = $hotseat"
