import type { CreationId } from '#lib/model/id.ts';
import { lenderOf } from '#lib/model/lending.ts';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { ok } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { askBuiltIn, BUILT_IN } from './built-in.ts';

interface Asking {
	readonly services: Services;
	readonly creationId: CreationId;
	readonly signal: AbortSignal;
}

/** The answer of whichever model a request names, wherever it lives: exactly one terminal part, as a `Provider` gives. */
export async function* modelParts(request: LlmRequest, asking: Asking): AsyncGenerator<StreamPart> {
	const { services, signal } = asking;
	const { provider } = request.model;
	if (provider === BUILT_IN) yield* askBuiltIn(request, signal);
	else if (lenderOf(provider) !== undefined) yield* askLent(request, asking);
	else yield* (await services.keys()).generate(request, signal);
}

/** The answer of a model that a member of the creation's room lends. */
async function* askLent(
	request: LlmRequest,
	{ services, creationId, signal }: Asking,
): AsyncGenerator<StreamPart> {
	const [{ lentProvider }, { guarded }, exchange] = await Promise.all([
		import('#lib/services/llm/providers/lent.ts'),
		import('#lib/services/llm/guard.ts'),
		services.workspaces.with(creationId, async ({ together }) => ok(together.exchange)),
	]);
	const lent = exchange.ok ? exchange.value.lent(request.model.provider) : undefined;
	if (lent) yield* guarded(lentProvider(lent), request, { key: null, signal, fetch: refuse });
	else
		yield {
			type: 'error',
			error: {
				kind: 'unavailable',
				message: 'This model is not lent any more, or the device that lends it is not connected.',
				action: 'Choose another model.',
				isRetryable: true,
			},
		};
}

const refuse = (): Promise<never> => Promise.reject(new Error('A lent model is asked by its lender.'));
