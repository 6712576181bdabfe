import type { Composite, Panel, Wire } from '#lib/model/composite.ts';
import { creationIdOfUrn, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { OpenApi, Operation } from '#lib/services/openapi/openapi.ts';
import { isRecord } from '#lib/services/openapi/values.ts';
import { linkBase } from '../mesh/address.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { PanelRun } from './panel-run.svelte.ts';

/** A composite in use: its forms call what it is linked to, as itself, and what they give goes along its wires. */
export class CompositeRun {
	/** In the order of the file. */
	panels: readonly PanelRun[] = $state.raw([]);
	#manifest: Manifest | undefined;
	#wires: readonly Wire[] = [];
	#readings = 0;
	readonly #id: CreationId;
	readonly #mesh: Mesh;

	constructor(id: CreationId, mesh: Mesh) {
		this.#id = id;
		this.#mesh = mesh;
	}

	/** Takes the composite as it is now; panels that are still there keep what they hold. */
	async read(manifest: Manifest, composite: Composite): Promise<void> {
		const reading = ++this.#readings;
		this.#manifest = manifest;
		this.#wires = composite.wires;
		const openapi = await loadOpenApi();
		const read = await Promise.all(
			composite.panels.map(async (panel) => ({ panel, found: await this.#operationOf(panel) })),
		);
		// A newer reading has overtaken this one.
		if (this.#readings !== reading) return;
		const before = this.panels;
		this.panels = read.map(({ panel, found }) => {
			const run = before.find((each) => isSame(each.panel, panel)) ?? new PanelRun();
			run.panel = panel;
			run.operation = found.ok ? found.value : undefined;
			run.input = run.operation && openapi.tool(run.operation).input;
			run.problem = found.ok ? undefined : found.error;
			return run;
		});
	}

	panel(id: string): PanelRun | undefined {
		return this.panels.find(({ panel }) => panel.id === id);
	}

	/** Sends the form of a panel, and what it answers along the wires. What fails stands in the panel's `problem`. */
	async submit(run: PanelRun): Promise<void> {
		if (!run.operation || run.isBusy) return;
		run.isBusy = true;
		run.problem = undefined;
		const answer = await this.#call(run, run.operation);
		run.isBusy = false;
		if (!answer.ok) return void (run.problem = answer.error);
		run.answer = answer.value;
		run.item = undefined;
		await this.#deliver(run, (output) => !isOfItem(output));
	}

	/** Takes one row of what a panel answered, for the wires that begin there. */
	async choose(run: PanelRun, row: unknown): Promise<void> {
		run.item = row;
		await this.#deliver(run, isOfItem);
	}

	/** What `map` makes of the output that a wire begins at now. Fails as an expression does. */
	async mapped({ from, map }: Pick<Wire, 'from' | 'map'>): Promise<Result<unknown, Problem>> {
		const value = this.panel(from.panel)?.output(from.output) ?? null;
		if (map === undefined || map.trim() === '') return ok(value);
		const made = await (await this.#mesh.expressions()).evaluate([map], { input: value, variables: {} });
		return made.ok ? ok(made.value[0]) : made;
	}

	async #deliver(source: PanelRun, begins: (output: string) => boolean): Promise<void> {
		const wires = this.#wires.filter(({ from }) => from.panel === source.panel.id && begins(from.output));
		let sent: readonly PanelRun[] = [];
		for (const wire of wires) {
			const target = this.panel(wire.to.panel);
			if (!target || !(await this.#fill(target, wire))) continue;
			if (target.panel.type === 'value') await this.#deliver(target, () => true);
			else if (wire.run && target.isSafe) sent = [...sent.filter((each) => each !== target), target];
		}
		// Once for all fields that this source fills.
		for (const target of sent) await this.submit(target);
	}

	async #fill(target: PanelRun, wire: Wire): Promise<boolean> {
		const { field } = wire.to;
		const value = await this.mapped(wire);
		const others = Object.entries(target.faults).filter(([each]) => each !== field);
		target.faults = Object.fromEntries(
			value.ok ? others : [...others, [field, `The mapping of the wire failed: ${value.error.message}`]],
		);
		if (value.ok) target.fill(field, value.value);
		return value.ok;
	}

	async #operationOf(panel: Panel): Promise<Result<Operation | undefined, Problem>> {
		if (panel.type !== 'operation') return ok(undefined);
		const link = this.#manifest?.links?.[panel.alias];
		const target = link && creationIdOfUrn(link.ref);
		if (!target) return err(unlinked(panel.alias));
		const offer = await this.#mesh.offers.of(target);
		if (!offer.ok) return offer;
		const operation = offer.value.document.operations.find(({ id }) => id === panel.operation);
		return operation ? ok(operation) : err(gone(offer.value.manifest.title, panel.operation));
	}

	async #call(
		{ panel, values }: PanelRun,
		operation: Operation,
	): Promise<Result<{ readonly value: unknown; readonly status: number }, Problem>> {
		const manifest = this.#manifest;
		if (!manifest || panel.type !== 'operation') throw new Error('Only a form that was read can be sent.');
		const openapi = await loadOpenApi();
		const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
		const request = openapi.requestOf(operation, given, linkBase(panel.alias));
		if (!request.ok) return request;
		const response = await this.#mesh.callLink({ id: this.#id, manifest }, panel.alias, request.value);
		const text = await response.text();
		const value = parsed(text);
		return response.ok
			? ok({ value, status: response.status })
			: err(refusalOf(response.status, value, text));
	}
}

let openapi: Promise<OpenApi> | undefined;
const loadOpenApi = (): Promise<OpenApi> =>
	(openapi ??= import('#lib/services/openapi/create-openapi.ts').then(({ createOpenApi }) =>
		createOpenApi(),
	));

const isOfItem = (output: string): boolean => output === 'item' || output.startsWith('item.');

const isSame = (a: Panel, b: Panel): boolean =>
	a.id === b.id &&
	a.type === b.type &&
	(a.type !== 'operation' || b.type !== 'operation' || (a.operation === b.operation && a.alias === b.alias));

function parsed(text: string): unknown {
	try {
		return text === '' ? null : JSON.parse(text);
	} catch {
		return text;
	}
}

/** What the person is told of an answer that is none, with what to do where the house knows it. */
function refusalOf(status: number, value: unknown, text: string): Problem {
	const said = isRecord(value)
		? (value['title'] ?? value['message'] ?? value['error'] ?? value['detail'])
		: text;
	const message = typeof said === 'string' && said !== '' ? said.slice(0, 400) : `It answered ${status}.`;
	const known = isRecord(value) && typeof value['type'] === 'string' ? value['type'] : '';
	const action = ACTIONS[known];
	return {
		type: action ? known : 'answer-bad',
		message,
		...(action ? { action } : {}),
		detail: text.slice(0, 4000),
	};
}

const ACTIONS: Readonly<Record<string, string>> = {
	'link-outdated': 'Update the link',
	'link-broken': 'Put the linked creation back from the trash, or remove this panel',
	'link-denied': 'Remove this panel and add it again',
	'operation-denied': 'Remove this panel and add it again',
	'request-invalid': 'Correct the form and send it again',
	'response-invalid': 'Open the linked creation and mend what it answers',
};

const unlinked = (alias: string): Problem => ({
	type: 'link-denied',
	message: `The link “${alias}” is not there.`,
	action: 'Remove this panel and add it again',
});

const gone = (title: string, operation: string): Problem => ({
	type: 'operation-missing',
	message: `“${title}” has no operation “${operation}” any more.`,
	action: 'Remove this panel, or bring the operation back',
});
