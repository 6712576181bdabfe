import type { LlmError, ModelInfo } from '#lib/model/llm.ts';
import { err, type Result } from '#lib/model/result.ts';
import { failure } from './failures.ts';
import { localSpaceOf } from './local-address.ts';
import type { Access, Provider } from './provider.ts';

/** What the browser tells about the network around the page. */
export interface Surroundings {
	readonly isOnline: () => boolean;
	/** Whether this page may reach the own network; `granted` also where browsers do not ask. */
	readonly localNetwork: (space: 'loopback' | 'local') => Promise<PermissionState>;
}

/**
 * "Test connection": the models that may be used, or the one reason why not. A browser hides why a request failed, so a
 * second one without reading its answer tells a blocked server from an absent one. The key is never sent that way.
 */
export async function probe(
	provider: Provider,
	access: Access,
	surroundings: Surroundings = browserSurroundings,
): Promise<Result<readonly ModelInfo[], LlmError>> {
	if (provider.needsKey && access.key === null) return err(failure('key-missing', provider.title));
	const models = await provider.models(access);
	const isUnexplained = !models.ok && ['network', 'offline'].includes(models.error.kind);
	const address = access.baseUrl ?? provider.baseUrl;
	if (!isUnexplained || address === null) return models;
	return err(await explain(provider, address, access, surroundings));
}

async function explain(
	provider: Provider,
	address: string,
	access: Access,
	surroundings: Surroundings,
): Promise<LlmError> {
	const { title, corsAction } = provider;
	if (await answersUnread(address, access))
		return failure('cors-blocked', title, corsAction === undefined ? {} : { action: corsAction });
	if (access.signal.aborted) return failure('aborted', title);
	const space = localSpaceOf(address);
	if (space === null) return surroundings.isOnline() ? unreachable(title) : failure('offline', title);
	const permission = await surroundings.localNetwork(space);
	return permission === 'granted' ? notRunning(title, address) : failure('local-network-blocked', title);
}

/** Whether something answers there, although this page may not read it. */
async function answersUnread(address: string, { fetch, signal }: Access): Promise<boolean> {
	try {
		await fetch(`${address}/models`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
		return true;
	} catch {
		return false;
	}
}

const unreachable = (title: string): LlmError =>
	failure('network', title, {
		message: '{vendor} could not be reached.',
		action: 'Check the address and whether a filter or firewall blocks it, then test again.',
	});

const notRunning = (title: string, address: string): LlmError =>
	failure('network', title, {
		message: `Nothing answers at ${new URL(address).host}.`,
		action: 'Start {vendor} or correct its address, then test again.',
	});

const browserSurroundings: Surroundings = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	localNetwork: async (space) => {
		if (localSpaceOf(globalThis.location?.href ?? '') !== null) return 'granted';
		const split = await permissionOf(`${space}-network`);
		return split ?? (await permissionOf('local-network-access')) ?? 'granted';
	},
};

/** Null where this browser does not know the permission: then it does not ask either. */
async function permissionOf(name: string): Promise<PermissionState | null> {
	try {
		const query: unknown = Reflect.get(globalThis.navigator?.permissions ?? {}, 'query');
		if (typeof query !== 'function') return null;
		const status: unknown = await Reflect.apply(query, globalThis.navigator.permissions, [{ name }]);
		return status instanceof PermissionStatus ? status.state : null;
	} catch {
		return null;
	}
}
