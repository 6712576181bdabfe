const system = matchMedia('(prefers-color-scheme: dark)');

/** What the surroundings ask for: `data-appearance` of the page, else the system. */
export function isDarkAsked(): boolean {
	const asked = document.documentElement.dataset['appearance'];
	return asked ? asked === 'dark' : system.matches;
}

/** Calls the listener when the page may have turned light or dark. Returns the unsubscriber. */
export function watchAppearance(listener: () => void): () => void {
	const observer = new MutationObserver(listener);
	observer.observe(document.documentElement, { attributeFilter: ['data-appearance', 'data-choice'] });
	system.addEventListener('change', listener);
	return () => {
		observer.disconnect();
		system.removeEventListener('change', listener);
	};
}
