import type { Peer } from './editor.ts';

/** The cursor of somebody else, with the name at it. */
export function caretOf({ name, hue }: Pick<Peer, 'name' | 'hue'>): HTMLElement {
	const caret = document.createElement('span');
	caret.className = 'peer-caret';
	caret.style.setProperty('--hue', String(hue));
	const label = document.createElement('span');
	label.className = 'peer-name';
	label.textContent = name;
	caret.append(label);
	return caret;
}
