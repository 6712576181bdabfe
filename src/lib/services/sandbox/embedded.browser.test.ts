import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbeddedSandbox } from './embedded.ts';
import type { Sandbox } from './sandbox.ts';
import { line, sandboxSuite, started } from './sandbox.suite.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});

afterAll(() => {
	sandbox.resetAll();
});

describe('the embedded sandbox', () => {
	sandboxSuite(() => sandbox);

	test('says honestly what it can do', () => {
		expect(sandbox.capabilities).toEqual({ node: false, npm: 'vendored', network: 'none', offline: true });
	});

	test('runs in an opaque origin that does not know the address of the host', async () => {
		const session = await started(sandbox, {
			files: { 'main.ts': `console.log('at', origin, document.baseURI, document.referrer, 'end');` },
		});
		expect(await line(session, 'at')).toMatch(/^at null http:\/\/[^/]+\/__sandbox {2}end$/);
		session.stop();
	});
});
