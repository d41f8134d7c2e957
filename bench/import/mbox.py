#!/usr/bin/env python3
"""Makes the archive of a mailing list that never was: python3 bench/import/mbox.py MESSAGES > potters.mbox

Threads of all lengths, quotes in several styles, signatures, the list's own footer, four charsets and three encodings, pages, pictures and
texts attached, and one message in fifty with something wrong. The same each time. Nothing but Python.
"""
import base64
import quopri
import random
import struct
import sys
import zlib
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime

rng = random.Random(4155)
NAMES = ['Ann Smith', 'Bo Reed', 'Zoë Löfgren', 'Wei Ming', '王伟', 'Ilse van Dam', 'Олег Мороз', 'Priya N.', 'Tom O’Hara', 'M. Castañeda', 'Jo', 'Kofi Mensah']
TOPICS = ['Glaze that runs', 'Kiln in the yard', 'Which clay for a stove?', 'Bisque at cone 06', 'Open studio in May',
          'Cracks in large plates', 'A wheel for left hands', 'Lead and old recipes']
WORDS = ('the kiln was cold this morning and so were we but what came out of it is better than anything last year we tried three glazes on the '
         'same clay and only one of them held does anybody know why the others crawl it may be the dust or the water which is hard here my notes '
         'say ten minutes at the top and a slow way down').split()
FOOTER = f'\n{"_" * 47}\nPotters mailing list\nPotters at lists.example.org\nhttps://lists.example.org/mailman/listinfo/potters\n'


def wrapped(count, width=72):
    lines, line = [], ''
    for _ in range(count):
        word = rng.choice(WORDS)
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f'{line} {word}'.strip()
    return '\n'.join([*lines, f'{line}.'])


def picture():
    width, height = rng.randint(200, 900), rng.randint(200, 700)
    rows = b''
    for y in range(0, height, 50):
        row = b''.join(bytes((x * 255 // width, y * 255 // height, 90)) for x in range(width))
        rows += (b'\0' + row) * min(50, height - y)

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def encoded(text, kind='plain'):
    """A part: its headers and its body."""
    for charset in rng.sample(['iso-8859-1', 'windows-1252', 'koi8-r', 'us-ascii'], 2) + ['utf-8']:
        try:
            data = text.encode(charset)
            break
        except UnicodeEncodeError:
            continue
    way = rng.choice(['8bit', 'quoted-printable', 'base64'])
    body = data if way == '8bit' else quopri.encodestring(data) if way == 'quoted-printable' else base64.encodebytes(data)
    return f'Content-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: {way}\n'.encode(), body


def several(kind, parts):
    mark = f'=_{rng.getrandbits(64):x}'
    body = b''.join(b'--' + mark.encode() + b'\n' + head + b'\n' + data + b'\n' for head, data in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\n'.encode(), body + b'--' + mark.encode() + b'--\n'


def attached(name, kind, data):
    head = f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    return head.encode(), base64.encodebytes(data)


def quote(message, style):
    mail = f'{message["login"]}@canary.example'
    lines = message['text'].split('\n')
    if style == 'top':
        return '\n\nOn {:%a, %d %b %Y at %H:%M}, {} <{}>\nwrote:\n\n'.format(message['at'], message['name'], mail) + '\n'.join(f'> {line}' for line in lines)
    return f'{message["name"]} ({mail}) wrote:\n' + '\n'.join(f'> {line}' for line in lines[:rng.randint(2, 9)]) + '\n\n'


def write(out, message, parent, number):
    text = wrapped(rng.choice([15, 40, 90, 200]))
    if parent and rng.random() < .8:
        text = text + quote(parent, 'top') if rng.random() < .5 else quote(parent, 'below') + text
    message['text'] = text
    whole = text + (f'\n-- \n{message["name"]}\n{message["login"]}@canary.example' if rng.random() < .5 else '') + FOOTER
    head, body = encoded(whole)
    if rng.random() < .25:
        page = ''.join(f'<p>{part}</p>' for part in whole.replace('<', '&lt;').split('\n\n'))
        page = encoded(f'<html><body>{page}</body></html>', 'html')
        head, body = several('alternative', [(head, body), page]) if rng.random() < .8 else page
    files = []
    if rng.random() < .05:
        files.append(attached(f'kiln {number}.png', 'image/png', picture()))
    if rng.random() < .03:
        files.append(attached('firing.csv', 'text/csv', b'minute,degrees\n0,20\n600,1220\n'))
    if rng.random() < .01:
        files.append(attached('setup.exe', 'application/octet-stream', b'MZ' + bytes(400)))
    if files:
        head, body = several('mixed', [(head, body), *files])
    subject = f'{"Re: " if parent else ""}[Potters] {message["topic"]}'
    fault = number % 50
    lines = [
        f'From: {Header(message["name"], "utf-8").encode()} <{message["login"]}@canary.example>',
        f'Date: {"never" if fault == 7 else format_datetime(message["at"])}',
        f'Subject: {Header(subject, "utf-8").encode()}',
    ]
    if fault != 13:
        lines.append(f'Message-ID: <{message["id"]}>')
    if parent and fault != 19:
        lines += [f'In-Reply-To: <{parent["id"]}>', 'References: ' + '\n '.join(f'<{one}>' for one in message['line'])]
    if number % 500 == 23:
        lines.append('X-No-Archive: yes')
    lines.append('List-Id: Potters <potters.lists.example.org>')
    body = b'\n'.join(b'>' + line if line.lstrip(b'>').startswith(b'From ') else line for line in body.split(b'\n'))
    before = f'From {message["login"]}@canary.example {message["at"]:%a %b %d %H:%M:%S %Y}\n'
    out.write(before.encode() + '\n'.join(lines).encode() + b'\n' + head + b'\n' + body + b'\n\n')


def main(count):
    at, open_threads = datetime(2009, 3, 2, 8, tzinfo=timezone.utc), []
    for number in range(count):
        at += timedelta(minutes=rng.expovariate(1 / 600))
        name = rng.choice(NAMES)
        parent = rng.choice(rng.choice(open_threads[-12:])) if open_threads and rng.random() < .8 else None
        message = {'id': f'{number}.{rng.getrandbits(48):x}@canary.example', 'at': at, 'name': name, 'login': f'writer{NAMES.index(name)}'}
        message['topic'] = parent['topic'] if parent else f'{rng.choice(TOPICS)} ({number})'
        message['line'] = [*parent['line'], parent['id']] if parent else []
        write(sys.stdout.buffer, message, parent, number)
        if parent:
            next(thread for thread in open_threads if parent in thread).append(message)
        else:
            open_threads.append([message])


if __name__ == '__main__':
    main(int(sys.argv[1]))
