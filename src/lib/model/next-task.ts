/**
 * Resolves in a task of its own, behind all that waits for the thread by now. Timers would wait for longer: 4 ms once they
 * are nested, and a second in a tab that nobody looks at.
 */
export function nextTask(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
