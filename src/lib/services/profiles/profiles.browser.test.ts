import { beforeEach, expect, test } from 'vitest';
import { newUlid } from '#lib/model/id.ts';
import { createProfiles } from './create-profiles.ts';

let database: string;
const open = () => createProfiles({ storage: localStorage, database, locks: navigator.locks });

beforeEach(() => {
	localStorage.clear();
	database = `test-${newUlid()}`;
});

test('there is one profile at first, with the database that was always there', () => {
	expect(open().active).toMatchObject({ name: 'Me', database });
	expect(open().list()).toHaveLength(1);
});

test('a new profile has a database of its own and is active after the next start', () => {
	const profiles = open();
	const added = profiles.add('  Work ');
	if (!added.ok) throw new Error(added.error.type);
	expect(added.value).toMatchObject({ name: 'Work' });
	expect(added.value.database).not.toBe(database);
	profiles.switchTo(added.value.id);
	expect(profiles.active.database).toBe(database);
	expect(open().active).toEqual(added.value);
	expect(
		open()
			.list()
			.map(({ name }) => name),
	).toEqual(['Me', 'Work']);
});

test('a profile is renamed; nameless and unknown ones are refused', () => {
	const profiles = open();
	profiles.rename(profiles.active.id, 'Ada');
	expect(profiles.list()[0]?.name).toBe('Ada');
	expect(profiles.add(' ')).toMatchObject({ error: { type: 'name-invalid' } });
	expect(profiles.switchTo('nobody')).toMatchObject({ error: { type: 'profile-missing' } });
});

test('what is damaged gives the first profile, not an error', () => {
	for (const text of ['nonsense', '{"active":"x","profiles":[]}', '{"profiles":7}']) {
		localStorage.setItem('aether-profiles', text);
		expect(open().active.database).toBe(database);
	}
});

test('a profile waits until every tab has closed the other', async () => {
	const first = open();
	const added = first.add('Work');
	if (!added.ok) throw new Error(added.error.type);
	first.switchTo(added.value.id);
	const closed: string[] = [];
	let close = (): void => undefined;
	const otherTab = new Promise<void>((resolve) => (close = resolve));
	void navigator.locks.request(`aether-open-${database}`, { mode: 'shared' }, () => otherTab);
	const admitted = open()
		.admit()
		.then(() => closed.push('admitted'));
	await navigator.locks.query();
	closed.push('other tab closes');
	close();
	await admitted;
	expect(closed).toEqual(['other tab closes', 'admitted']);
});

test('another tab hears of a switch', async () => {
	const profiles = open();
	const added = profiles.add('Work');
	if (!added.ok) throw new Error(added.error.type);
	const frame = document.createElement('iframe');
	document.body.append(frame);
	const heard = new Promise<void>((resolve) => profiles.onSwitch(resolve));
	const stored = localStorage.getItem('aether-profiles') ?? '';
	frame.contentWindow?.localStorage.setItem(
		'aether-profiles',
		stored.replace('"active":"me"', `"active":"${added.value.id}"`),
	);
	await heard;
	frame.remove();
});
