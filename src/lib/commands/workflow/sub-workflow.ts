import { textOf, type Files } from '#lib/model/files.ts';
import { creationIdOfUrn } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { parseWorkflow } from '#lib/services/workflow/definition.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { WorkflowName } from '#lib/services/workflow/workflow.ts';
import type { Caller } from '../mesh/mesh.ts';
import type { Services } from '../services.ts';

/** The text of a workflow by its name: a file of the creation itself, or of a workflow that it is linked to. */
export async function workflowNamed(name: WorkflowName, caller: Caller, services: Services): Promise<string> {
	const links = Object.values(caller.manifest.links ?? {}).flatMap(({ ref }) => creationIdOfUrn(ref) ?? []);
	for (const id of [caller.id, ...links]) {
		const files = await services.workspaces.with(id, async (workspace) => ok(workspace.files));
		const text = files.ok ? textNamed(name, files.value) : undefined;
		if (text !== undefined) return text;
	}
	throw standardFault(
		'configuration',
		`There is no workflow "${name.namespace}/${name.name}" among the files and links of "${caller.manifest.title}".`,
	);
}

function textNamed(name: WorkflowName, files: Files): string | undefined {
	for (const [path, content] of files) {
		if (!/\.ya?ml$|workflow\.json$/.test(path)) continue;
		const text = textOf(content);
		const parsed = text === undefined ? undefined : parseWorkflow(text);
		if (parsed?.ok && isNamed(name, parsed.value)) return text;
	}
	return undefined;
}

const isNamed = (wanted: WorkflowName, found: WorkflowName): boolean =>
	found.name === wanted.name &&
	found.namespace === wanted.namespace &&
	(wanted.version === 'latest' || found.version === wanted.version);
