import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { move, type Frame } from './frames.ts';
import type { House } from './house.ts';
import type { StartMessage } from './messages.ts';
import type { FrameMessage } from './protocol.ts';
import { Run } from './run.ts';
import type { Limits } from './sandbox.ts';

export interface StageEvents {
	readonly message: (message: FrameMessage, run: Run) => void;
	readonly alive: (isAlive: boolean) => void;
	readonly broken: (reason: string) => void;
}

/** A newer start took over. */
export const OVERTAKEN: Problem = { type: 'stopped', message: 'A newer start took over.' };

/** Longest that a new program waits for what the old one is still being asked. ms. */
const ANSWERS_MS = 5_000;
const SHOWN = 'display:block;width:100%;height:100%;border:0';
/** Behind the old frame until its program has run, so that the preview never flashes. */
const WAITING = `${SHOWN};position:absolute;inset:0;visibility:hidden`;

/** Where a session's frame stands: in the element that previews it, or out of sight. Replaces one run by the next. */
export class Stage {
	run: Run | null = null;
	readonly #house: House;
	readonly #title: string;
	readonly #limits: Limits;
	readonly #events: StageEvents;
	#place: HTMLElement | null = null;
	/** Counts starts, so that an older one that ends late changes nothing. */
	#generation = 0;

	constructor(house: House, title: string, limits: Limits, events: StageEvents) {
		this.#house = house;
		this.#title = title;
		this.#limits = limits;
		this.#events = events;
	}

	/** Runs `message` in a fresh frame and takes the old one away afterwards. Answers the ms it took. */
	async show(message: () => Promise<StartMessage>): Promise<Result<number, Problem>> {
		const generation = ++this.#generation;
		const since = performance.now();
		const place = this.#place ?? this.#house.frames.lot;
		const [frame, start] = await Promise.all([this.#house.frames.take(place), message()]);
		if (!frame.ok) return frame;
		const run = this.#runIn(frame.value);
		await run.start(start);
		await this.run?.idle(ANSWERS_MS);
		if (generation !== this.#generation) {
			run.kill();
			return err(OVERTAKEN);
		}
		this.#swap(run);
		return ok(performance.now() - since);
	}

	/** Puts the frame into `element`. False when the browser cannot move it alive: then it must be shown anew. */
	place(element: HTMLElement): boolean {
		this.#place = element;
		if (this.run) this.#name(this.run.frame);
		if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
		return this.run !== null && move(this.run.frame.element, element);
	}

	/** Takes the frame out of `element`; where it cannot be moved alive it ends, and its data stays. */
	leave(element: HTMLElement): void {
		if (this.#place !== element) return;
		this.#place = null;
		if (this.run) this.#name(this.run.frame);
		if (this.run && !move(this.run.frame.element, this.#house.frames.lot)) this.kill();
	}

	/** Ends at once. */
	kill(): void {
		this.#generation++;
		this.run?.kill();
		this.run = null;
	}

	/** Ends after the last words: pictures and changes still under way arrive. */
	async stop(): Promise<void> {
		this.#generation++;
		const run = this.run;
		this.run = null;
		if (run) await retire(run, this.#house.frames.lot);
	}

	get hasFocus(): boolean {
		return this.run !== null && document.activeElement === this.run.frame.element;
	}

	#runIn(frame: Frame): Run {
		// Behind another one it is not the preview yet.
		if (this.run) frame.element.title = 'Sandbox';
		else this.#name(frame);
		frame.element.style.cssText = this.run ? WAITING : SHOWN;
		const run: Run = new Run(frame, this.#limits, {
			message: (message) => {
				this.#events.message(message, run);
			},
			alive: (isAlive) => {
				if (this.run === run) this.#events.alive(isAlive);
			},
			broken: (reason) => {
				run.kill();
				this.#events.broken(reason);
			},
		});
		return run;
	}

	/** A frame out of sight, where a creation is only tried, is no preview to anybody. */
	#name(frame: Frame): void {
		frame.element.title = this.#place ? `Preview of ${this.#title}` : 'Sandbox';
	}

	#swap(run: Run): void {
		const old = this.run;
		const hadFocus = this.hasFocus;
		this.run = run;
		this.#name(run.frame);
		const { element } = run.frame;
		element.style.cssText = SHOWN;
		move(element, this.#place ?? this.#house.frames.lot);
		if (hadFocus) element.focus();
		if (old) void retire(old, this.#house.frames.lot);
	}
}

/** Out of sight at once, gone when it has said its last words. */
async function retire(run: Run, lot: HTMLElement): Promise<void> {
	const { element } = run.frame;
	element.title = 'Sandbox';
	if (!move(element, lot)) element.style.cssText = WAITING;
	await run.stop();
}
