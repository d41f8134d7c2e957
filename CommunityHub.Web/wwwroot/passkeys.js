// Signing in with a passkey, and making one: asks the server for its question, the browser for the answer, and sends that with the form it
// stands in. hub.js loads it where a page has such a form. Without it, or where the browser has none of this, the page says so or offers other ways.
const ready = new WeakSet();

export function offer(form) {
    const button = form.querySelector('button');
    const trouble = form.querySelector('[data-passkey-trouble]');
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    form.hidden = button.hidden = false;
    form.querySelector('[data-passkey-none]')?.remove();
    if (ready.has(form)) return;
    ready.add(form);
    form.addEventListener('submit', async event => {
        if (form.elements.credential.value) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        trouble.textContent = '';
        button.disabled = true;
        try {
            form.elements.credential.value = JSON.stringify(await answer(form));
            form.submit();
        } catch (fault) {
            trouble.textContent = inWords(fault);
            button.disabled = false;
            button.focus();
        }
    });
}

async function answer(form) {
    const asked = await fetch(form.dataset.passkeyOptions, { method: 'POST', body: new FormData(form), cache: 'no-store' });
    if (!asked.ok) throw new Error(asked.status === 409 ? await asked.text() : 'The server did not answer. Load the page again.');
    const question = await asked.json();
    return form.dataset.passkeyWay === 'create'
        ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
        : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
}

// The browser's own words are for programmers; and it says the same for "no" as for "none here".
function inWords(fault) {
    if (fault.name === 'InvalidStateError') return 'This device has a passkey for this site already.';
    return fault instanceof DOMException ? 'No passkey was given. Try again, or use another way.' : fault.message;
}
