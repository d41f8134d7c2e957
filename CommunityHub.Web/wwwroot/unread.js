// Keeps the counts of what is new where they stand on the page (UnreadHere.razor). They change in place: nothing moves, and nothing is said aloud.
const begun = new WeakSet();

export function begin(part) {
    if (begun.has(part)) return;
    begun.add(part);
    let waits = false;
    const soon = () => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => {
            waits = false;
            for (const news of part.querySelectorAll('[data-of]')) show(news);
        });
    };
    new MutationObserver(soon).observe(part, { childList: true, subtree: true, characterData: true });
    soon();
}

function show(news) {
    for (const mark of document.querySelectorAll(`[data-unread="${CSS.escape(news.dataset.of)}"]`)) {
        const words = mark.querySelector('.n');
        if (words && words.textContent.trim() !== news.textContent.trim()) change(mark, words, news);
    }
}

function change(mark, words, news) {
    const isGone = news.textContent.trim() === '';
    // Who stands on it with the keyboard is not thrown off: it goes when they do.
    if (isGone && mark === document.activeElement) {
        mark.addEventListener('blur', () => show(news), { once: true });
        return;
    }
    mark.classList.toggle('none', isGone);
    words.replaceChildren(...[...news.childNodes].filter(node => node.nodeType !== Node.COMMENT_NODE).map(node => node.cloneNode(true)));
}
