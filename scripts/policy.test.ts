import { expect, test } from 'vitest';
import config, { frameScripts } from '../svelte.config.js';

const directives = config.kit?.csp?.directives ?? {};

test('the page may frame itself, the runtime of Node projects and the pages these serve, and nothing else', () => {
	expect(directives['frame-src']).toEqual([
		'self',
		'https://stackblitz.com',
		'https://*.webcontainer-api.io',
	]);
});

test('the page itself reaches no other host, and runs no script but its own', () => {
	expect(directives['connect-src']).toEqual(['self']);
	expect(frameScripts).toHaveLength(1);
	expect(directives['script-src']).toEqual(['self', 'wasm-unsafe-eval', ...frameScripts]);
	expect(directives['worker-src']).toEqual(['self']);
});
