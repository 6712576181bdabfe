import type { Mesh } from '#lib/commands/mesh/mesh.ts';
import type { Problem } from '#lib/model/result.ts';
import type { FoundOperation, Published } from '#lib/model/published.ts';
import type { App } from '../app.ts';

/** What the screen of the mesh shows. */
export class MeshView {
	/** Every creation; undefined until read. */
	published: readonly Published[] | undefined = $state.raw();
	problem: Problem | undefined = $state.raw();
	mesh: Mesh | undefined = $state.raw();
	/** Operations that match what was asked for last. */
	found: readonly FoundOperation[] = $state.raw([]);
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	/** Reads what creations say of themselves now. */
	async read(): Promise<void> {
		const mesh = await this.#app.mesh();
		if (!mesh.ok) return void (this.problem = mesh.error);
		this.mesh = mesh.value;
		const list = await (await mesh.value.discovery()).list();
		this.problem = list.ok ? undefined : list.error;
		if (list.ok) this.published = list.value;
	}

	async search(text: string, signal: AbortSignal): Promise<void> {
		const mesh = await this.#app.mesh();
		if (!mesh.ok) return;
		const found = await (await mesh.value.discovery()).search(text, MOST);
		if (!signal.aborted) this.found = found.ok ? found.value : [];
	}
}

/** Operations shown for a search. */
const MOST = 30;
