import type { LineComments } from '#lib/ui/code-editor/editor.ts';
import type { Studio } from '../studio.svelte.ts';
import { countsOf, talksByLine } from './comment-lines.ts';

/** What is said about the lines of the open file. */
export class FileComments {
	readonly #studio: Studio;
	readonly #talks = $derived.by(() => {
		const { path, workspace } = this.#studio;
		const { review } = workspace;
		return talksByLine(path ?? '', review.conversations, (anchor) => review.placeOf(anchor));
	});
	readonly lines: LineComments = $derived.by(() => ({
		counts: countsOf(this.#talks),
		canAdd: this.#studio.canComment,
	}));

	constructor(studio: Studio) {
		this.#studio = studio;
	}

	/** Opens what is said about a line, or begins to say something. */
	press(line: number): void {
		const [first] = this.#talks.get(line) ?? [];
		if (first !== undefined) this.#studio.talk.open(first);
		else this.#studio.talk.begin(line);
	}
}
