// What the site's pages do in a browser, beside Blazor's own script: keep what is typed, send forms without leaving the page, come back
// after a cut, count letters and minutes. All of it helps pages that work without. No build step; docs/decisions/0003 says why it is so.
(() => {
    'use strict';

    const visitor = 'visitor';
    const person = () => document.documentElement.dataset.person || visitor;
    const now = () => performance.now();
    const rest = ms => new Promise(done => setTimeout(done, ms));
    const plainLines = text => text.replace(/\r\n?/g, '\n');
    let typedAt = -1e9;

    // crypto.randomUUID is missing on plain http, which --lan uses.
    const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

    const element = (name, attributes, ...children) => {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.append(...children);
        return made;
    };

    async function ask(address, options = {}, seconds = 30) {
        const stop = new AbortController();
        const timer = setTimeout(() => stop.abort(), seconds * 1000);
        try {
            return await fetch(address, { cache: 'no-store', signal: stop.signal, ...options });
        } finally {
            clearTimeout(timer);
        }
    }

    // ---- Saying things: politely, at most every five seconds. Answers to a press come at once.

    const unsaid = new Map();
    let saidAt = -1e9, saying = 0;

    // The words are made when they are said, so that they are still true; none, and nothing is said.
    function say(where, words) {
        if (!where) return;
        unsaid.set(where, words);
        saying ||= setTimeout(sayNext, Math.max(0, saidAt + 5000 - now()));
    }

    function sayNext() {
        saying = 0;
        for (const [where, words] of unsaid) {
            unsaid.delete(where);
            const text = words();
            if (!text || !where.isConnected) continue;
            tell(where, text);
            break;
        }
        if (unsaid.size) saying = setTimeout(sayNext, 5000);
    }

    function tell(where, words) {
        unsaid.delete(where);
        where.textContent = words;
        saidAt = now();
    }

    function statusOf(form) {
        let status = form.querySelector('[role=status]');
        if (!status) form.append(status = element('p', { role: 'status', class: 'hint' }));
        return status;
    }

    let aloud;
    function pageStatus() {
        if (!aloud?.isConnected) document.body.append(aloud = element('p', { role: 'status', class: 'vh' }));
        return aloud;
    }

    // ---- The browser's own store: one copy of a text for each person, place and tab.

    const tab = (() => {
        try {
            // A duplicated tab has the same session store; only one that was left has the mark.
            const before = sessionStorage.getItem('hub:left');
            sessionStorage.removeItem('hub:left');
            return before || newKey().slice(0, 12);
        } catch {
            return newKey().slice(0, 12);
        }
    })();

    const keyOf = (place, whose = tab) => `hub|${person()}|${place}|${whose}`;

    function storeSet(key, value) {
        try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the server has the draft */ }
    }

    function storeRemove(key) {
        try { localStorage.removeItem(key); } catch { /* forbidden: nothing was there */ }
    }

    function storeAll() {
        const all = [];
        try {
            for (let i = 0; i < localStorage.length; i++) {
                const key = localStorage.key(i);
                const [site, whose, place, by] = key.split('|');
                if (site !== 'hub') continue;
                try { all.push({ ...JSON.parse(localStorage.getItem(key)), key, whose, place, by }); } catch { storeRemove(key); }
            }
        } catch { /* forbidden */ }
        return all;
    }

    const copiesAt = place => storeAll().filter(copy => copy.whose === person() && copy.place === place && copy.text)
        .sort((a, b) => (b.by === tab) - (a.by === tab) || b.at - a.at);

    // Nobody finds what another person typed. Signed out by time and not by hand, what the server does not have yet stays for its writer.
    function sweep() {
        for (const copy of storeAll()) {
            const isOld = Date.now() - copy.at > 90 * 86400e3;
            const isForeign = copy.whose !== person() && copy.whose !== visitor && (person() !== visitor || copy.saved);
            if (isOld || isForeign) storeRemove(copy.key);
        }
    }

    const leave = whose => storeAll().filter(copy => copy.whose === whose).forEach(copy => storeRemove(copy.key));

    // ---- Walking a list: j and k go to the next row and the one before, while the focus is in the list; so no letter is caught elsewhere (WCAG 2.1.4).

    addEventListener('keydown', event => {
        if (event.ctrlKey || event.altKey || event.metaKey || (event.key !== 'j' && event.key !== 'k')) return;
        if (event.target.matches?.('textarea, select, input:not([type=checkbox]), [contenteditable]')) return;
        const row = event.target.closest?.('[data-walk] > li');
        const to = event.key === 'j' ? row?.nextElementSibling : row?.previousElementSibling;
        (to?.querySelector('button, a.button') ?? to?.querySelector('input'))?.focus();
    });

    // An act on a page of its own leads back to the next row: the focus goes there, and there again when the islands have drawn themselves anew,
    // until the reader moves.
    async function goOnAtRow() {
        if (!location.hash || !document.querySelector('[data-walk]')) return;
        let moved = false;
        for (const event of ['keydown', 'pointerdown']) addEventListener(event, () => moved = true, { once: true, passive: true });
        for (let i = 0; i < 30 && !moved; i++, await rest(100)) {
            const row = document.getElementById(location.hash.slice(1))?.closest('[data-walk] > li');
            if (row && !row.contains(document.activeElement)) row.querySelector('button, a.button')?.focus();
        }
    }

    // ---- Menus: Esc closes one, and the focus goes back to what opened it; a press elsewhere closes it too.

    const closeMenus = except => document.querySelectorAll('details.menu[open]').forEach(menu => { if (menu !== except) menu.open = false; });

    addEventListener('keydown', event => {
        const menu = event.key === 'Escape' && !event.isComposing && (event.target.closest?.('details.menu[open]') ?? document.querySelector('details.menu[open]'));
        if (!menu) return;
        const hadFocus = menu.contains(document.activeElement);
        menu.open = false;
        if (hadFocus) menu.querySelector('summary').focus();
    });

    addEventListener('click', event => closeMenus(event.target.closest?.('details.menu')));

    // ---- Keeping what is typed: to the store at each key, to the server after a second of rest.

    const keeps = new Map();
    const keepOf = box => keeps.get(box);

    // A choice of several is kept as one box: a fieldset of radio buttons. What is chosen anyway is no draft.
    const isChoice = box => box.matches('fieldset');
    const chosenIn = (box, isChosen) => {
        const value = [...box.querySelectorAll('[type=radio]')].find(isChosen)?.value ?? '';
        return value === box.dataset.otherwise ? '' : value;
    };
    const textIn = box => isChoice(box) ? chosenIn(box, radio => radio.checked) : box.value;
    const drawnIn = box => isChoice(box) ? chosenIn(box, radio => radio.defaultChecked) : plainLines(box.defaultValue);

    function putIn(box, text) {
        if (!isChoice(box)) box.value = text;
        else for (const radio of box.querySelectorAll('[type=radio]')) radio.checked = radio.value === (text || box.dataset.otherwise);
    }

    function setText(keep, text) {
        if (textIn(keep.box) === text) return;
        const { selectionStart: from, selectionEnd: to } = keep.box;
        putIn(keep.box, text);
        // A box for a date has no selection.
        if (document.activeElement === keep.box && from !== null) keep.box.setSelectionRange(Math.min(from, text.length), Math.min(to, text.length));
        count(keep.box);
    }

    function remember(keep) {
        const { box, place, base, saved, pending } = keep;
        const text = textIn(box);
        if (text) storeSet(keyOf(place), { text, at: Date.now(), base, saved: saved === text, pending });
        else storeRemove(keyOf(place));
    }

    async function open(box) {
        const known = keepOf(box);
        if (known?.place === box.dataset.keep) return;
        if (known) keeps.delete(box); // the same box, now of another page

        // base: the server's version this text was typed on. saved: the text the server has. clean: nothing was typed here that it has not.
        const keep = { box, place: box.dataset.keep, base: 0, saved: null, clean: true, theirs: null, notices: new Map() };
        keeps.set(box, keep);
        const drawn = drawnIn(box);
        const copies = copiesAt(keep.place);
        if (known) putIn(box, drawn);
        if (textIn(box) !== drawn) keep.clean = false; // typed before this script ran, or put back by the browser
        else if (copies[0]) {
            setText(keep, copies[0].text);
            [keep.base, keep.clean] = [copies[0].base, !!copies[0].saved];
        }
        count(box);

        const server = await serverDraft(keep, drawn);
        if (keepOf(box) !== keep || keep.sending) return;
        if (server) meet(keep, server);
        for (const copy of copies) {
            if (copy.text === textIn(box) || (server && copy.saved)) { if (copy.by !== tab) storeRemove(copy.key); }
            else if (!textIn(box).startsWith(copy.text)) offer(keep, copy.text);
        }
        resume(keep, copies[0]);
    }

    async function serverDraft(keep, drawn) {
        if (person() === visitor) return null;
        if (keep.box.dataset.version) return { text: drawn, version: Number(keep.box.dataset.version) };
        try {
            const answer = await ask('/drafts?place=' + encodeURIComponent(keep.place));
            return answer.ok ? await answer.json() : null;
        } catch {
            return null;
        }
    }

    // What the server has meets what is in the box. Where neither holds the other, both are offered.
    function meet(keep, server) {
        const mine = textIn(keep.box);
        const isOurs = server.text === mine || server.text === keep.tried || keep.base === server.version;
        if (!isOurs && (keep.clean || !mine)) {
            // What we show was with the server already, and has been sent, emptied or written on elsewhere since.
            [keep.base, keep.saved, keep.clean] = [server.version, server.text, true];
            setText(keep, server.text);
        } else if (isOurs || mine.startsWith(server.text)) [keep.base, keep.saved] = [server.version, server.text];
        else {
            keep.theirs = server;
            offer(keep, server.text);
        }
        if (mine || textIn(keep.box)) remember(keep);
        if (textIn(keep.box) !== keep.saved) soon(keep, 1000);
    }

    function typed(field) {
        typedAt = now();
        const box = field.closest('fieldset[data-keep]') ?? field;
        if (!box.dataset.keep) return;
        if (!keepOf(box)) open(box);
        const keep = keepOf(box);
        keep.clean = false;
        remember(keep);
        soon(keep, 1000);
    }

    function soon(keep, ms) {
        clearTimeout(keep.timer);
        keep.timer = setTimeout(() => put(keep), ms);
    }

    const tokenOf = form => (form ?? document).querySelector('input[name=__RequestVerificationToken]') ?? document.querySelector('input[name=__RequestVerificationToken]');

    async function put(keep) {
        clearTimeout(keep.timer);
        keep.timer = 0;
        if (person() === visitor || keep.theirs || keep.sending || textIn(keep.box) === (keep.saved ?? '')) return;
        if (keep.putting) {
            soon(keep, 500);
            return;
        }
        await (keep.putting = putNow(keep, textIn(keep.box)).finally(() => keep.putting = null));
    }

    async function putNow(keep, text, again = true) {
        keep.tried = text;
        // Half a letter, cut by a paste, is no JSON.
        const body = JSON.stringify({ place: keep.place, text: text.toWellFormed?.() ?? text, version: keep.base });
        try {
            const answer = await ask('/drafts', {
                method: 'PUT',
                headers: { 'Content-Type': 'application/json', RequestVerificationToken: tokenOf(keep.box.form)?.value ?? '' },
                body,
                keepalive: new Blob([body]).size < 60000, // the most that browsers let outlive a page
            });
            if (answer.ok) {
                [keep.base, keep.saved] = [(await answer.json()).version, text];
                keep.clean = textIn(keep.box) === text;
                remember(keep);
            } else if (answer.status === 409) meet(keep, await answer.json());
            else if (answer.status === 400 && again && await freshToken(keep.box.form) === person()) await putNow(keep, text, false);
            else if (answer.status >= 500 || answer.status === 429) soon(keep, 5000);
            // Otherwise they may not any more. The browser's copy stays.
        } catch {
            soon(keep, 5000);
        }
    }

    function offer(keep, text) {
        if (!text || text === textIn(keep.box) || keep.notices.has(text) || keep.notices.size > 2) return;
        const use = element('button', { type: 'button', class: 'button s' }, 'Use this one');
        const stay = element('button', { type: 'button', class: 'button s quiet' }, 'Keep mine');
        const notice = element('div', { class: 'notice kept-elsewhere', 'data-own': '' }, element('div', { class: 'grow stack s' },
            element('p', {}, element('b', {}, 'You also wrote this in another tab or on another device:')),
            element('p', { class: 'kept-text', tabindex: '0' }, text),
            element('p', { class: 'cluster s' }, use, stay)));
        keep.notices.set(text, notice);
        (keep.box.closest('.composer, .field') ?? keep.box).after(notice);
        say(pageStatus(), () => notice.isConnected && 'You also wrote this elsewhere. Both texts are here.');

        const settle = () => {
            notice.remove();
            keep.notices.delete(text);
            if (keep.theirs?.text === text) [keep.base, keep.saved, keep.theirs] = [keep.theirs.version, text, null];
            for (const copy of copiesAt(keep.place)) if (copy.text === text && copy.by !== tab) storeRemove(copy.key);
            keep.box.focus();
        };
        stay.onclick = () => {
            settle();
            remember(keep);
            soon(keep, 0);
        };
        use.onclick = () => {
            const mine = textIn(keep.box);
            settle();
            setText(keep, text);
            keep.clean = keep.saved === text;
            remember(keep);
            soon(keep, 0);
            offer(keep, mine); // a slip of the finger loses nothing
        };
    }

    function forget(keep) {
        keep.notices.forEach(notice => notice.remove());
        keep.notices.clear();
        clearTimeout(keep.timer);
        Object.assign(keep, { base: 0, saved: null, clean: true, theirs: null, tried: undefined, pending: undefined, keyFor: undefined });
    }

    function flush() {
        for (const keep of live()) {
            remember(keep);
            if (keep.timer) put(keep);
        }
    }

    function live() {
        for (const box of keeps.keys()) if (!box.isConnected) keeps.delete(box);
        return keeps.values();
    }

    // Another tab of this browser typed or sent.
    addEventListener('storage', event => {
        const [site, whose, place, by] = (event.key ?? '').split('|');
        if (site !== 'hub' || whose !== person() || !event.newValue) return;
        const copy = JSON.parse(event.newValue);
        for (const keep of live()) {
            if (keep.place !== place || keep.sending) continue;
            if (by === 'sent') {
                if (textIn(keep.box) !== copy.text) continue;
                forget(keep);
                setText(keep, '');
                storeRemove(keyOf(place));
            } else if (keep.clean && !document.hasFocus() && copy.text) {
                setText(keep, copy.text);
                [keep.base, keep.saved] = [copy.base, copy.saved ? copy.text : keep.saved];
            }
        }
    });

    // ---- Sending: the same form to its own address; only the answer decides whether the box is emptied.

    const words = {
        offline: 'No connection. What you typed is kept. We send it as soon as we are back.',
        signedOut: 'You are signed out. Sign in again in another tab, then press once more. What you typed is kept.',
        somebodyElse: 'Somebody else is signed in in this browser now. Nothing was sent. What you typed is still here.',
        gone: 'This is not open to you any more. Nothing was sent. What you typed is still here.',
        broken: 'Something broke on our side. It is not you. What you typed is kept.',
        tooMuch: 'That was a lot at once. Wait a moment, then press again. What you typed is kept.',
        tooLong: 'That is far too long to send. What you typed is kept.',
        sending: 'Sending',
    };
    const sendings = new Map();
    const keepsIn = form => [...live()].filter(keep => keep.box.form === form);

    function submit(form, button) {
        const under = sendings.get(form);
        if (under) return under.hurry?.();

        const own = keepsIn(form);
        const key = form.elements.namedItem('key');
        // Sent before and changed since: it is another text, and not the same one again.
        if (key && own.some(keep => keep.keyFor !== undefined && keep.keyFor !== textIn(keep.box))) key.value = newKey();
        const data = new FormData(form);
        if (button?.name) data.append(button.name, button.value);
        send(form, [...data].filter(([name]) => name !== '__RequestVerificationToken'), button);
    }

    async function send(form, entries, button) {
        const own = keepsIn(form);
        const state = { texts: new Map(own.map(keep => [keep, textIn(keep.box)])), tries: 0 };
        sendings.set(form, state);
        const free = busy(button ?? form.querySelector('button:not([type=button])'));
        for (const keep of own) {
            clearTimeout(keep.timer);
            // Files are no text: what is sent again after the page has gone, goes without them.
            Object.assign(keep, { sending: true, pending: { entries: entries.filter(([, value]) => typeof value === 'string'), at: Date.now() }, keyFor: textIn(keep.box) });
            remember(keep);
        }
        // A draft on its way must not arrive after the form and be a draft again.
        await Promise.race([Promise.all(own.map(keep => keep.putting)), rest(3000)]);

        let outcome;
        do outcome = await attempt(form, entries, state); while (!outcome);

        sendings.delete(form);
        free();
        for (const keep of own) Object.assign(keep, { sending: false, pending: undefined });
        outcome();
        for (const keep of own) {
            remember(keep);
            if (textIn(keep.box) !== (keep.saved ?? '')) soon(keep, 1000);
        }
    }

    function busy(button) {
        if (!button) return () => { };
        const label = [...button.childNodes];
        button.setAttribute('aria-busy', 'true');
        button.replaceChildren(words.sending);
        return () => {
            button.removeAttribute('aria-busy');
            button.replaceChildren(...label);
        };
    }

    // Gives what is to be done at the end, or nothing: then it is tried again.
    async function attempt(form, entries, state) {
        const refuse = text => () => refused(form, text);
        let answer;
        try {
            const token = tokenOf(form);
            const body = form.enctype === 'multipart/form-data' ? new FormData() : new URLSearchParams();
            for (const [name, value] of token ? [...entries, [token.name, token.value]] : entries) body.append(name, value);
            answer = await ask(new URL(form.getAttribute('action') ?? location.href, document.baseURI), { method: 'POST', headers: { 'X-Hub-Send': '1' }, body });
        } catch {
            return waitForLine(form, state);
        }

        const at = new URL(answer.url);
        if (answer.redirected && at.pathname === '/sent') return () => sent(form, state, at.searchParams.get('to'));
        if (answer.redirected && at.pathname.startsWith('/account/login')) return refuse(words.signedOut);
        if (answer.status === 400 && !state.isFresh) {
            state.isFresh = true;
            try {
                const whose = await freshToken(form);
                return whose === person() ? null : refuse(whose === visitor ? words.signedOut : words.somebodyElse);
            } catch {
                state.isFresh = false;
                return waitForLine(form, state);
            }
        }
        if (answer.status >= 502) return waitForLine(form, state);
        if (answer.status >= 500) return ++state.tries < 3 ? rest(1000 * state.tries).then(() => null) : refuse(words.broken);
        if (answer.status === 401) return refuse(words.signedOut);
        if (answer.status === 413) return refuse(words.tooLong);
        if (answer.status === 429) return refuse(words.tooMuch);
        if (!answer.ok) return refuse(words.gone);
        if (answer.redirected) return () => { sent(form, state, null); location.assign(answer.url); };

        let page;
        try { page = new DOMParser().parseFromString(await answer.text(), 'text/html'); } catch { return waitForLine(form, state); }
        const theirs = form.id && page.getElementById(form.id);
        if (theirs?.querySelector('[data-refusal]')) return () => showRefusal(form, theirs);
        // An answer we cannot read: let the browser send it, once more and with the same key.
        return () => {
            for (const [name, value] of entries) if (form.elements.namedItem(name)?.type === 'hidden') form.elements.namedItem(name).value = value;
            HTMLFormElement.prototype.submit.call(form);
        };
    }

    async function waitForLine(form, state) {
        const status = statusOf(form);
        if (status.textContent !== words.offline) tell(status, words.offline);
        const wait = Math.min(15000, 1000 * 2 ** Math.min(state.waits = (state.waits ?? 0) + 1, 4)) * (0.75 + Math.random() / 2);
        await new Promise(done => {
            state.hurry = done;
            setTimeout(done, wait);
        });
        state.hurry = null;
        return null;
    }

    // Gives whose the page would be now. Only for the same person is its token taken.
    async function freshToken(form) {
        const answer = await ask(location.href);
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const whose = page.documentElement.dataset.person || visitor;
        const [here, there] = [tokenOf(form), tokenOf((form?.id && page.getElementById(form.id)) || page)];
        if (whose === person() && here && there) here.value = there.value;
        return whose;
    }

    function sent(form, state, to) {
        clearRefusals(form);
        let isWritingOn = false;
        for (const [keep, text] of state.texts) {
            const isSame = textIn(keep.box) === text;
            forget(keep);
            for (const copy of copiesAt(keep.place)) if (copy.text === text) storeRemove(copy.key);
            storeSet(keyOf(keep.place, 'sent'), { text, at: Date.now() }); // the other tabs hear it
            storeRemove(keyOf(keep.place, 'sent'));
            keep.clean = isSame;
            if (isSame) setText(keep, '');
            else isWritingOn = true;
        }
        const key = form.elements.namedItem('key');
        if (key) key.value = newKey();
        const said = form.dataset.said ?? 'Sent.';
        tell(statusOf(form), isWritingOn ? `${said} What you typed since is still here.` : said);
        form.dispatchEvent(new CustomEvent('hub:sent', { bubbles: true, detail: { to } }));
        if (form.dataset.send === 'go' && to) location.assign(to);
        else if (to?.includes('#') && !isWritingOn) focusWhenThere(to.slice(to.indexOf('#') + 1));
    }

    // What was made arrives by the circuit in a moment. The focus goes there, unless it has been used meanwhile.
    async function focusWhenThere(id) {
        const [from, since] = [document.activeElement, typedAt];
        for (let i = 0; i < 30; i++, await rest(100)) {
            if (document.activeElement !== from || typedAt !== since) return;
            const made = document.getElementById(id);
            if (!made) continue;
            if (made.tabIndex < 0) made.setAttribute('tabindex', '-1');
            made.focus();
            return;
        }
    }

    const boxOf = form => keepsIn(form)[0]?.box ?? form.querySelector('textarea, input:not([type=hidden])');

    function refused(form, text) {
        tell(statusOf(form), text);
        boxOf(form)?.focus();
    }

    function clearRefusals(form) {
        for (const old of form.querySelectorAll('[data-refusal]')) old.remove();
        for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    }

    // Both forms were drawn by the same component, so a refusal has the same place among its brothers and sisters.
    function showRefusal(form, theirs) {
        clearRefusals(form);
        tell(statusOf(form), '');
        const drawn = parent => [...parent.children].filter(child => !child.matches('[data-refusal], [data-own]'));
        const twin = node => {
            if (node === theirs) return form;
            const parent = twin(node.parentElement);
            return parent && drawn(parent)[drawn(node.parentElement).indexOf(node)];
        };
        for (const refusal of theirs.querySelectorAll('[data-refusal]')) {
            let before = refusal.previousElementSibling;
            while (before?.matches('[data-refusal]')) before = before.previousElementSibling;
            const after = before && twin(before);
            const copy = document.importNode(refusal, true);
            if (after) after.after(copy);
            else (twin(refusal.parentElement) ?? form).prepend(copy);
        }
        let first;
        for (const field of theirs.querySelectorAll('textarea, input, select')) {
            const own = field.name && form.elements.namedItem(field.name);
            if (!own?.setAttribute || field.type === 'hidden') continue;
            for (const name of ['aria-invalid', 'aria-describedby']) {
                if (field.hasAttribute(name)) own.setAttribute(name, field.getAttribute(name));
            }
            if (field.getAttribute('aria-invalid') === 'true') first ??= own;
        }
        // How it will look stands below the box, and a phone shows its keys over what is below a box.
        (first ?? form.querySelector('section[data-refusal][tabindex]') ?? boxOf(form))?.focus();
    }

    // Sending was under way when the page went. It is sent again with its own key, so it is done once.
    function resume(keep, copy) {
        const form = keep.box.form;
        if (!copy?.pending || !form || sendings.has(form) || textIn(keep.box) !== copy.text) return;
        const key = form.elements.namedItem('key');
        const before = copy.pending.entries.find(([name]) => name === 'key')?.[1];
        if (!key || !before) return;
        key.value = before;
        keep.keyFor = copy.text;
        if (Date.now() - copy.pending.at < 600e3) send(form, copy.pending.entries);
    }

    // ---- Counting as the server does (Wording.cs).

    const counter = globalThis.Intl?.Segmenter && new Intl.Segmenter('en', { granularity: 'grapheme' });
    const grouped = new Intl.NumberFormat('en-GB');
    const counting = new WeakMap();

    function letters(text) {
        // eslint-disable-next-line no-control-regex
        const one = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '').normalize('NFC').trimEnd();
        if (/^[\u0000-\u007f]*$/.test(one)) return one.length;
        if (!counter) return [...one].length;
        let sum = 0;
        for (const _ of counter.segment(one)) sum++;
        return sum;
    }

    function count(box) {
        if (!box.dataset.most) return;
        clearTimeout(counting.get(box));
        // Counting 40 kB takes some 20 ms: not at each key.
        if (box.value.length > 4000) counting.set(box, setTimeout(() => countNow(box), 250));
        else countNow(box);
    }

    // In the line under a box: <span data-kept></span><span data-count="id of the box">Up to 1,000 letters</span>
    function countNow(box) {
        const most = Number(box.dataset.most);
        const have = box.value.length > most * 16 + 16 ? Infinity : letters(box.value);
        const where = box.id && document.querySelector(`[data-count="${CSS.escape(box.id)}"]`);
        const text = have === Infinity ? `Far more than ${grouped.format(most)} letters` : `${grouped.format(have)} of ${grouped.format(most)} letters`;
        if (where && where.textContent !== text) where.textContent = text;
        where?.classList.toggle('over', have > most);
        const kept = box.dataset.keep && where?.parentElement.querySelector('[data-kept]');
        if (kept && !kept.textContent) kept.textContent = 'Kept as you type';
        const wasOver = box.dataset.over !== undefined;
        if (have > most) box.dataset.over = '';
        else delete box.dataset.over;
        if (have > most === wasOver || !box.form) return;
        const over = () => box.dataset.over === undefined ? null : have === Infinity ? text + '.' : `That is over ${grouped.format(most)} letters. Please shorten it before you send.`;
        if (have > most) say(statusOf(box.form), over);
        else if (statusOf(box.form).textContent.startsWith('That is over')) statusOf(box.form).textContent = '';
    }

    // ---- Questions like the one being typed: asked for after a rest, shown below the box, never touching it.

    const resting = new WeakMap();

    function likeSoon(box) {
        clearTimeout(resting.get(box));
        resting.set(box, setTimeout(() => like(box), 900));
    }

    async function like(box) {
        const text = box.value.trim();
        // Nothing comes up under a finger: only while the caret is in the box.
        if (document.activeElement !== box) return;
        let found = [];
        if (text.length >= 10) {
            try {
                const answer = await post(box, box.dataset.similar, { text: text.slice(0, 1500) });
                if (!answer.ok || answer.redirected) return;
                found = await answer.json();
            } catch { return; }
        }
        if (document.activeElement === box && box.value.trim() === text) showLikes(box, found);
    }

    const post = (box, address, fields) => {
        const token = tokenOf(box.form);
        return ask(new URL(address, document.baseURI), { method: 'POST', body: new URLSearchParams({ ...fields, [token.name]: token.value }) }, 5);
    };

    // A reversed hotseat says some of them otherwise.
    const inWords = (box, said) => (box.dataset.words && JSON.parse(box.dataset.words)[said]) ?? said;

    function showLikes(box, found) {
        const field = box.closest('.field') ?? box;
        let likes = field.nextElementSibling?.matches('.similar[data-own]') ? field.nextElementSibling : null;
        if (!likes && !found.length) return;
        const ids = found.map(row => row.id).join(' ');
        if (likes?.dataset.ids === ids) return;
        if (!likes) field.after(likes = element('div', { class: 'similar', 'data-own': '', role: 'group', 'aria-labelledby': 'similar-h' }));
        // What stands below stays where it is, also when there is less to show.
        likes.style.minHeight = `${likes.offsetHeight}px`;
        likes.dataset.ids = ids;
        likes.replaceChildren(
            element('h3', { class: 'label', id: 'similar-h' }, inWords(box, found.length ? 'Already asked. Is one of these yours?' : 'Nothing like it has been asked so far.')),
            element('ul', { class: 'plain-list' }, ...found.map(row => likeRow(box, row))));
        if (found.length) say(statusOf(box.form), () => likes.isConnected && likes.dataset.ids === ids && inWords(box, found.length === 1 ? 'A question like yours was asked already. It stands below the box.' : 'Questions like yours were asked already. They stand below the box.'));
    }

    function likeRow(box, row) {
        const forWhat = () => element('span', { class: 'vh' }, `: ${row.text}`);
        if (row.answer) return element('li', {}, element('span', {}, row.text), element('a', { class: 'button s', href: `${box.dataset.room}#a-${row.answer}` }, inWords(box, 'Answered. Read it'), forWhat()));
        const want = element('button', { type: 'button', class: 'button s', 'aria-pressed': String(row.isWanted) }, row.isWanted ? 'You want it too' : 'Me too', forWhat());
        want.onclick = async () => {
            if (want.getAttribute('aria-pressed') === 'true') return;
            let answer = null;
            try { answer = await post(box, `${box.dataset.room}/want`, { question: row.id }); } catch { /* said below */ }
            if (answer?.ok && !answer.redirected) {
                want.setAttribute('aria-pressed', 'true');
                want.firstChild.data = 'You want it too';
                tell(statusOf(box.form), 'You are counted. What you typed is still here.');
            } else {
                const said = answer?.status === 403 ? (await answer.json()).message : words.offline.split('.')[0] + '.';
                tell(statusOf(box.form), said);
            }
        };
        return element('li', {}, element('span', {}, row.text), want);
    }

    document.addEventListener('hub:sent', event => {
        for (const likes of event.target.querySelectorAll('.similar')) likes.remove();
        for (const once of event.target.querySelectorAll('[name=anyway]')) once.remove();
    });

    // ---- The room's clock. Only the data of text nodes and attributes change, which Blazor's own changes do not mind.

    let toldAt = null;

    // <p data-ends="2026-03-05T12:00:00Z">23 <small>minutes left</small></p> <progress data-starts="…" max="60" value="37">
    function tick() {
        for (const clock of document.querySelectorAll('[data-ends]')) {
            const [ends, time] = [Date.parse(clock.dataset.ends), Date.now() + skew(clock)];
            const left = ends - time;
            const minutes = Math.max(0, Math.ceil(left / 60000));
            const unit = clock.querySelector('small');
            const plain = minutes === 1 ? 'minute' : minutes < 120 ? 'minutes' : 'hours';
            const number = left > 0 && left < 60000 ? 'less than a' : grouped.format(minutes < 120 ? minutes : Math.round(minutes / 60));
            write(clock, unit ? number : `${number} ${plain}`);
            if (unit) write(unit, `${plain} left`);

            const progress = clock.parentElement.querySelector('progress[data-starts]');
            const starts = Date.parse(progress?.dataset.starts);
            if (progress) progress.setAttribute('value', Math.round(10 * Math.max(0, Math.min(1, (time - starts) / (ends - starts))) * progress.max) / 10);

            const mark = [10, 5, 1].find(mark => mark === minutes && left > 0 && mark * 60000 - left < 20000);
            if (mark && toldAt !== mark) {
                toldAt = mark;
                say(pageStatus(), () => mark === 1 ? 'One minute left.' : `${mark} minutes left.`);
            }
        }
    }

    // This machine's clock may be wrong; the page may say when it was drawn.
    let wrong = null;
    function skew(clock) {
        if (wrong === null) {
            const drawn = Date.parse(clock.dataset.now ?? '') - (Date.now() - now());
            wrong = Math.abs(drawn) > 30000 ? drawn : 0;
        }
        return wrong;
    }

    function write(where, text) {
        const node = [...where.childNodes].find(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
        const next = node && text + node.data.slice(node.data.trimEnd().length);
        if (node && node.data !== next) node.data = next;
    }

    // ---- The circuit: quick to try again, and when it is gone for good the page comes back as it was.

    const bar = state => {
        const modal = document.getElementById('components-reconnect-modal');
        if (!modal) return;
        for (const other of ['show', 'hide', 'failed', 'rejected']) modal.classList.toggle('components-reconnect-' + other, other === state);
    };
    let isDown = false, wake = null, wasOpened = false;

    async function connectAgain() {
        for (let i = 0; isDown; i++) {
            if (i) await nap(document.hidden ? 30000 : 1000 + Math.random() * 1000);
            try {
                if (!await isStillMine()) return bar('rejected');
                if (await Blazor.reconnect()) return;
            } catch {
                continue;
            }
            return comeBack();
        }
    }

    // Ends early when the line or the reader is back.
    const nap = ms => new Promise(done => {
        wake = done;
        setTimeout(done, ms);
    });

    // A circuit takes whoever the cookie names when it connects again. A page stays the person's it was drawn for.
    async function isStillMine() {
        const answer = await ask('/drafts/owner', {}, 5);
        if (!answer.ok) throw new Error('not yet');
        return await answer.text() === person();
    }

    async function comeBack() {
        await rest(Math.random() * 2000); // a thousand pages come back together
        while (now() - typedAt < 1000 || sendings.size) await rest(100);
        for (; ;) {
            try { if ((await ask('/healthz', {}, 5)).ok) break; } catch { /* gone again */ }
            await nap(1000 + Math.random() * 1000);
        }
        flush();
        rememberPlace();
        location.reload();
    }

    const nameOf = field => field.id ? '#' + CSS.escape(field.id)
        : field.name && field.form?.id ? `#${CSS.escape(field.form.id)} [name="${CSS.escape(field.name)}"]${/radio|checkbox/.test(field.type) ? `[value="${CSS.escape(field.value)}"]` : ''}` : null;
    const nameOfDetails = details => details.id || details.querySelector('summary')?.textContent.trim();

    function rememberPlace() {
        const focused = document.activeElement;
        const anchor = [...document.querySelectorAll('main [id]')].find(candidate => candidate.getBoundingClientRect().bottom > 0 && candidate.offsetHeight);
        const place = {
            address: location.pathname + location.search,
            at: Date.now(),
            scroll: scrollY,
            anchor: anchor && { id: anchor.id, top: anchor.getBoundingClientRect().top },
            details: [...document.querySelectorAll('details')].map(details => [nameOfDetails(details), details.open]),
            focus: focused && nameOf(focused) && { name: nameOf(focused), from: focused.selectionStart, to: focused.selectionEnd, top: focused.scrollTop },
            fields: [...document.querySelectorAll('main input:not([type=hidden], [type=password], [type=file], [data-keep]), main select, main textarea:not([data-keep])')]
                .filter(field => nameOf(field)).map(field => [nameOf(field), field.value, field.checked]),
        };
        try { sessionStorage.setItem('hub:place', JSON.stringify(place)); } catch { /* then the page begins at its top */ }
    }

    function findPlace() {
        let place;
        try {
            place = JSON.parse(sessionStorage.getItem('hub:place'));
            sessionStorage.removeItem('hub:place');
        } catch { /* none */ }
        if (!place || place.address !== location.pathname + location.search || Date.now() - place.at > 120e3) return;

        for (const [name, value, checked] of place.fields) {
            const field = document.querySelector(name);
            if (!field) continue;
            if (/radio|checkbox/.test(field.type)) field.checked = checked;
            else field.value = value;
        }
        const focused = place.focus && document.querySelector(place.focus.name);
        if (focused) {
            focused.focus({ preventScroll: true });
            if (place.focus.from != null) focused.setSelectionRange?.(place.focus.from, place.focus.to);
            focused.scrollTop = place.focus.top;
        }
        // The islands draw themselves anew when their circuit is there, so more than once, until the reader moves.
        let moved = false;
        for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown']) addEventListener(event, () => moved = true, { once: true, passive: true });
        const read = () => {
            if (moved) return;
            const open = new Map(place.details);
            for (const details of document.querySelectorAll('details')) if (open.has(nameOfDetails(details))) details.open = open.get(nameOfDetails(details));
            const anchor = place.anchor && document.getElementById(place.anchor.id);
            scrollTo({ top: anchor ? scrollY + anchor.getBoundingClientRect().top - place.anchor.top : place.scroll, behavior: 'instant' });
        };
        for (const ms of [0, 300, 1000, 2500]) setTimeout(read, ms);
    }

    const hasIslands = () => {
        const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
        while (comments.nextNode()) if (/^Blazor:.*"type":"(server|auto)"/.test(comments.currentNode.data)) return true;
        return false;
    };

    function startBlazor() {
        if (!globalThis.Blazor) return;
        const needsCircuit = hasIslands();
        Blazor.start({
            circuit: {
                // One request less for each page, and the server keeps nothing for who never connects.
                configureSignalR: builder => builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 }).configureLogging(3), // warnings
                reconnectionHandler: {
                    onConnectionDown: () => {
                        if (isDown) return;
                        isDown = true;
                        bar('show');
                        connectAgain();
                    },
                    onConnectionUp: () => {
                        isDown = false;
                        bar('hide');
                    },
                },
                circuitHandlers: [{ onCircuitOpened: () => { wasOpened = true; } }],
            },
        });
        Blazor.addEventListener('enhancedload', draw);
        // The server went away before the first connection: Blazor itself gives up.
        if (needsCircuit) setTimeout(() => { if (!wasOpened && !isDown && mayLoadAgain()) comeBack(); }, 10000);
    }

    function mayLoadAgain() {
        try {
            const times = JSON.parse(sessionStorage.getItem('hub:again') ?? '[]').filter(at => Date.now() - at < 300e3);
            sessionStorage.setItem('hub:again', JSON.stringify([...times, Date.now()]));
            return times.length < 3;
        } catch {
            return false;
        }
    }

    // ---- Events. They are heard on the document, so that what is drawn later needs nothing.

    document.addEventListener('input', event => {
        if (!event.target.matches?.('textarea, input, select')) return;
        typed(event.target);
        count(event.target);
        if (event.target.dataset.similar) likeSoon(event.target);
    });

    // How somebody wishes to be shown must not fall back with a reload.
    document.addEventListener('change', event => {
        if (!event.target.matches?.('input[data-choice]')) return;
        storeSet(keyOf(event.target.dataset.choice, 'choice'), { text: event.target.value, at: Date.now(), saved: true });
    });

    document.addEventListener('submit', event => {
        const form = event.target;
        if (form.matches('form[data-leave]')) {
            flush();
            leave(person());
            keeps.clear();
        }
        if (event.defaultPrevented || !form.matches('form[data-send]')) return;
        event.preventDefault();
        submit(form, event.submitter);
    });

    document.addEventListener('keydown', event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || !event.target.matches('textarea')) return;
        event.preventDefault();
        event.target.form?.requestSubmit();
    });

    // Browsers give up telling pages that they unload, which Blazor waits for: a left page would hold its circuit for minutes.
    addEventListener('pagehide', event => {
        if (!event.persisted) globalThis.Blazor?.disconnect?.();
    });
    addEventListener('pagehide', () => {
        try { sessionStorage.setItem('hub:left', tab); } catch { /* then the copy is found by its place */ }
        flush();
    });
    document.addEventListener('visibilitychange', () => {
        if (document.hidden) flush();
        else back();
    });
    addEventListener('online', back);
    addEventListener('pageshow', event => {
        if (!event.persisted) return;
        try { sessionStorage.removeItem('hub:left'); } catch { /* none */ }
        back();
    });

    function back() {
        tick();
        wake?.();
        for (const state of sendings.values()) state.hurry?.();
        for (const keep of live()) if (keep.timer) soon(keep, 0);
    }

    // ---- A page that its reader may not read any more: the server empties what is live, one part after the other. The words that were
    // drawn with the page go too, its title with them; a box with words in it stays. What the circuit has drawn is blanked where it
    // stands: a part taken out of the page would be missed when the server comes to empty it.
    new MutationObserver(() => {
        const gone = document.getElementById('gone');
        if (!gone || gone.dataset.emptied) return;
        gone.dataset.emptied = 'yes';
        document.title = gone.innerText;
        const main = gone.closest('main');
        const kept = document.createElement('div');
        kept.className = 'wrap stack';
        for (const part of [...main.children]) {
            if (part.contains(gone)) continue;
            const typed = [...part.querySelectorAll('textarea[data-keep]')].filter(box => box.value.trim());
            kept.append(...typed.map(box => box.closest('.field') ?? box));
            blank(part);
        }
        main.append(kept);
    }).observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true });

    function blank(part) {
        for (const one of [part, ...part.querySelectorAll('*')]) {
            for (const name of one.getAttributeNames()) one.removeAttribute(name);
            if (one.matches('input, textarea')) one.value = '';
        }
        const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) words.currentNode.data = '';
        part.hidden = true;
    }

    function draw() {
        pageStatus();
        for (const box of document.querySelectorAll('[data-keep]')) open(box);
        for (const box of document.querySelectorAll('[data-most]')) count(box);
        for (const form of document.querySelectorAll('form[data-passkey]')) import(new URL(form.dataset.passkey, document.baseURI)).then(keys => keys.offer(form), () => { });
        for (const part of document.querySelectorAll('[data-module]')) import(new URL(part.dataset.module, document.baseURI)).then(module => module.begin(part), () => { });
        for (const choice of document.querySelectorAll('input[data-choice]')) {
            const kept = copiesAt(choice.dataset.choice)[0];
            if (kept?.text === choice.value) choice.checked = true;
        }
        tick();
    }

    try { startBlazor(); } catch (fault) { console.error(fault); } // the page is still a page
    sweep();
    draw();
    findPlace();
    goOnAtRow();
    setInterval(tick, 15000);
})();
