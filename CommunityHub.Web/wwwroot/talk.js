// What a discussion's page does in a browser beside hub.js: reactions without leaving the page, changes of posts that were drawn already,
// who reacted in a fold, quotes of what is selected. All of it helps a page that works without.
const begun = new WeakSet();
const pageLength = 20;

export function begin(posts) {
    if (begun.has(posts)) return;
    begun.add(posts);
    findPost();
    posts.addEventListener('submit', react);
    posts.addEventListener('click', event => {
        const link = event.target.closest('a[data-voices], a[data-quotes]');
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (link.matches('[data-voices]')) unfold(event, link);
        else quoteWhole(event, link);
    });
    document.addEventListener('selectionchange', offerQuote);
    watchChanges(posts);
}

// A link to a post without its page leads to the first one: the server never sees what is behind the #.
function findPost() {
    const number = Number(/^#post-(\d{1,6})$/.exec(location.hash)?.[1]);
    if (!number || document.getElementById(`post-${number}`)) return;
    const page = String(Math.ceil(number / pageLength));
    const address = new URL(location.href);
    if ((address.searchParams.get('page') ?? '1') === page) return;
    address.searchParams.set('page', page);
    location.replace(address);
}

// ---- Thanks and reactions. The answer to such a form is a page; that it leads on says that it was done. The count comes live.

async function react(event) {
    const form = event.target;
    if (!form.matches('form[data-react]')) return;
    event.preventDefault();
    const button = event.submitter ?? form.querySelector('button');
    const menu = button.closest('details');
    if (form.dataset.busy) return;
    form.dataset.busy = 'yes';
    try {
        const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, button), redirect: 'manual', headers: { Accept: 'text/html' } });
        if (answer.type !== 'opaqueredirect') throw new Error('refused');
        turn(button, form);
        if (menu) {
            menu.open = false;
            menu.querySelector('summary').focus();
        }
    } catch {
        // The page itself says why not.
        posting(form, button);
    } finally {
        delete form.dataset.busy;
    }
}

function turn(button, form) {
    const isOn = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isOn));
    const act = button.name === 'do' ? button : form.querySelector('input[name=do]');
    act.value = isOn ? `un${act.value}` : act.value.replace(/^un/, '');
}

function posting(form, button) {
    if (button.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
    form.submit();
}

// ---- What others change in posts that stand here (PostChanges.razor). Counts change in place; what was taken away goes at once, and its
// room stays; new words wait until their reader asks.

function watchChanges(posts) {
    let waits = false, watched;
    const soon = () => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => {
            waits = false;
            for (const change of document.querySelectorAll('#post-changes > [data-post]')) apply(posts, change);
        });
    };
    // The circuit puts an element of its own in the place of the one that came with the page.
    const inside = new MutationObserver(soon);
    const watch = () => {
        const changes = document.getElementById('post-changes');
        if (!changes || changes === watched) return;
        watched = changes;
        inside.disconnect();
        inside.observe(changes, { childList: true, subtree: true, attributes: true, characterData: true });
        soon();
    };
    new MutationObserver(watch).observe(posts, { childList: true });
    watch();
}

const setText = (where, words) => { if (where && where.textContent !== words) where.textContent = words; };

function apply(posts, change) {
    const post = posts.querySelector(`:scope > #post-${change.dataset.post}`);
    if (!post) return;
    setText(post.querySelector('[data-thanks]'), change.dataset.thanks);
    const tally = post.querySelector('[data-tally]');
    if (tally) {
        setText(tally, change.dataset.tally);
        tally.closest('.tally').toggleAttribute('hidden', !change.dataset.tally);
    }
    const [now, drawn] = [change.querySelector('.post-body'), post.querySelector('.post-body')];
    if (!now || now.dataset.stamp === drawn.dataset.stamp) post.querySelector('.changed')?.remove();
    else if (now.dataset.stamp.includes('r')) exchange(post, change);
    else if (!post.querySelector('.changed')) {
        const show = Object.assign(document.createElement('button'), { type: 'button', className: 'newpill changed', textContent: 'This post has changed. Show it' });
        show.addEventListener('click', () => {
            const latest = document.querySelector(`#post-changes > [data-post="${change.dataset.post}"]`);
            if (latest) exchange(post, latest);
            post.focus({ preventScroll: true });
        });
        post.querySelector('.speech').append(show);
    }
}

