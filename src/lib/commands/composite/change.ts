import { COMPOSITE_PATH, compositeText, readComposite, type Composite } from '#lib/model/composite.ts';
import { textOf } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Version } from '#lib/model/version.ts';
import { applied, passGate } from '../mesh/gate.ts';
import { changeLink, type LinkChange } from '../mesh/link.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/** What becomes of a composite, and of at most one of its links. */
export interface CompositeChange {
	readonly composite: Composite;
	readonly message: string;
	readonly link?: Omit<LinkChange, 'beside' | 'message'>;
}

type Plan = (
	composite: Composite,
) => Result<CompositeChange, Problem> | Promise<Result<CompositeChange, Problem>>;

/** One after the other: each has to see what the one before it wrote. */
const last = new WeakMap<Workspace, Promise<unknown>>();

/** Makes one change of a composite, as one version. Fails with `composite-invalid`, as `plan` does, or as the gate does. */
export function changeComposite(
	id: CreationId,
	services: Services,
	plan: Plan,
): Promise<Result<Version, Problem>> {
	return services.workspaces.with(id, (workspace) => {
		const next = (last.get(workspace) ?? Promise.resolve()).then(() => make(workspace, services, plan));
		last.set(
			workspace,
			next.catch(() => undefined),
		);
		return next;
	});
}

async function make(workspace: Workspace, services: Services, plan: Plan): Promise<Result<Version, Problem>> {
	const present = readComposite(textOf(workspace.files.get(COMPOSITE_PATH)));
	if (!present.ok) return present;
	const planned = await plan(present.value);
	if (!planned.ok) return planned;
	const { composite, message, link } = planned.value;
	const beside = new Map([[COMPOSITE_PATH, compositeText(composite)]]);
	const landing = { id: workspace.id, before: workspace.files, after: applied(workspace.files, beside) };
	const passed = await passGate(landing, services);
	if (!passed.ok) return passed;
	if (link) return changeLink(workspace.id, services, { ...link, beside, message });
	return write(workspace, beside, message);
}

async function write(
	workspace: Workspace,
	files: ReadonlyMap<string, string>,
	message: string,
): Promise<Result<Version, Problem>> {
	const head = await workspace.loadHead();
	if (!head.ok) return head;
	workspace.tree.write(files, 'person');
	const saved = await workspace.tree.saved();
	return saved.ok ? workspace.commit({ message, author: PERSON }) : saved;
}
