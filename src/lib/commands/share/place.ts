/** Who comes to a place that only one tab of this device may have. */
export interface Comer {
	/** Has it until this resolves. */
	hold(): Promise<void>;
	/** Another tab has it; `hold` is called once that is over. */
	wait(): void;
}

/** Takes the place of this name, at once or when it is free; nothing more happens once `signal` is aborted. */
export function takePlace(name: string, signal: AbortSignal, comer: Comer): void {
	const { locks } = navigator;
	void locks
		.request(name, { ifAvailable: true }, (lock) => {
			if (lock !== null) return comer.hold();
			comer.wait();
			void locks.request(name, { signal }, () => comer.hold()).catch(ended);
		})
		.catch(ended);
}

/** The page or the workspace went away while it waited. */
function ended(error: unknown): void {
	if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