function exchange(post, change) {
    const [now, drawn] = [change.querySelector('.post-body'), post.querySelector('.post-body')];
    if (!now) return;
    const isGone = now.dataset.stamp.includes('r');
    const speech = post.querySelector('.speech');
    if (isGone) speech.style.minHeight = `${speech.offsetHeight}px`;
    else speech.style.minHeight = '';
    drawn.replaceWith(now.cloneNode(true));
    speech.classList.toggle('best', !!post.querySelector('.best-line'));
    post.setAttribute('aria-label', change.dataset.label);
    post.toggleAttribute('data-gone', isGone);
    post.querySelector('.changed')?.remove();
}

// ---- Who reacted: the list of the other page, in a fold.

async function unfold(event, link) {
    event.preventDefault();
    const open = link.parentElement.querySelector('.voices');
    if (open) {
        open.remove();
        link.setAttribute('aria-expanded', 'false');
        return;
    }
    try {
        const answer = await fetch(link.href, { redirect: 'error' });
        const list = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('voices');
        if (!list) throw new Error('not there');
        list.removeAttribute('id');
        link.after(list);
        link.setAttribute('aria-expanded', 'true');
    } catch {
        location.assign(link.href);
    }
}

// ---- Quotes.

const replyBox = () => document.querySelector('#reply-form textarea[name=text]');
const quoted = (words, link) => [...words.trim().split('\n').map(line => `> ${line}`.trimEnd()), '>', `> ${link}`].join('\n');

function insert(text) {
    const box = replyBox();
    const [before, after] = [box.value.slice(0, box.selectionEnd), box.value.slice(box.selectionEnd)];
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    box.focus();
    box.setSelectionRange(before.length, before.length);
    const whole = `${gap}${text}\n\n`;
    // The browser's own way keeps its undo.
    if (!document.execCommand('insertText', false, whole) || !box.value.includes(text)) {
        box.value = before + whole + after;
        box.setSelectionRange(before.length + whole.length, before.length + whole.length);
        box.dispatchEvent(new Event('input', { bubbles: true }));
    }
    box.scrollIntoView({ block: 'nearest' });
}

const quotedPost = node => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.('.post[data-quote]:not([data-gone])');

function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const post = quotedPost(range.startContainer);
    const prose = post?.querySelector('.prose');
    // A selection by three clicks ends before the first letter of what comes next.
    if (!prose || post !== quotedPost(range.endContainer) || !prose.contains(range.startContainer)) return null;
    const words = selection.toString().trim();
    return words ? { words, post, range } : null;
}

let button;
function offerQuote() {
    const found = replyBox() && selected();
    if (!found) {
        button?.remove();
        return;
    }
    button ??= Object.assign(document.createElement('button'), { type: 'button', className: 'newpill quote-pill', textContent: 'Quote' });
    // Pressing it must not end the selection first.
    button.onpointerdown = event => event.preventDefault();
    button.onclick = () => {
        const last = selected() ?? found;
        insert(quoted(last.words, last.post.dataset.quote));
        getSelection().removeAllRanges();
        button.remove();
    };
    const place = found.range.getBoundingClientRect();
    if (!button.isConnected) found.post.after(button); // after its post, so that Tab finds it there
    button.style.position = 'absolute';
    const home = (button.offsetParent ?? document.body).getBoundingClientRect();
    button.style.top = `${place.bottom - home.top + 8}px`;
    button.style.insetInlineStart = `${Math.max(0, Math.min(place.left - home.left, home.width - 100))}px`;
}

function quoteWhole(event, link) {
    const post = link.closest('.post');
    if (!replyBox() || !post) return;
    event.preventDefault();
    const found = selected();
    const words = found?.post === post ? found.words : shortened(post.querySelector('.prose').innerText.trim().replace(/\n{2,}/g, '\n\n'));
    insert(quoted(words, post.dataset.quote));
}

const shortened = words => words.length <= 300 ? words : `${words.slice(0, 299).trimEnd()}…`;
