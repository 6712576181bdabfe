/**
 * Gathers names until whoever gathers is done, then hands them over once: what one decision of the gate changes in several
 * steps is acted on after it, not inside it.
 */
export function gathered<Name>(run: (names: ReadonlySet<Name>) => void): (name: Name) => void {
	let names = new Set<Name>();
	return (name) => {
		if (names.size === 0)
			setTimeout(() => {
				const taken = names;
				names = new Set();
				run(taken);
			}, 0);
		names.add(name);
	};
}
