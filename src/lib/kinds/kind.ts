import type { Problem, Result } from '#lib/model/result.ts';
import type { Files } from '#lib/model/files.ts';
import type { FlowWish } from '#lib/model/flow-wish.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Entity, Spec } from '#lib/model/spec.ts';

/** Words by which a sentence asks for a kit. All in lower case, base form: the grammar inflects. */
export interface KitCues {
	/** Things it makes, head nouns of the sentence: "timer", "flashcard", "kanban board". */
	readonly nouns: readonly string[];
	/** What one does with it: "convert", "quiz". */
	readonly verbs?: readonly string[];
	/** Words that make it likelier without naming it: "25/5", "focus". */
	readonly hints?: readonly string[];
}

/** The light half of a starter kit: what home and the grammar need. Adding a kit is one folder and one line here. */
export interface Kit {
	/** Stable id, stored in specs: `flashcards`. */
	readonly id: string;
	readonly kind: KindId;
	/** "Flashcards". */
	readonly title: string;
	/** One line for the kit list on home: "Cards with spaced repetition". */
	readonly description: string;
	/** A sentence that yields this kit as it is; pressing the kit on home puts it in the composer. */
	readonly example: string;
	readonly cues: KitCues;
	/** Renders any entities, so that it can stand beside another kind that a sentence asks for. At most one of each kind. */
	readonly isGeneral?: true;
	/** Kinds that it can keep its data in or act on, best first: an API keeps rows in a database. */
	readonly uses?: readonly KindId[];
	/** Lazily loads the half that renders. */
	readonly load: () => Promise<KitRenderer>;
}

/** What a kind's list of kits says of one; its id, kind and cues stand where the grammar finds them. */
export type KitEntry = Omit<Kit, 'id' | 'kind' | 'cues'>;

/** By alias, as in the manifest: `db` is imported as `aether:db`. */
export type Links = Readonly<Record<string, { readonly kind: KindId; readonly title: string }>>;

export interface KitRenderer {
	/** What it really keeps of a spec, for the creations that share it. Absent: the spec's own entities. */
	readonly entities?: (spec: Spec) => readonly Entity[];
	/**
	 * All files of the creation except `aether.json` and `.aether/spec.json`, which `Kind.render` adds.
	 * Pure and deterministic: equal specs give equal bytes.
	 */
	readonly render: (spec: Spec, links?: Links) => Files;
}

/** A recipe: all that the house knows about one kind of creation. */
export interface Kind {
	readonly id: KindId;
	readonly label: string;
	readonly kits: readonly Kit[];
	/** Where a fresh creation's program starts: `src/main.tsx`. */
	readonly entry: string;
	/** The same for what a kit made, where that depends on its files. Absent: `entry`. */
	readonly entryIn?: (files: Files) => string;
	/** What a model must know to write one: Markdown. */
	readonly guide: string;
	/** Checks without a model or a run: manifest, entry, imports that resolve, syntax. Empty means fine. */
	readonly check: (files: Files) => readonly FileProblem[];
	/**
	 * For a kind that the house itself interprets and no sandbox runs: reads the files whole, as the interpreter would.
	 * Empty means it can be run. Heavier than `check`, so it loads on first use.
	 */
	readonly interpret?: (files: Files) => Promise<readonly FileProblem[]>;
	/** Which files `interpret` is for; all where absent. */
	readonly interprets?: (files: Files) => boolean;
	/**
	 * For a kind made of steps: carries out all of the wishes in the files themselves, or none. Fails with a reason for a
	 * person where a step is not there, or two could be meant.
	 */
	readonly amendSteps?: (files: Files, wishes: readonly FlowWish[]) => Promise<Result<AmendedSteps, Problem>>;
	/** What is run instead of the plain entry: the kind's runtime in front of the files. Absent: the entry itself. */
	readonly program?: (files: Files) => Program;
	/** What a creation that works can answer: asked after each answer of a model. Absent: it is only watched. */
	readonly probes?: (files: Files) => readonly Probe[];
	/** Bytes that a creation of this kind may keep beside its text. Absent: none. */
	readonly bytesLimit?: number;
	/**
	 * All files of a new creation from a spec, `.aether/spec.json` and OpenAPI document included, without `aether.json`.
	 * `links` are the creations it will be linked to; a kit that cannot use them leaves them out.
	 */
	readonly render: (spec: Spec, links?: Links) => Promise<Result<Files, Problem>>;
}

export interface AmendedSteps {
	/** Only what changed. */
	readonly files: Files;
	/** In sentences, Markdown. */
	readonly done: readonly string[];
}

/** What reads `files` in place of a sandbox; undefined where a sandbox runs them. */
export const interpreterOf = (kind: Kind | undefined, files: Files): Kind['interpret'] =>
	(kind?.interprets?.(files) ?? true) ? kind?.interpret : undefined;

export interface Program {
	/** The creation's files and the generated ones. */
	readonly files: Files;
	readonly entry: string;
}

export interface Probe {
	readonly request: Request;
	/** What is wrong with an answer below 500, in words; undefined when nothing is. */
	readonly fault?: (answer: Response) => Promise<string | undefined>;
}

export interface FileProblem extends Problem {
	readonly path: string;
	/** From 1. */
	readonly line?: number;
	readonly column?: number;
}
