import { expect, test } from 'vitest';
import type { Template } from '#lib/model/settings.ts';
import { withTemplate } from './settings.ts';

const other: Template = { id: 'kind-api', title: 'API', text: 'Be strict.', kind: 'api' };

test('a kind has at most one text of the person, and the others stay', () => {
	const once = withTemplate([other], { kind: 'app', text: 'Be calm.' });
	const twice = withTemplate(once, { kind: 'app', text: 'Be bold.' });
	expect(twice).toEqual([other, { id: 'kind-app', title: 'App', text: 'Be bold.', kind: 'app' }]);
});

test('going back to the original forgets the text', () => {
	expect(withTemplate([other], { kind: 'api', text: null })).toEqual([]);
});
