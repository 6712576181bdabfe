import { describe, expect, test } from 'vitest';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { libraries } from '../../../scripts/vendor-libraries.mjs';
import { check, VENDORED } from './check.ts';
import { appKind } from './app/index.ts';
import { APP_KIT_IDS } from './app/cues.ts';
import { sampleSpecs } from './app/specs.fixture.ts';

const manifest = JSON.stringify(
	{
		id: urnOf(newCreationId()),
		name: 'sample',
		title: 'Sample',
		kind: 'app',
		version: '0.1.0',
		entry: 'src/main.tsx',
		openapi: 'openapi.yaml',
	},
	null,
	2,
);

const files = (sources: Record<string, string>): ReadonlyMap<string, string> =>
	new Map(
		Object.entries({
			'aether.json': manifest,
			'openapi.yaml': 'openapi: 3.1.0\n',
			'src/main.tsx': '',
			...sources,
		}),
	);

describe.each(APP_KIT_IDS)('%s', (id) => {
	test('what the kit renders has no problems', async () => {
		const rendered = await appKind.render(sampleSpecs[id]);
		if (!rendered.ok) throw new Error(rendered.error.message);
		expect(check(new Map([...rendered.value, ['aether.json', manifest]]))).toEqual([]);
	});
});

test('a manifest that is missing, broken or lies is named', () => {
	expect(check(new Map())).toMatchObject([{ type: 'manifest-invalid', path: 'aether.json' }]);
	expect(check(files({ 'aether.json': '{\n  "id": ,\n}' }))).toMatchObject([{ type: 'manifest-invalid' }]);
	const lying = manifest.replace('"0.1.0"', '"new"');
	expect(check(files({ 'aether.json': lying }))).toMatchObject([
		{ type: 'manifest-invalid', path: 'aether.json', line: 6, column: 3 },
	]);
});

test('an entry that does not exist is named', () => {
	const sources = new Map(files({}));
	sources.delete('src/main.tsx');
	expect(check(sources)).toMatchObject([{ type: 'entry-missing', path: 'aether.json' }]);
});

test('an import that leads nowhere is named with its position', () => {
	const main = "import './kit.css';\nimport { App } from './App.tsx';\n";
	expect(check(files({ 'src/main.tsx': main, 'src/kit.css': '' }))).toMatchObject([
		{
			type: 'import-missing',
			path: 'src/main.tsx',
			line: 2,
			column: 22,
			message: '"./App.tsx" does not exist.',
		},
	]);
});

test('endings, folders and queries of relative imports are understood', () => {
	const main =
		"import a from './a';\nimport b from './b/index.ts';\nimport c from './b';\nimport d from './d.js';\nimport e from './pic.svg?raw';\n";
	const sources = {
		'src/main.tsx': main,
		'src/a.tsx': '',
		'src/b/index.ts': '',
		'src/d.ts': '',
		'src/pic.svg': '',
	};
	expect(check(files(sources))).toEqual([]);
});

test('a package that does not come with the product is named; vendored ones and links are not', () => {
	const main =
		"import 'react';\nimport { z } from 'zod';\nimport x from 'left-pad';\nimport 'aether:storage';\nimport 'aether:log';\n";
	expect(check(files({ 'src/main.tsx': main })).map(({ line }) => line)).toEqual([3, 5]);
});

test('the packages that check accepts are those that are built into the product', () => {
	expect([...VENDORED].sort()).toEqual(Object.keys(libraries).sort());
});

test('imports in comments, strings and templates are no imports', () => {
	const main =
		"// import './a.ts'\n/* import './b.ts' */\nconst c = `\nimport './c.ts'\n`;\nconst d = 'see https://x.y';\n";
	expect(check(files({ 'src/main.tsx': main }))).toEqual([]);
});

test('an import after a string with slashes is still seen', () => {
	const main = "const home = 'https://example.com'; import './gone.ts';\n";
	expect(check(files({ 'src/main.tsx': main }))).toMatchObject([{ line: 1 }]);
});

test('a spec that no longer parses is named', () => {
	expect(check(files({ '.aether/spec.json': '{}' }))).not.toEqual([]);
	expect(check(files({ '.aether/spec.json': 'nonsense' }))).toMatchObject([{ type: 'spec-invalid' }]);
});

test('a file of one long line is checked in good time', () => {
	const main = `const text = "${'import `/* '.repeat(500_000)}";`;
	expect(check(files({ 'src/main.tsx': main }))).toEqual([]);
});
