#!/usr/bin/env python3
"""Compares a Stack Exchange dump with what a site made of it, row by row: python3 bench/import/check.py DUMP hub.db

Reads the XML by itself, and the SQLite file of the site. Every question, answer and comment; every date, thread, author, accepted answer,
score, licence, theme, lock and earlier version, with its text. Nothing but Python. Ends with 1 where anything differs.
"""
import os
import re
import sqlite3
import sys
import unicodedata
import xml.etree.ElementTree as tree
from collections import Counter, defaultdict
from html import unescape

MOST_THEMES = 12
NO_TEXT = '*The dump holds this version without its text.*'

checked, wrong = Counter(), []


def check(what, expected, found, where):
    checked[what] += 1
    if expected != found:
        wrong.append(f'{what}: {where}: {str(expected)[:120]!r} in the dump, {str(found)[:120]!r} here')


def rows(folder, name):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        for _, row in tree.iterparse(path):
            if row.tag == 'row':
                yield dict(row.attrib)
                row.clear()


def clean(text):
    """As the site keeps what is typed: one sign for a line's end, no control characters, NFC, no space at the end."""
    text = re.sub('\r\n?|[\u0085\u2028\u2029]', '\n', text or '')
    text = ''.join(c for c in text if c in '\n\t' or unicodedata.category(c) != 'Cc' and c not in '\ufffe\uffff')
    return unicodedata.normalize('NFC', text).rstrip()


def line(text):
    text = re.sub('[\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]', '', clean(text))
    return ' '.join(text.split())


def escape(text):
    return re.sub(r'([\\*_`\[\]<~|])', r'\\\1', text)


def tags_of(text):
    return [t for t in re.split('[<>|]', text or '') if t.strip()]


def author_key(row, user, name):
    return row[user] if row.get(user) else f'name:{row[name]}' if row.get(name) else ''


def time(stored):
    """Both as the dump writes it, to the millisecond."""
    head, _, tail = stored.replace('T', ' ').partition('.')
    return f'{head}.{(tail + "000")[:3]}'


def versions_of(post, history):
    """Each: when, by whom, the body (None: the dump has no text), the line on another title or other tags."""
    states = []
    edits = defaultdict(list)
    for row in sorted(history, key=lambda r: (r['CreationDate'], int(r['Id']))):
        if 1 <= int(row['PostHistoryTypeId']) <= 9:
            edits[row['RevisionGUID']].append(row)
    for parts in edits.values():
        last = dict(states[-1]) if states else {'body': None, 'title': None, 'tags': None}
        last.update(at=parts[0]['CreationDate'], by=author_key(parts[0], 'UserId', 'UserDisplayName') or author_key(post, 'OwnerUserId', 'OwnerDisplayName'))
        last['minor'] = bool(states)
        for part in parts:
            kind = int(part['PostHistoryTypeId']) % 3
            if kind == 2:
                last['body'], last['minor'] = part.get('Text'), False
            elif part.get('Text'):
                last['title' if kind == 1 else 'tags'] = part['Text']
        states.append(last)
    for state in states:
        words = ''
        if state['title'] and state['title'] != states[-1]['title']:
            words += f'Title: {escape(line(state["title"]))}. '
        if state['tags'] and state['tags'] != states[-1]['tags']:
            words += f'Tags: {escape(", ".join(tags_of(state["tags"])))}.'
        state['line'] = f'*{words.strip()}*\n\n' if words else ''
    return states


def letters(text):
    """What of a text is neither mark nor space: HTML and the Markdown made of it agree in that."""
    return re.sub(r'[\W_]', '', text)


