import { MediaQuery } from 'svelte/reactivity';
import type { Appearance } from '../app.ts';

type Choice = Appearance['choice'];
const KEY = 'aether:appearance';

/** Kept outside the database so that the first paint has the right colours. */
export class AppearanceChoice implements Appearance {
	choice: Choice = $state('system');
	readonly #prefersDark = new MediaQuery('prefers-color-scheme: dark');

	constructor() {
		const kept = localStorage.getItem(KEY);
		this.#apply(kept === 'light' || kept === 'dark' ? kept : 'system');
	}

	get resolved(): 'light' | 'dark' {
		return this.choice === 'system' ? (this.#prefersDark.current ? 'dark' : 'light') : this.choice;
	}

	set(choice: Choice): void {
		if (choice === 'system') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, choice);
		this.#apply(choice);
	}

	#apply(choice: Choice): void {
		this.choice = choice;
		document.documentElement.style.colorScheme = choice === 'system' ? 'light dark' : choice;
	}
}
