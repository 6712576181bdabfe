import { isRecord, recordOf } from './values.ts';

/** What a `$ref` leads to, with the pointer that names it. */
export interface Target {
	readonly pointer: string;
	readonly value: unknown;
}

const MAX_HOPS = 32;

/** Follows `$ref`s inside one document and keeps, in plain words, what could not be followed. */
export class References {
	readonly root: Readonly<Record<string, unknown>>;
	readonly #notes = new Set<string>();

	constructor(root: Readonly<Record<string, unknown>>) {
		this.root = root;
	}

	get notes(): readonly string[] {
		return [...this.#notes];
	}

	note(text: string): void {
		this.#notes.add(text);
	}

	/** The value behind any chain of `$ref`s, or undefined (and a note) where it leads nowhere. */
	follow(value: unknown): unknown {
		if (!isRecord(value) || typeof value['$ref'] !== 'string') return value;
		return this.target(value['$ref'])?.value;
	}

	/** The end of a chain of `$ref`s that begins at `reference`. */
	target(reference: string): Target | undefined {
		let pointer = reference;
		for (let hops = 0; hops < MAX_HOPS; hops++) {
			const value = this.#lookUp(pointer);
			if (value === undefined) return this.#lost(reference);
			if (!isRecord(value) || typeof value['$ref'] !== 'string' || hasOwnWeight(value))
				return { pointer, value };
			pointer = value['$ref'];
		}
		this.note(`"${reference}" leads back to itself, so anything is allowed there.`);
		return undefined;
	}

	#lost(reference: string): undefined {
		this.note(
			reference.startsWith('#')
				? `"${reference}" is not in the document, so anything is allowed there.`
				: `"${reference}" is in another file that is not here, so anything is allowed there.`,
		);
		return undefined;
	}

	#lookUp(reference: string): unknown {
		if (reference === '#') return this.root;
		if (reference.startsWith('#/')) return this.#walk(reference.slice(2).split('/').map(decodeSegment));
		// Old documents name a schema without saying where it is.
		const name = reference.replace(/^#/, '');
		return (
			recordOf(recordOf(this.root['components'])['schemas'])[name] ?? recordOf(this.root['definitions'])[name]
		);
	}

	#walk(segments: readonly string[]): unknown {
		let current: unknown = this.root;
		for (const segment of segments) {
			current = step(current, segment) ?? step(this.#behind(current), segment);
			if (current === undefined) return undefined;
		}
		return current;
	}

	/** A pointer may pass through a place that is itself a `$ref`. */
	#behind(value: unknown): unknown {
		const reference = isRecord(value) ? value['$ref'] : undefined;
		return typeof reference === 'string' && reference.startsWith('#/') && reference.length < 1_000
			? this.#shallow(reference)
			: undefined;
	}

	#shallow(reference: string): unknown {
		let current: unknown = this.root;
		for (const segment of reference.slice(2).split('/').map(decodeSegment)) current = step(current, segment);
		return current;
	}
}

/** A `$ref` with keywords beside it says more than the `$ref` alone. */
const hasOwnWeight = (value: Readonly<Record<string, unknown>>): boolean =>
	['nullable', 'properties', 'allOf', 'anyOf', 'oneOf', 'type'].some((key) => key in value);

function step(value: unknown, segment: string): unknown {
	if (Array.isArray(value)) return value[Number(segment)];
	return isRecord(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

function decodeSegment(segment: string): string {
	return decodePercent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Percent-decoding that leaves a text alone where it is not encoded well. */
export function decodePercent(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
