import { hexOf } from '#lib/model/digest.ts';
import { expect, test } from 'vitest';
import type { Author } from '#lib/model/collab.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import { newCreationId } from '#lib/model/id.ts';
import { randomBytes } from './bytes.ts';
import { Guard } from './guard.ts';
import { LIMITS } from './limits.ts';

const newAuthor = (): Author => hexOf(randomBytes(16)) as Author;

/** A guard with a clock that stands until it is moved. */
function guarded() {
	let clock = 0;
	const rows: AuditEntry[] = [];
	const guard = new Guard({
		creationId: newCreationId(),
		audit: (entry) => rows.push(entry),
		now: () => clock,
		bans: [],
		onBan: () => undefined,
	});
	const replay = (sender: Author, times = 1): void => {
		for (let count = 0; count < times; count++) guard.note({ outcome: 'refused', reason: 'replay' }, sender);
	};
	const pass = (ms: number): void => {
		clock += ms;
		guard.beat();
	};
	const told = () => rows.map(({ detail }) => [detail.reason, detail.device, detail.count]);
	return { guard, replay, pass, rows, told };
}

test('the first refusal is told at once, those after it once a minute with how many they were', () => {
	const { replay, pass, told } = guarded();
	const eve = newAuthor();
	replay(eve, 1_000);
	pass(59_999);
	expect(told()).toEqual([['replay', eve, 1]]);
	pass(1);
	expect(told().at(-1)).toEqual(['replay', eve, 999]);
	pass(60_000);
	pass(60_000);
	expect(told()).toHaveLength(2);
	replay(eve);
	expect(told().at(-1)).toEqual(['replay', eve, 1]);
});

test('each reason and each device has rows of its own', () => {
	const { guard, replay, told } = guarded();
	const [eve, mallory] = [newAuthor(), newAuthor()];
	replay(eve);
	replay(mallory);
	guard.fault('garbage', eve);
	expect(told()).toEqual([
		['replay', eve, 1],
		['replay', mallory, 1],
		['garbage', eve, 1],
	]);
});

test('whoever comes in under ever new names fills no log: all of them together have one more row', () => {
	const { replay, pass, told } = guarded();
	for (let count = 0; count < 10_000; count++) replay(newAuthor());
	expect(told()).toHaveLength(65);
	expect(told().at(-1)).toEqual(['replay', undefined, 1]);
	pass(60_000);
	expect(told().at(-1)).toEqual(['replay', undefined, 10_000 - 65]);
	expect(told()).toHaveLength(66);
});

test('faults far apart are forgiven, and as many in a short time are not', () => {
	const { guard, pass } = guarded();
	const [ben, eve] = [newAuthor(), newAuthor()];
	for (let count = 0; count < LIMITS.faults * 3; count++) {
		guard.fault('flood', ben);
		pass(60_000);
	}
	expect(guard.isBanned(ben)).toBe(false);
	for (let count = 0; count < LIMITS.faults; count++) guard.fault('flood', eve);
	expect(guard.isBanned(eve)).toBe(true);
	pass(86_400_000);
	expect(guard.isBanned(eve)).toBe(true);
});

test('a clock that is set back bans nobody', () => {
	const { guard, pass } = guarded();
	const ben = newAuthor();
	guard.fault('flood', ben);
	pass(-86_400_000);
	guard.fault('flood', ben);
	expect(guard.isBanned(ben)).toBe(false);
});

test('what is not told yet is told when the room is left', () => {
	const { guard, replay, told } = guarded();
	const eve = newAuthor();
	replay(eve, 7);
	guard.close();
	guard.close();
	expect(told()).toEqual([
		['replay', eve, 1],
		['replay', eve, 6],
	]);
});
