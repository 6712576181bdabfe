import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cacheControlFor, hasFallback, headersFor } from './headers.mjs';
import { hostFiles } from './hosts.mjs';

test.each(Object.entries(hostFiles()))(
	'%s is what the header table says (else run `npm run hosts`)',
	(path, content) => {
		expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(content);
	},
);

test('a host that reads _headers sends the headers of the table', () => {
	const rules = parseHeadersFile(readFileSync('static/_headers', 'utf8'));
	for (const path of ['/', '/c/01ABC', '/manifest.webmanifest', '/vendor/react.js'])
		expect(sent(rules, path)).toEqual(headersFor(path));
	const hashed = sent(rules, '/_app/immutable/chunks/abc.js');
	expect(hashed['Cross-Origin-Embedder-Policy']).toBe('require-corp');
	expect(hashed['Cache-Control']).toBe(cacheControlFor('/_app/immutable/chunks/abc.js'));
	expect(hashed['Content-Security-Policy']).toContain("connect-src 'self'");
});

test('every file of the product may be used under cross-origin isolation', () => {
	for (const path of ['/', '/_app/immutable/workers/history.js', '/vendor/react.js', '/service-worker.js'])
		expect(headersFor(path)).toMatchObject({
			'Cross-Origin-Opener-Policy': 'same-origin',
			'Cross-Origin-Embedder-Policy': 'require-corp',
			'Cross-Origin-Resource-Policy': 'same-origin',
		});
});

test('a deep link gets the shell; a missing script, a vendored library and the sandbox do not', () => {
	expect(['/', '/settings', '/c/01ABC'].every(hasFallback)).toBe(true);
	expect(['/_app/immutable/x.js', '/vendor/x.js', '/__sandbox'].some(hasFallback)).toBe(false);
});

test('only files named by their content are kept without asking', () => {
	expect(cacheControlFor('/_app/immutable/chunks/abc.js')).toContain('immutable');
	expect(cacheControlFor('/_app/version.json')).toBe('no-cache');
	expect(cacheControlFor('/index.html')).toBe('no-cache');
});

interface Rule {
	readonly path: string;
	readonly headers: Record<string, string>;
}

function parseHeadersFile(text: string): Rule[] {
	const rules: Rule[] = [];
	for (const line of text.split('\n')) {
		if (line.startsWith('/')) rules.push({ path: line, headers: {} });
		const header = /^ {2}([A-Za-z-]+): (.+)$/.exec(line);
		const rule = rules.at(-1);
		if (header?.[1] && header[2] && rule) rule.headers[header[1]] = header[2];
	}
	return rules;
}

function sent(rules: readonly Rule[], path: string): Record<string, string> {
	const found = rules.filter((rule) =>
		rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : rule.path === path,
	);
	return Object.assign({}, ...found.map((rule) => rule.headers)) as Record<string, string>;
}
