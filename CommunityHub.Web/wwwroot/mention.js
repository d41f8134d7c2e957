// Names of members while one types @ in a box with data-people: the arrows choose, Enter takes what was chosen, Esc closes. Nothing is chosen
// by itself, so Enter stays a new line. Without a script a name that is typed in full does the same.
const begun = new WeakSet();
const typedName = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}'’.\- ]{0,40})$/u;
let lists = 0;

export function begin(box) {
    if (begun.has(box)) return;
    begun.add(box);
    const id = `people-${++lists}`;
    const list = Object.assign(document.createElement('ul'), { id, className: 'people-to-name', hidden: true });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'People to name');
    const status = Object.assign(document.createElement('p'), { className: 'vh' });
    status.setAttribute('role', 'status');
    box.after(list, status);
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-haspopup', 'listbox');
    let timer = 0, asked = 0, taken = '', at = -1;

    const options = () => [...list.children];
    const close = () => {
        clearTimeout(timer);
        asked++;
        if (list.hidden) return;
        list.hidden = true;
        list.replaceChildren();
        box.removeAttribute('aria-controls');
        box.removeAttribute('aria-activedescendant');
        status.textContent = '';
        at = -1;
    };

    const choose = to => {
        at = (to + options().length) % options().length;
        options().forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
        box.setAttribute('aria-activedescendant', options()[at].id);
        options()[at].scrollIntoView({ block: 'nearest' });
    };

    const take = option => {
        const caret = box.selectionEnd;
        const from = box.value.lastIndexOf('@', caret - 1);
        const name = option.dataset.name;
        taken = name;
        box.focus();
        box.setRangeText(option.dataset.person ? `[@${name}](mention:${option.dataset.person}) ` : `@${name} `, from, caret, 'end');
        close();
        box.dispatchEvent(new Event('input', { bubbles: true }));
    };

    async function look() {
        const like = box.selectionStart === box.selectionEnd && typedName.exec(box.value.slice(0, box.selectionEnd))?.[1];
        if (typeof like !== 'string' || (taken && like.startsWith(taken)) || like.startsWith(' ')) return close();
        taken = '';
        const mine = ++asked;
        let people;
        try {
            const answer = await fetch(`${box.dataset.people}?like=${encodeURIComponent(like.trim())}`, { cache: 'no-store', redirect: 'error' });
            people = answer.ok ? await answer.json() : [];
        } catch {
            people = [];
        }
        if (mine !== asked) return;
        if (!people.length || document.activeElement !== box) return close();
        at = -1;
        box.removeAttribute('aria-activedescendant');
        list.replaceChildren(...people.map((person, i) => {
            const option = document.createElement('li');
            option.id = `${id}-${i}`;
            option.setAttribute('role', 'option');
            option.setAttribute('aria-selected', 'false');
            option.dataset.name = person.name;
            if (person.id) option.dataset.person = person.id;
            option.append(Object.assign(document.createElement('b'), { textContent: person.name }));
            if (person.organisation) option.append(Object.assign(document.createElement('span'), { className: 'meta', textContent: ` ${person.organisation}` }));
            return option;
        }));
        // Below the box, and in nobody's way: it moves nothing.
        list.style.top = `${box.offsetTop + box.offsetHeight + 4}px`;
        list.style.left = `${box.offsetLeft}px`;
        list.hidden = false;
        box.setAttribute('aria-controls', id);
        status.textContent = `${people.length === 1 ? '1 person' : `${people.length} people`}. Choose with the down arrow.`;
    }

    box.addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(look, 150);
    });
    box.addEventListener('keydown', event => {
        if (list.hidden || event.isComposing) return;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            choose(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1);
        } else if (event.key === 'Enter' && at >= 0 && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            take(options()[at]);
        } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            close();
        }
    });
    // A press on a name must not take the focus first.
    list.addEventListener('pointerdown', event => event.preventDefault());
    list.addEventListener('click', event => {
        const option = event.target.closest('[role=option]');
        if (option) take(option);
    });
    box.addEventListener('blur', close);
}