def main(folder, database):
    db = sqlite3.connect(f'file:{database}?mode=ro', uri=True)
    db.row_factory = sqlite3.Row
    sources = db.execute('SELECT * FROM ImportSources').fetchall()
    wanted = os.path.basename(os.path.normpath(folder))
    [source] = [s for s in sources if f'//{wanted}.' in s['Root'] or len(sources) == 1]
    found = {(r['Kind'], r['Key']): r for r in db.execute('''
        SELECT i.*, p.DiscussionId, p.Number, p.Text, p.At, p.EditedAt, p.Version, p.PersonId, p.RemovedAt,
               a.Key AuthorKey, a.Name AuthorName, a.PersonId Placeholder, a.ClaimedById
        FROM ImportedPosts i JOIN Posts p ON p.Id = i.PostId JOIN ImportedAuthors a ON a.Id = i.AuthorId WHERE i.SourceId = ?''', (source['Id'],))}
    discussions = {r['Id']: r for r in db.execute('SELECT d.*, t.Name Theme FROM Discussions d LEFT JOIN Theme t ON t.Id = d.ThemeId')}
    earlier = defaultdict(list)
    for r in db.execute('''
        SELECT r.*, a.Key Editor FROM PostRevisions r LEFT JOIN ImportedAuthors a ON a.PersonId = r.ById AND a.SourceId = ?
        ORDER BY r.PostId, r.Version''', (source['Id'],)):
        earlier[r['PostId']].append(r)

    names = {r['Id']: r['DisplayName'] for r in rows(folder, 'Users.xml')}
    posts = {r['Id']: r for r in rows(folder, 'Posts.xml') if r['PostTypeId'] in '12'}
    history = defaultdict(list)
    for r in rows(folder, 'PostHistory.xml'):
        history[r['PostId']].append(r)
    comments = [r for r in rows(folder, 'Comments.xml') if r['PostId'] in posts]
    accepts = {r['PostId']: r['CreationDate'] for r in rows(folder, 'Votes.xml') if r['VoteTypeId'] == '1'}
    votes = defaultdict(Counter)
    for r in rows(folder, 'Votes.xml'):
        votes[r['PostId']][r['VoteTypeId']] += 1
    uses = Counter(t for p in posts.values() if p['PostTypeId'] == '1' for t in tags_of(p.get('Tags')))
    themes = sorted(sorted(uses.items(), key=lambda one: (-one[1], one[0].encode()))[:MOST_THEMES], key=lambda one: one[1])

    kinds = {'1': 'Question', '2': 'Answer'}
    check('count of questions', sum(p['PostTypeId'] == '1' for p in posts.values()), sum(k == 'Question' for k, _ in found), '')
    check('count of answers', sum(p['PostTypeId'] == '2' for p in posts.values()), sum(k == 'Answer' for k, _ in found), '')
    check('count of comments', len(comments), sum(k == 'Comment' for k, _ in found), '')
    writers, edits = set(), 0

    def check_author(row, user, name, here, where):
        key = author_key(row, user, name)
        writers.add(key)
        shown = line(names.get(row.get(user)) or row.get(name)) or (f'user{key}' if key else 'Somebody unknown')
        check('author', (key, shown), (here['AuthorKey'], here['AuthorName']), where)
        check('under whose name', here['ClaimedById'] or here['Placeholder'], here['PersonId'], where)

    for key, post in posts.items():
        where = f'{kinds[post["PostTypeId"]].lower()} {key}'
        here = found.get((kinds[post['PostTypeId']], key))
        if here is None:
            wrong.append(f'{where} is not here')
            continue
        question = found[('Question', post.get('ParentId', key))]
        check('thread', question['DiscussionId'], here['DiscussionId'], where)
        check('date', time(post['CreationDate']), time(here['At']), where)
        check('score', int(post['Score']), here['Score'], where)
        check('licence', post.get('ContentLicense'), here['Licence'], where)
        check('link', f'{source["Root"]}/{"q" if post["PostTypeId"] == "1" else "a"}/{key}', here['Link'], where)
        check('not taken away', None, here['RemovedAt'], where)
        check_author(post, 'OwnerUserId', 'OwnerDisplayName', here, where)
        if post['PostTypeId'] == '1':
            discussion = discussions[here['DiscussionId']]
            check('title', line(post['Title']), discussion['Title'], where)
            check('is the first post', 1, here['Number'], where)
            check('community', source['CommunityId'], discussion['CommunityId'], where)
            check('closed', time(post['ClosedDate']) if 'ClosedDate' in post else None, discussion['LockedAt'] and time(discussion['LockedAt']), where)
            tag = next((t for t, _ in themes if t in tags_of(post.get('Tags'))), None)
            check('theme', tag and tag.replace('-', ' ').lower(), discussion['Theme'] and discussion['Theme'].lower(), where)
            check('tags in words', True, ', '.join(tags_of(post.get('Tags'))) in (here['Remarks'] or ''), where)
            accepted = post.get('AcceptedAnswerId')
            check('accepted answer', found[('Answer', accepted)]['Number'] if accepted else None, discussion['MarkedAnswer'], where)
            if accepted:
                check('day of the mark', max(accepts.get(accepted, ''), posts[accepted]['CreationDate'])[:10], discussion['MarkedAt'][:10], where)
        states = versions_of(post, history[key])
        edits += len(states) - 1
        before = earlier[here['PostId']]
        check('count of earlier versions', len(states) - 1, len(before), where)
        for at, (state, kept) in enumerate(zip(states, before)):
            text = clean(state['body'])
            check('text of an earlier version', clean(state['line'] + (text or NO_TEXT)), kept['Text'], f'{where}, version {at}')
            dates = (time(post['CreationDate'] if at == 0 else state['at']), time(states[at + 1]['at']))
            check('dates of an earlier version', dates, (time(kept['WrittenAt']), time(kept['ReplacedAt'])), f'{where}, version {at}')
            check('editor', states[at + 1]['by'], kept['Editor'], f'{where}, version {at}')
            check('kind of edit', states[at + 1]['minor'], bool(kept['IsMinor']), f'{where}, version {at}')
            writers.add(states[at + 1]['by'])
        writers.add(states[0]['by'])
        check('date of the last edit', time(states[-1]['at']) if len(states) > 1 else None, here['EditedAt'] and time(here['EditedAt']), where)
        if clean(states[-1]['body']):
            check('text', clean(states[-1]['body']), here['Text'], where)
        else:
            words = unescape(re.sub('<[^>]*>', '', post['Body']))
            check('first words of a text made from HTML', letters(words)[:30], letters(here['Text'])[:30], where)
        up, down = votes[key]['2'], votes[key]['3']
        if up + down:
            check('score is the sum of votes', int(post['Score']), up - down, where)

    for row in comments:
        where = f'comment {row["Id"]}'
        here = found.get(('Comment', row['Id']))
        if here is None:
            wrong.append(f'{where} is not here')
            continue
        parent = found[(kinds[posts[row['PostId']]['PostTypeId']], row['PostId'])]
        check('thread', parent['DiscussionId'], here['DiscussionId'], where)
        check('comes after its parent', True, here['Number'] > parent['Number'], where)
        check('date', time(max(row['CreationDate'], posts[row['PostId']]['CreationDate'])), time(here['At']), where)
        check('score', int(row['Score']), here['Score'], where)
        check('licence', row.get('ContentLicense'), here['Licence'], where)
        public = discussions[here['DiscussionId']]['PublicId']
        quote, _, text = here['Text'].partition('\n\n')
        number = parent['Number']
        link = f'/discussions/{public}?page={(number - 1) // 20 + 1}#post-{number}'
        check('quotes its parent', f'> [Post {number}]({link}): ', quote[:quote.find('): ') + 3], where)
        check('text', clean(row['Text']), text, where)
        check_author(row, 'UserId', 'UserDisplayName', here, where)

    for discussion in {r['DiscussionId'] for r in found.values()}:
        ordered = [(r['At'], r['Number']) for r in found.values() if r['DiscussionId'] == discussion]
        check('posts in the order of their dates', sorted(ordered), sorted(ordered, key=lambda one: one[1]), f'discussion {discussion}')
        check('count of posts', len(ordered), discussions[discussion]['PostCount'], f'discussion {discussion}')
        check('latest post', max(ordered)[0], discussions[discussion]['LastPostAt'], f'discussion {discussion}')
    here = {r[0] for r in db.execute('SELECT Key FROM ImportedAuthors WHERE SourceId = ?', (source['Id'],))}
    check('who wrote or edited', writers, here, '')
    check('count of earlier versions in all', edits, sum(len(earlier[r['PostId']]) for r in found.values()), '')
    placeholders = 'SELECT PersonId FROM ImportedAuthors'
    check('placeholders without an account', 0, db.execute(f'SELECT count(*) FROM AspNetUsers WHERE PersonId IN ({placeholders})').fetchone()[0], '')
    for table in 'Notices', 'Mails':
        check('placeholders told of nothing', 0, db.execute(f'SELECT count(*) FROM {table} WHERE PersonId IN ({placeholders})').fetchone()[0], table)

    for what, count in sorted(checked.items()):
        print(f'{count:7,}  {what}')
    print(f'{sum(checked.values()):7,}  compared, {len(wrong)} differ')
    for one in wrong[:40]:
        print('   ', one)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
