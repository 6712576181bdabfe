import { describe, expect, test } from 'vitest';
import { apiVocabulary } from '#lib/kinds/api/cues.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { createStarter } from './create-starter.ts';

const starter = createStarter([...appVocabulary, ...apiVocabulary]);

describe('an API gets the kit that its sentence asks for', () => {
	test.each([
		['REST API for books (title, author, isbn, published year)', 'records', 'Books API'],
		['quotes API with text, author and source', 'records', 'Quotes API'],
		['an HTTP endpoint that returns a random quote', 'random', 'Quotes API'],
		['url shortener api', 'shortener', 'Link shortener'],
		['json api for a poll', 'poll', 'Polls API'],
		['a webhook that collects signups (name, email)', 'inbox', 'Signups API'],
		['an endpoint to convert celsius to fahrenheit', 'convert', 'Conversion API'],
		['backend for feature flags', 'flags', 'Feature flags'],
		['endpoint returning the nth prime number', 'tools', 'Endpoint returning nth prime number'],
	])('%s', (sentence, kit, title) => {
		expect(starter.understand(sentence)).toMatchObject({
			type: 'understood',
			spec: { kind: 'api', kit, title },
		});
	});
});
