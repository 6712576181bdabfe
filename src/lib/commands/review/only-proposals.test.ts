import { expect, test } from 'vitest';
import type { Command } from '../command.ts';

/** Of those an editor may run: what leaves the files as they are, or has been approved. */
const HARMLESS = [
	'creation.tag',
	'node.allow',
	'proposal.merge',
	'share.serve',
	'team.markTemplate',
	'team.removeCreation',
	'team.rename',
	'team.setRules',
	'workflow.schedule',
];

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
	['../*/**/*.ts', '!../**/*.{test,suite,fixture,svelte}.ts', '!../**/*.test-*.ts'],
	{ eager: true },
);
const isCommand = (value: unknown): value is Command<unknown, unknown> =>
	typeof value === 'object' && value !== null && 'run' in value && 'input' in value && 'id' in value;

test('every command of editors changes files and says so, or is known to be harmless', () => {
	const ofEditors = Object.values(modules)
		.flatMap((each) => Object.values(each))
		.filter(isCommand)
		.filter(({ role }) => role === 'editor');
	expect(ofEditors.length).toBeGreaterThan(25);
	const harmless = new Set(ofEditors.filter(({ changesFiles }) => !changesFiles).map(({ id }) => id));
	expect([...harmless].sort()).toEqual(HARMLESS);
});
