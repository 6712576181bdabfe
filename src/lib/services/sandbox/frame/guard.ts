/** Loop bodies between two looks at the clock. */
const STRIDE = 64;

// Captured: a creation may replace timers.
const now = performance.now.bind(performance);
const channel = new MessageChannel();
const macrotask = channel.port2.postMessage.bind(channel.port2);

/**
 * Gives the function that the builder puts into every loop body. It throws when code has not let go of the thread for
 * `cpuMs`; promises do not count as letting go, since `for (;;) await 0` starves everything else.
 */
export function installGuard(): (cpuMs: number) => void {
	let limitMs = 2_000;
	let left = STRIDE;
	let since = 0;
	channel.port1.onmessage = () => (since = 0);
	const guard = (): void => {
		if (--left > 0) return;
		left = STRIDE;
		if (since === 0) {
			since = now();
			macrotask(0);
		} else if (now() - since > limitMs) {
			throw new Error(`A loop ran for more than ${limitMs} ms without a pause and was stopped.`);
		}
	};
	Object.defineProperty(self, '__aetherGuard', { value: guard });
	return (cpuMs) => (limitMs = cpuMs);
}
