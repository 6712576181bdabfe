const STYLE = `
:host { all: initial; color-scheme: inherit; }
dialog { box-sizing: border-box; width: min(26rem, calc(100vw - 2rem)); padding: 1.25rem; border: 1px solid light-dark(#d9dde3, #3a4049);
  border-radius: 12px; background: light-dark(#fff, #20242b); color: light-dark(#1c2128, #eef1f5); font: 15px/1.5 system-ui, sans-serif;
  box-shadow: 0 12px 40px rgb(0 0 0 / 0.25); }
dialog::backdrop { background: rgb(10 14 20 / 0.4); }
p { margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
input { box-sizing: border-box; width: 100%; margin: 0 0 1rem; padding: 0.5rem 0.625rem; font: inherit; color: inherit;
  border: 1px solid light-dark(#b6bdc7, #555d69); border-radius: 8px; background: light-dark(#fff, #171a1f); }
div { display: flex; justify-content: flex-end; gap: 0.5rem; }
button { min-width: 5rem; min-height: 2.5rem; padding: 0 1rem; font: inherit; color: inherit; border-radius: 8px; cursor: pointer;
  border: 1px solid light-dark(#b6bdc7, #555d69); background: transparent; }
button[value='ok'] { border-color: transparent; background: light-dark(#0b6e7a, #7fd3df); color: light-dark(#fff, #0d2226); }
:focus-visible { outline: 2px solid light-dark(#0b6e7a, #7fd3df); outline-offset: 2px; }`;

interface Question {
	readonly kind: 'alert' | 'confirm' | 'prompt';
	readonly text: string;
	readonly value: string;
}

/** What happened when the question came up, so that it can happen again with the answer known. */
interface Cause {
	readonly target: EventTarget;
	readonly type: string;
}

/**
 * `alert`, `confirm` and `prompt` as dialogs in the page. They cannot hold the program up, so a question first answers
 * "no"; when the person says yes, the click that asked is repeated and the same question then answers yes.
 */
export function installDialogs(warn: (text: string) => void): void {
	let known: { question: Question; answer: string } | null = null;
	const ask = (question: Question): string | null => {
		if (known && known.question.kind === question.kind && known.question.text === question.text) {
			const { answer } = known;
			known = null;
			return answer;
		}
		const cause = causeOf(self.event);
		if (!cause && question.kind !== 'alert')
			warn(`${question.kind}() outside a click cannot wait for an answer and gave "no".`);
		void show(question).then((answer) => {
			if (answer === null || !cause || question.kind === 'alert') return;
			known = { question, answer };
			repeat(cause);
			known = null;
		});
		return null;
	};
	const define = (name: string, value: unknown): void => {
		Object.defineProperty(self, name, { value, writable: true, configurable: true });
	};
	define('alert', (text: unknown = '') => void ask({ kind: 'alert', text: String(text), value: '' }));
	define('confirm', (text: unknown = '') => ask({ kind: 'confirm', text: String(text), value: '' }) !== null);
	define('prompt', (text: unknown = '', value: unknown = '') =>
		ask({ kind: 'prompt', text: String(text), value: String(value) }),
	);
}

function causeOf(event: Event | undefined): Cause | null {
	if (!event || !['click', 'submit'].includes(event.type)) return null;
	const target = event.composedPath()[0] ?? event.target;
	return target ? { target, type: event.type } : null;
}

function repeat({ target, type }: Cause): void {
	if (type === 'submit' && target instanceof HTMLFormElement) target.requestSubmit();
	else if (target instanceof HTMLElement) target.click();
	else target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
}

function show(question: Question): Promise<string | null> {
	const host = document.createElement('div');
	const root = host.attachShadow({ mode: 'closed' });
	const dialog = document.createElement('dialog');
	dialog.setAttribute('role', 'alertdialog');
	dialog.setAttribute('aria-labelledby', 'text');
	const style = document.createElement('style');
	style.textContent = STYLE;
	const text = Object.assign(document.createElement('p'), { id: 'text', textContent: question.text });
	const form = Object.assign(document.createElement('form'), { method: 'dialog' });
	const input = Object.assign(document.createElement('input'), { value: question.value });
	input.setAttribute('aria-labelledby', 'text');
	const buttons = document.createElement('div');
	if (question.kind !== 'alert') buttons.append(button('Cancel', 'cancel', 'button'));
	buttons.append(button('OK', 'ok', 'submit'));
	form.append(text, ...(question.kind === 'prompt' ? [input] : []), buttons);
	dialog.append(form);
	root.append(style, dialog);
	document.body.append(host);
	dialog.showModal();
	return new Promise((resolve) => {
		const finish = (answer: string | null): void => {
			dialog.close();
			host.remove();
			resolve(answer);
		};
		// The close event of a dialog waits for the frame to be painted, which a hidden one never is.
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			finish(input.value);
		});
		buttons.querySelector('[value=cancel]')?.addEventListener('click', () => {
			finish(null);
		});
		dialog.addEventListener('cancel', (event) => {
			event.preventDefault();
			finish(null);
		});
	});
}

const button = (label: string, value: string, type: 'button' | 'submit'): HTMLButtonElement =>
	Object.assign(document.createElement('button'), { textContent: label, value, type });
