import { reasonOf } from './abort.ts';

interface Alarm {
	readonly at: number;
	ring(): void;
}

/** A clock that stands still while anything is at work and jumps to the next alarm when nothing is. */
export class VirtualClock {
	#now: number;
	#busy = 0;
	#alarms: Alarm[] = [];
	#isChecking = false;

	constructor(now = Date.now()) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	/** Time stands still until `work` is done. */
	async during<T>(work: Promise<T>): Promise<T> {
		this.#busy++;
		try {
			return await work;
		} finally {
			this.#busy--;
			this.#check();
		}
	}

	until(at: number, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return Promise.reject(reasonOf(signal));
		return new Promise((resolve, reject) => {
			const alarm = { at, ring: resolve };
			this.#alarms.push(alarm);
			signal.addEventListener('abort', () => {
				this.#alarms = this.#alarms.filter((each) => each !== alarm);
				reject(reasonOf(signal));
			});
			this.#check();
		});
	}

	/** What resolved just now may have more to do: only a pause of all promises means that nothing is. */
	#check(): void {
		if (this.#isChecking) return;
		this.#isChecking = true;
		const channel = new MessageChannel();
		channel.port1.onmessage = () => {
			channel.port1.close();
			this.#isChecking = false;
			if (this.#busy === 0) this.#ringNext();
		};
		channel.port2.postMessage(null);
	}

	#ringNext(): void {
		const next = this.#alarms.reduce<Alarm | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
		if (!next) return;
		this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
		this.#now = Math.max(this.#now, next.at);
		next.ring();
		this.#check();
	}
}
