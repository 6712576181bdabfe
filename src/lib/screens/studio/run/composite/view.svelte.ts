import { CompositeRun } from '#lib/commands/composite/composite-run.svelte.ts';
import {
	addPanel,
	arrangePanel,
	removePanel,
	renamePanel,
	unwirePanels,
	wirePanels,
	type PanelWish,
} from '#lib/commands/composite/composite.ts';
import type { PanelRun } from '#lib/commands/composite/panel-run.svelte.ts';
import { fitOf, typeOf, type Fit, type Port } from '#lib/commands/composite/ports.ts';
import { readManifest } from '#lib/commands/creation/assemble.ts';
import { updateLink } from '#lib/commands/mesh/link.ts';
import { restoreVersion } from '#lib/commands/version/version.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import {
	COMPOSITE_PATH,
	EMPTY_COMPOSITE,
	readComposite,
	type Place,
	type Wire,
} from '#lib/model/composite.ts';
import { textOf } from '#lib/model/files.ts';
import { creationIdOfUrn, type CreationId, type ObjectId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { FoundOperation, Published } from '#lib/model/published.ts';
import type { App } from '../../../app.ts';

/** What a composite needs of the app around it. */
export type CompositeApp = Pick<App, 'dispatch' | 'mesh' | 'hold' | 'release' | 'appearance'>;

/** One end of a wire in a person's words, as the dialog lists it. */
export interface End {
	readonly key: string;
	readonly panel: string;
	readonly port: Port;
	readonly label: string;
}

/** An open composite: what it is, how it stands, and what can be done to it. */
export class CompositeView {
	readonly app: CompositeApp;
	readonly workspace: Workspace;
	run: CompositeRun | undefined = $state.raw();
	/** Why a wish was not done. */
	refusal: Problem | undefined = $state.raw();
	/** What the person should look at after the last change. */
	notice = $state('');
	/** Key of the wire in the side form. */
	chosen: string | undefined = $state.raw();
	#waiting = $state(0);
	/** Each wish sees what the one before it wrote. */
	#last: Promise<unknown> = Promise.resolve();
	#opening: CompositeRun | undefined;
	#undo: readonly ObjectId[] = $state.raw([]);

	readonly #text = $derived.by(() => textOf(this.workspace.files.get(COMPOSITE_PATH)));
	readonly #read = $derived(readComposite(this.#text));
	readonly #manifest = $derived.by(() => readManifest(this.workspace.files));
	readonly composite = $derived(this.#read.ok ? this.#read.value : EMPTY_COMPOSITE);
	readonly problem: Problem | undefined = $derived(
		this.#read.ok ? (this.#manifest.ok ? undefined : this.#manifest.error) : this.#read.error,
	);
	readonly panels: readonly PanelRun[] = $derived(this.run?.panels ?? []);
	/** In reading order, each with its place. */
	readonly placed = $derived(
		this.composite.layout
			.toSorted((a, b) => a.y - b.y || a.x - b.x)
			.flatMap((place) => {
				const run = this.panels.find(({ panel }) => panel.id === place.panel);
				return run ? [{ run, place }] : [];
			}),
	);
	readonly sources: readonly End[] = $derived(
		this.panels.flatMap((run) => run.outputs.map((port) => endOf(run, port))),
	);
	readonly targets: readonly End[] = $derived(
		this.panels.flatMap((run) => run.fields.map((port) => endOf(run, port))),
	);

	constructor(app: CompositeApp, workspace: Workspace) {
		this.app = app;
		this.workspace = workspace;
	}

	/** Reads the files as they are now; called again whenever they change. */
	async read(): Promise<void> {
		const [manifest, read] = [this.#manifest, this.#read];
		if (!manifest.ok || !read.ok) return;
		const opened = await this.#opened();
		if (!opened.ok) return void (this.refusal = opened.error);
		await opened.value.read(manifest.value, read.value);
		this.run = opened.value;
	}

	/** One for all readings, however many begin before the house is there. */
	async #opened(): Promise<Result<CompositeRun, Problem>> {
		const mesh = await this.app.mesh();
		if (!mesh.ok) return mesh;
		return ok((this.#opening ??= new CompositeRun(this.workspace.id, mesh.value)));
	}

	targetOf({ panel }: PanelRun): CreationId | undefined {
		if (panel.type === 'value' || !this.#manifest.ok) return undefined;
		const link = this.#manifest.value.links?.[panel.alias];
		return link && creationIdOfUrn(link.ref);
	}

	titleOf(id: string): string {
		return this.composite.panels.find((panel) => panel.id === id)?.title ?? id;
	}

	wiresTo(id: string): readonly Wire[] {
		return this.composite.wires.filter(({ to }) => to.panel === id);
	}

	/** Whether a wire begins at the chosen row of a panel. */
	isChosenFrom(id: string): boolean {
		return this.composite.wires.some(({ from }) => from.panel === id && /^item(\.|$)/.test(from.output));
	}

	get wire(): Wire | undefined {
		return this.composite.wires.find((wire) => keyOf(wire) === this.chosen);
	}

	fit(from: End, to: End): Fit {
		return fitOf(from.port, to.port);
	}

	async add(panel: PanelWish): Promise<void> {
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(addPanel, { creationId, panel }, QUIET));
	}
	async remove(panel: string): Promise<void> {
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(removePanel, { creationId, panel }, QUIET));
	}
	async rename(panel: string, title: string): Promise<void> {
		if (title.trim() === '' || title === this.titleOf(panel)) return;
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(renamePanel, { creationId, panel, title }, QUIET));
	}
	async arrange(place: Place): Promise<void> {
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(arrangePanel, { creationId, place }, QUIET));
	}
	async save(wire: Wire): Promise<boolean> {
		const creationId = this.workspace.id;
		return this.#do(() => this.app.dispatch(wirePanels, { creationId, wire }, QUIET));
	}
	async disconnect(to: Wire['to']): Promise<void> {
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(unwirePanels, { creationId, to }, QUIET));
	}
	async updateLink(alias: string): Promise<void> {
		const creationId = this.workspace.id;
		await this.#do(() => this.app.dispatch(updateLink, { creationId, alias }, QUIET));
	}

	/** Draws a wire; where the types differ, with the mapping that may bring them together, to be looked at. */
	async connect(from: End, to: End): Promise<boolean> {
		const fit = this.fit(from, to);
		const wire: Wire = {
			from: { panel: from.panel, output: from.port.path },
			to: { panel: to.panel, field: to.port.path },
			...(fit.fits ? {} : { map: fit.map }),
			...(this.run?.panel(to.panel)?.isSafe ? { run: true } : {}),
		};
		if (!(await this.save(wire))) return false;
		this.chosen = keyOf(wire);
		this.notice = fit.fits
			? ''
			: `${typeOf(from.port.schema)} goes to ${typeOf(to.port.schema)}: look at the mapping that was put in.`;
		return true;
	}

	get isBusy(): boolean {
		return this.#waiting > 0;
	}

	get canUndo(): boolean {
		return this.#undo.length > 0 && !this.isBusy;
	}

	/** Takes the last change made here back, as a new version. */
	async undo(): Promise<void> {
		const version = this.#undo.at(-1);
		if (!version) return;
		const creationId = this.workspace.id;
		const rest = this.#undo.slice(0, -1);
		await this.#do(() => this.app.dispatch(restoreVersion, { creationId, version }, QUIET));
		this.#undo = rest;
	}

	async search(text: string): Promise<readonly FoundOperation[]> {
		const mesh = await this.app.mesh();
		if (!mesh.ok) return [];
		const found = await (await mesh.value.discovery()).search(text, MOST);
		return found.ok ? found.value.filter(({ creationId }) => creationId !== this.workspace.id) : [];
	}

	/** Every other creation: all of its operations, and whether it is an app. */
	async others(): Promise<readonly Published[]> {
		const mesh = await this.app.mesh();
		if (!mesh.ok) return [];
		const list = await (await mesh.value.discovery()).list();
		return list.ok ? list.value.filter(({ creationId }) => creationId !== this.workspace.id) : [];
	}

	#do(work: () => Promise<Result<unknown, Problem>>): Promise<boolean> {
		this.#waiting++;
		const done = this.#last.then(() => this.#done(work)).finally(() => this.#waiting--);
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #done(work: () => Promise<Result<unknown, Problem>>): Promise<boolean> {
		const before = this.workspace.head;
		const done = await work();
		this.notice = '';
		this.refusal = done.ok ? undefined : done.error;
		if (done.ok && before) this.#undo = [...this.#undo.slice(-29), before];
		return done.ok;
	}
}

const QUIET = { quiet: true };
/** Operations shown for a search. */
const MOST = 30;

export const keyOf = ({ to }: Pick<Wire, 'to'>): string => `${to.panel} ${to.field}`;

function endOf({ panel }: PanelRun, port: Port): End {
	const label = `${panel.title}: ${port.path} (${typeOf(port.schema)}${port.isRequired ? ', required' : ''})`;
	return { key: `${panel.id} ${port.path}`, panel: panel.id, port, label };
}
