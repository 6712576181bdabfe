/** Whether the person's keyboard has a ⌘ key. */
export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

const MAC_LABELS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵' };
const OTHER_LABELS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' };

/** `Mod+Shift+O` as the person's keyboard names it, one label a key. */
export function keyLabels(keys: string, isOnMac = isMac()): string[] {
	const labels = isOnMac ? MAC_LABELS : OTHER_LABELS;
	return keys.split('+').map((key) => labels[key] ?? key);
}

/** Whether a key event is `keys`; `Mod` is ⌘ on a Mac and Ctrl elsewhere, and no further modifier may be held. */
export function matchesKeys(event: KeyboardEvent, keys: string, isOnMac = isMac()): boolean {
	const parts = keys.split('+');
	const key = parts.at(-1)?.toLowerCase() ?? '';
	const wants = (modifier: string): boolean => parts.includes(modifier);
	const [modHeld, otherHeld] = isOnMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
	return (
		event.key.toLowerCase() === key &&
		modHeld === wants('Mod') &&
		!otherHeld &&
		event.altKey === wants('Alt') &&
		// `?` needs Shift on most keyboards; a letter or a named key says whether it wants it.
		(key.length === 1 && !/[a-z0-9]/.test(key) ? true : event.shiftKey === wants('Shift'))
	);
}

/** Whether the event comes from where a person types: there, keys without a modifier belong to the text. */
export function isTyping(event: KeyboardEvent): boolean {
	const target = event.composedPath()[0];
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable ||
			target instanceof HTMLTextAreaElement ||
			target instanceof HTMLSelectElement ||
			(target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)))
	);
}
