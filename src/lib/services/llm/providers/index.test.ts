import { expect, test } from 'vitest';
import { PROVIDERS } from '#lib/model/providers.ts';
import { providers } from './index.ts';

test('every vendor that is offered can be called, and the other way round', () => {
	const facts = providers.map(({ id, title, baseUrl, needsKey }) => ({ id, title, baseUrl, needsKey }));
	for (const { id, title, baseUrl, needsKey } of PROVIDERS)
		expect(facts).toContainEqual({ id, title, baseUrl, needsKey });
	expect(facts).toHaveLength(PROVIDERS.length);
});
