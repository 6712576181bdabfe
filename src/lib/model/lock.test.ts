import { expect, test } from 'vitest';
import { lockText, readLock, type Lock } from './lock.ts';

const digest = `sha256-${'0'.repeat(64)}`;
const lock: Lock = {
	links: {
		books: {
			ref: 'urn:aether:01J00000000000000000000000',
			version: '1.0.0',
			digest,
			operations: {
				addBook: {
					digest,
					contract: {
						method: 'post',
						path: '/books',
						parameters: [{ name: 'tag', in: 'query', isRequired: false, schema: true }],
						body: { isRequired: true, content: { 'application/json': { type: 'object' } } },
						responses: { 201: {} },
					},
					adapter: {
						to: digest,
						rules: {
							parameters: {},
							parameterDefaults: {},
							body: { title: 'name' },
							bodyDefaults: { state: 'new' },
							answer: {},
						},
					},
				},
			},
		},
	},
};

test('a lock is read as it was written, its adapters included', () => {
	expect(readLock(lockText(lock))).toEqual(lock);
});

test.each([undefined, '', 'no JSON', '[]', '{"links":{"books":{}}}'])(
	'%j is no lock, and locks nothing',
	(text) => {
		expect(readLock(text)).toEqual({ links: {} });
	},
);
