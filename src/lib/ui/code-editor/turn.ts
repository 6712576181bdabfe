/** A function that, however often it is called, runs `work` once at the end of the present turn. */
export function oncePerTurn(work: () => void): () => void {
	let isDue = false;
	return () => {
		if (isDue) return;
		isDue = true;
		queueMicrotask(() => {
			isDue = false;
			work();
		});
	};
}
