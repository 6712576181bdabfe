import { describe, expect, test } from 'vitest';
import { isFilePath } from '#lib/model/files.ts';
import { MANIFEST_PATH, nameFromTitle } from '#lib/model/manifest.ts';
import { FIELD_TYPES, specSchema, type Spec } from '#lib/model/spec.ts';
import { CLI_KIT_IDS } from './cues.ts';
import { cliKind } from './index.ts';
import { entity, specOf } from './specs.fixture.ts';
import { toolOf } from './testing/tool.ts';

const everything = entity(
	'thing',
	'Things',
	...FIELD_TYPES.map((type) => ({
		name: `${type}Field`,
		label: `A ${type}`,
		type,
		...(type === 'enum' ? { options: ['New', "Don't know"] } : {}),
	})),
);

/** Specs that a sentence can lead to and that are easy to forget. */
const oddSpecs = (id: string): readonly Spec[] => [
	specOf(id, 'Plain'),
	specOf(id, `It's "quoted" \\ <b>$(rm)</b> 🌱 \u2028`, { entities: [everything] }),
	specOf(id, 'Reserved', {
		entities: [
			entity(
				'item',
				'Items',
				{ name: 'id', label: 'id', type: 'text' },
				{ name: 'help', label: 'help', type: 'text' },
			),
			entity('empty', 'Empties'),
		],
	}),
];

const manifest = (spec: Spec): string =>
	JSON.stringify({
		id: 'urn:aether:01J00000000000000000000000',
		name: nameFromTitle(spec.title),
		title: spec.title,
		kind: 'cli',
		version: '1.0.0',
		entry: 'src/main.ts',
		openapi: 'openapi.yaml',
	});

test('a kit that does not exist is a problem with a next action', async () => {
	expect(await cliKind.render(specOf('hologram', 'No'))).toMatchObject({
		ok: false,
		error: { type: 'kit-missing', action: 'Choose a kit on the home screen' },
	});
});

describe.each(CLI_KIT_IDS)('%s', (id) => {
	test('equal specs give equal files, which pass the checks of the kind', async () => {
		for (const spec of oddSpecs(id)) {
			const files = await cliKind.render(spec);
			const again = await cliKind.render(structuredClone(spec));
			if (!files.ok) throw new Error(files.error.message);
			expect(again).toEqual(files);
			expect([...files.value.keys()].filter((path) => !isFilePath(path))).toEqual([]);
			expect(specSchema.parse(JSON.parse(String(files.value.get('.aether/spec.json'))))).toEqual(spec);
			expect(cliKind.check(new Map([...files.value, [MANIFEST_PATH, manifest(spec)]]))).toEqual([]);
		}
	});

	test('every example works as it stands', async () => {
		for (const spec of oddSpecs(id)) {
			const name = nameFromTitle(spec.title);
			const tool = await toolOf(spec, name);
			const readme = String(tool.files.get('README.md'));
			const lines = /```sh\n([\s\S]*?)\n```/.exec(readme)?.[1]?.split('\n') ?? [];
			expect(lines.length).toBeGreaterThan(3);
			for (const line of lines.filter((each) => !/ (?:wait|pomodoro) /.test(each))) {
				const { stderr, exitCode } = await tool.shell(line);
				const isComplaint = / (?:links --check|check|search|find)\b/.test(line);
				expect([line, stderr, exitCode]).toEqual([
					line,
					isComplaint || / (?:new|phrase|rename) /.test(line) ? stderr : '',
					isComplaint ? exitCode : 0,
				]);
			}
		}
	}, 60_000);

	test('help explains the tool and each command, and mistakes end with code 2', async () => {
		const { run, files } = await toolOf(specOf(id, 'Plain'), 'tool');
		const help = await run(['--help']);
		expect(help).toMatchObject({ exitCode: 0, stderr: '' });
		expect(help.stdout).toMatch(/^Usage: tool COMMAND[\s\S]*Commands:[\s\S]*Examples:/);
		expect(await run([])).toEqual(help);
		const commands = [...String(files.get('openapi.yaml')).matchAll(/^ {2}\/run\/([a-z-]+):/gm)].map(
			(match) => match[1] ?? '',
		);
		expect(commands.length).toBeGreaterThan(3);
		for (const command of commands) {
			const about = await run([command, '--help']);
			expect(about.stdout).toContain(`Usage: tool ${command}`);
			expect(await run([command, '--no-such-option'])).toMatchObject({ exitCode: 2, stdout: '' });
		}
		const unknown = await run(['no-such-command']);
		expect(unknown.exitCode).toBe(2);
		expect(unknown.stderr).toContain('--help');
	});
});
