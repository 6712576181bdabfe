import { providerFacts } from '#lib/model/providers.ts';
import { guarded } from '#lib/services/llm/guard.ts';
import { probe } from '#lib/services/llm/probe.ts';
import type { Provider } from '#lib/services/llm/provider.ts';
import { retrying } from '#lib/services/llm/retry.ts';

/**
 * Every vendor by its own SDK, loaded at the first call: held to its contract, and asked again only where nothing has
 * been charged yet.
 */
export async function vendorOf(id: string): Promise<Provider | undefined> {
	const provider = await findProvider(id);
	return (
		provider && {
			...provider,
			models: (access) => probe(provider, access),
			stream: (request, access) => retrying(() => guarded(provider, request, access), access.signal),
		}
	);
}

async function findProvider(id: string): Promise<Provider | undefined> {
	const { providerOf } = await import('#lib/services/llm/providers/index.ts');
	const known = providerOf(id);
	const facts = known ? undefined : providerFacts(id);
	if (!facts) return known;
	const { compatibleProvider } = await import('#lib/services/llm/providers/compatible.ts');
	return compatibleProvider(facts);
}
