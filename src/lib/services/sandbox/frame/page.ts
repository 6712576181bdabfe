import type { ProgramPage } from '../messages.ts';
import { scriptUrl } from './link.ts';

/** Follows the system unless the creation's own style sheet says otherwise: a layer yields to everything. */
const DEFAULTS = '@layer aether { :root { color-scheme: light dark; } }';

/** Fills the empty document: an HTML entry's own markup, or the element that a script entry mounts into. */
export function buildPage(page: ProgramPage | null): void {
	document.head.append(Object.assign(document.createElement('style'), { textContent: DEFAULTS }));
	if (page === null) {
		const root = document.createElement('div');
		root.id = 'root';
		// Svelte templates look for `app`; React clears what it finds in its root.
		const app = document.createElement('div');
		app.id = 'app';
		root.append(app);
		document.body.append(root);
		return;
	}
	copyAttributes(page.htmlAttributes, document.documentElement);
	copyAttributes(page.bodyAttributes, document.body);
	document.head.insertAdjacentHTML('beforeend', page.head);
	document.body.insertAdjacentHTML('beforeend', page.body);
}

function copyAttributes(attributes: Readonly<Record<string, string>>, element: Element): void {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** Runs one classic script; its errors reach the error event of the window. */
export function runClassic(code: string): Promise<void> {
	return new Promise((resolve) => {
		const script = document.createElement('script');
		script.src = scriptUrl(code);
		script.addEventListener('load', () => {
			resolve();
		});
		script.addEventListener('error', () => {
			resolve();
		});
		document.head.append(script);
	});
}
