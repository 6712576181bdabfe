import { chooseTools } from '../tools/choose.ts';
import { creationSource } from '../tools/creations.ts';
import { auditedUse, ToolDesk } from '../tools/desk.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import type { AskWish } from './ask.ts';
import type { Generation } from './generation.svelte.ts';

/** What may be called without asking again, while its conversation is open. */
const allowed = new WeakMap<Workspace, Set<string>>();

/** What the model may call for this wish; undefined where the person does not want it, or nothing fits. */
export async function deskFor(
	{ creationId, sentence, mode }: AskWish,
	workspace: Workspace,
	services: Services,
	generation: Generation,
): Promise<ToolDesk | undefined> {
	const wanted = await services.storage.setting('tools');
	if (!(mode === 'build' ? wanted.build : wanted.ask)) return undefined;
	const chosen = chooseTools(await creationSource(services).list(sentence), sentence);
	if (chosen.length === 0) return undefined;
	return new ToolDesk(chosen, {
		ask: (wish) => generation.askConsent(wish),
		allowed: allowedIn(workspace),
		signal: generation.signal,
		used: (use) => generation.note(use),
		audit: (use) => void services.storage.audit({ event: 'tool.call', creationId, ...auditedUse(use) }),
	});
}

function allowedIn(workspace: Workspace): Set<string> {
	const names = allowed.get(workspace) ?? new Set<string>();
	allowed.set(workspace, names);
	return names;
}
