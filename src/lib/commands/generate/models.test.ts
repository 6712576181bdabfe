import { expect, test } from 'vitest';
import type { ModelInfo } from '#lib/model/llm.ts';
import { endpointId } from '#lib/model/providers.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import { listModels } from './models.ts';

type Desk = Pick<Keys, 'listKeys' | 'models'>;

/** Keys for some providers, and who answers with which models. */
function deskWith(withKey: readonly string[], models: Readonly<Record<string, readonly string[]>>) {
	const asked: string[] = [];
	const desk: Desk = {
		listKeys: async () => withKey.map((provider) => ({ provider, origin: '', isKept: true })),
		models: async (provider) => {
			asked.push(provider);
			const ids = models[provider];
			return ids ? ok(ids.map((id): ModelInfo => ({ id }))) : err(SILENT);
		},
	};
	return { desk, asked };
}
const SILENT = { kind: 'network', message: 'No answer.', action: 'Try again', isRetryable: true } as const;
const own = endpointId('https://models.example/v1');

test('models come from providers with a key and from those connected without one', async () => {
	const { desk } = deskWith(['groq'], { groq: ['llama'], ollama: ['qwen'], [own]: ['mine'] });
	const choices = await listModels(desk, ['ollama', own]);
	expect(choices.map(({ ref, providerTitle, isLocal }) => [ref.model, providerTitle, isLocal])).toEqual([
		['llama', 'Groq', false],
		['qwen', 'Ollama', true],
		['mine', 'models.example', false],
	]);
});

test('a provider with a key that is also connected is asked once', async () => {
	const { desk, asked } = deskWith(['lm-studio'], { 'lm-studio': ['gemma'] });
	expect(await listModels(desk, ['lm-studio'])).toHaveLength(1);
	expect(asked).toEqual(['lm-studio']);
});

test('who is neither connected nor has a key is not asked, and who does not answer is left out', async () => {
	const { desk, asked } = deskWith([], { ollama: ['qwen'], vllm: ['mixtral'] });
	expect(await listModels(desk, ['lm-studio', 'vllm'])).toMatchObject([{ ref: { provider: 'vllm' } }]);
	expect(asked).toEqual(['lm-studio', 'vllm']);
});

test('models that write no code are left out', async () => {
	const { desk } = deskWith([], { ollama: ['nomic-embed-text', 'qwen'] });
	expect((await listModels(desk, ['ollama'])).map(({ ref }) => ref.model)).toEqual(['qwen']);
});

test('Chrome’s own model is offered where it is ready, and only there', async () => {
	const { desk } = deskWith([], {});
	let availability = 'available';
	const model = {
		availability: () => Promise.resolve(availability),
		create: () => Promise.reject(new Error('not asked')),
	};
	Object.assign(globalThis, { LanguageModel: model });
	const [choice] = await listModels(desk, []);
	expect(choice).toMatchObject({ ref: { provider: 'chrome', model: 'built-in' }, isLocal: true });
	availability = 'unavailable';
	expect(await listModels(desk, [])).toEqual([]);
	Reflect.deleteProperty(globalThis, 'LanguageModel');
	expect(await listModels(desk, [])).toEqual([]);
});
