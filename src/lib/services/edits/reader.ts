import { pathAbove } from './addresses.ts';
import { cut, lineOf, type Body, type Emit } from './body.ts';
import { readFence } from './closers.ts';
import { dialects } from './dialects/index.ts';
import type { Context, Opening } from './dialects/dialect.ts';
import type { EditEvent, OpenPart } from './edits.ts';
import { LineScanner, MAX_PIECE, type Line } from './lines.ts';
import { MAX_TAG, readTag, tagHead, type Tag } from './tags.ts';
import { cleanPath } from './paths.ts';

const THOUGHTS = new Set([
	'think',
	'thinking',
	'thought',
	'reasoning',
	'antthinking',
	'lobethinking',
	'dyad-think',
]);
const THOUGHT_END =
	/<{1,2}\s*\/\s*(think|thinking|thought|reasoning|antThinking|lobeThinking|dyad-think)\s*>/i;
const OPENERS = new Map(dialects.flatMap((dialect) => Object.entries(dialect.tags ?? {})));

/**
 * Turns the streamed text of a model into events. Push the text as it comes; any chunking gives the same events.
 * Holds back at most one line, or what it needs to tell the end of a part from content that quotes it (256 KiB).
 */
export class EditReader {
	readonly #scanner = new LineScanner((line) => {
		this.#take(line);
	});
	#events: EditEvent[] = [];
	#body: Body | null = null;
	#pieces = '';
	#isThinking = false;
	#hasParts = false;
	/** A tag whose end has not come yet. */
	#tag: Line[] = [];
	#above: Context['above'] = null;
	#blanksBelow = 0;
	#lastPath: string | null = null;
	#wrapper: string | null = null;

	/** Takes a piece of the reply; gives the events that it completes. */
	push(chunk: string): readonly EditEvent[] {
		this.#scanner.push(chunk);
		return this.#drain();
	}

	/** The reply is over; the last event is `end`. */
	end(): readonly EditEvent[] {
		this.#scanner.end();
		if (this.#pieces !== '') this.#takePieces('');
		this.#flushTag();
		let open: OpenPart | null = null;
		while (this.#body) {
			open = this.#body.open();
			const rest = this.#body.end(this.#emit);
			this.#body = null;
			for (const line of rest) this.#take(line);
			this.#flushTag();
		}
		this.#emit({ type: 'end', open });
		return this.#drain();
	}

	readonly #emit: Emit = (event) => {
		if (event.type === 'edit-open') this.#lastPath = event.path;
		if (event.type !== 'prose' && event.type !== 'malformed') this.#hasParts = true;
		this.#events.push(event);
	};

	#drain(): readonly EditEvent[] {
		const events = this.#events;
		this.#events = [];
		return events;
	}

	#take(line: Line): void {
		if (this.#pieces === '' && (this.#body?.takesPieces ?? true)) {
			this.#route(line);
			return;
		}
		this.#pieces += line.text;
		if (line.end !== '' || line.text.length < MAX_PIECE) this.#takePieces(line.end);
	}

	#takePieces(end: Line['end']): void {
		const text = this.#pieces;
		this.#pieces = '';
		this.#route(lineOf(text, end));
	}

	#route(line: Line): void {
		if (!this.#body) {
			this.#takeOutside(line);
			return;
		}
		const step = this.#body.take(line, this.#emit);
		if (step === 'more') return;
		this.#body = null;
		for (const one of step) this.#take(one);
	}

	#takeOutside(line: Line): void {
		if (this.#isThinking) this.#takeThought(line);
		else if (this.#tag.length > 0) this.#takeTagLine(line);
		else if (line.isStart && line.text.length < MAX_TAG && this.#takeStart(line)) return;
		else this.#prose(line);
	}

	/** Whether the line opens or closes something. */
	#takeStart(line: Line): boolean {
		const head = tagHead(line.text);
		if (head && (THOUGHTS.has(head.name) || OPENERS.has(head.name))) return this.#takeTag(line);
		const thoughtEnd = THOUGHT_END.exec(line.text);
		if (thoughtEnd) return this.#endStrayThought(line, thoughtEnd);
		if (this.#wrapper !== null && this.#isWrapperEnd(line.text, this.#wrapper)) {
			this.#wrapper = null;
			return true;
		}
		const context = this.#context();
		for (const dialect of dialects) {
			const opening = dialect.line?.(line.text, context);
			if (opening) return this.#open(opening, line, line.text);
		}
		return false;
	}

	#isWrapperEnd(text: string, mark: string): boolean {
		const fence = readFence(text);
		return fence?.info === '' && fence.mark.startsWith(mark);
	}

	#takeTag(line: Line): boolean {
		const tag = readTag(line.text);
		if (tag === null) return false;
		if (tag === 'incomplete') {
			this.#tag = [line];
			return true;
		}
		return this.#applyTag(tag, line);
	}

	/** A tag may be spread over a few lines. */
	#takeTagLine(line: Line): void {
		this.#tag.push(line);
		const text = this.#tag.map((one) => one.text).join('\n');
		const tag = text.length > MAX_TAG || this.#tag.length > 20 ? null : readTag(text);
		if (tag === 'incomplete') return;
		const lines = this.#tag;
		this.#tag = [];
		if (tag && this.#applyTag(tag, line)) return;
		for (const one of lines) this.#prose(one);
	}

	#flushTag(): void {
		for (const line of this.#tag.splice(0)) {
			this.#emit({ type: 'malformed', reason: 'tag-unclosed', text: cut(line.text) });
			this.#prose(line);
		}
	}

	#applyTag(tag: Tag, line: Line): boolean {
		const rest = tag.rest;
		if (THOUGHTS.has(tag.name)) {
			if (tag.isClosing) return this.#endStrayThought(line, THOUGHT_END.exec(line.text));
			if (tag.isSelfClosing) return false;
			this.#isThinking = true;
			this.#takeThought({ ...line, text: rest });
			return true;
		}
		if (tag.isClosing) {
			if (rest.trim() !== '') this.#take({ ...line, text: rest });
			return true;
		}
		const opening = OPENERS.get(tag.name)?.(tag, this.#context());
		return opening ? this.#open(opening, line, rest) : false;
	}

	#open(opening: Opening, line: Line, rest: string): boolean {
		this.#above = null;
		if (opening.type === 'body') {
			this.#body = opening.body;
			opening.body.start(this.#emit);
		} else if (opening.type === 'events') {
			for (const event of opening.events) this.#emit(event);
		}
		const isTag = rest !== line.text;
		if (isTag ? rest.trim() !== '' : opening.type === 'body' && opening.keepsLine)
			this.#take({ ...line, text: rest, isStart: true });
		return true;
	}

	#takeThought(line: Line): void {
		const end = THOUGHT_END.exec(line.text);
		if (!end) return;
		this.#isThinking = false;
		const rest = line.text.slice(end.index + end[0].length);
		if (rest.trim() !== '') this.#take({ ...line, text: rest.trimStart(), isStart: true });
	}

	/** A thought that ends without a beginning: some templates put the beginning into the prompt. */
	#endStrayThought(line: Line, end: RegExpExecArray | null): boolean {
		if (!end) return false;
		if (this.#hasParts) this.#emit({ type: 'malformed', reason: 'thought-unopened', text: cut(line.text) });
		this.#takeThought(line);
		return true;
	}

	#prose(line: Line): void {
		this.#emit({ type: 'prose', text: line.text + line.end });
		if (line.text.trim() === '') {
			if (++this.#blanksBelow > 1) this.#above = null;
			return;
		}
		this.#blanksBelow = 0;
		const above = line.isStart ? pathAbove(line.text) : null;
		const path = above ? cleanPath(above.path) : null;
		this.#above = above && path !== null ? { ...above, path } : null;
	}

	#context(): Context {
		return {
			above: this.#above,
			lastPath: this.#lastPath,
			knowsTag: (name) => OPENERS.has(name) || THOUGHTS.has(name),
			wrap: (mark) => {
				this.#wrapper = mark;
			},
		};
	}
}

/** All events of a whole reply. */
export function readReply(reply: string): readonly EditEvent[] {
	const reader = new EditReader();
	return [...reader.push(reply), ...reader.end()];
}
