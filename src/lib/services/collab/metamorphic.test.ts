import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Envelope } from './envelope.ts';
import { Founding, Judge, type Signer } from './gate.test-data.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What somebody of three does next. */
type Act =
	| { readonly who: number; readonly does: 'insert'; readonly at: number; readonly text: string }
	| { readonly who: number; readonly does: 'erase'; readonly at: number; readonly count: number }
	| { readonly who: number; readonly does: 'comment'; readonly at: number }
	/** Takes in what another has written so far. */
	| { readonly who: number; readonly does: 'hear'; readonly of: number };

const who = fc.nat(2);
const at = fc.nat(30);
const act: fc.Arbitrary<Act> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			who,
			does: fc.constant('insert'),
			at,
			text: fc.string({ minLength: 1, maxLength: 6 }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ who, does: fc.constant('erase'), at, count: fc.integer({ min: 1, max: 5 }) }),
	},
	{ weight: 1, arbitrary: fc.record({ who, does: fc.constant('comment'), at }) },
	{ weight: 3, arbitrary: fc.record({ who, does: fc.constant('hear'), of: fc.nat(2) }) },
);

function change(text: Y.Text, { at: place, ...did }: Exclude<Act, { does: 'hear' | 'comment' }>): void {
	const from = Math.min(place, text.length);
	if (did.does === 'insert') text.insert(from, did.text);
	else text.delete(from, Math.min(did.count, text.length - from));
}

/** What the act makes its author say; undefined when it is silent. */
async function carryOut(did: Act, people: readonly Signer[]): Promise<Envelope | undefined> {
	const own = people[did.who];
	if (own === undefined) return undefined;
	if (did.does === 'comment') return own.comment(`c${did.at % 3}`, `about ${did.at}`);
	if (did.does === 'hear') {
		Y.applyUpdate(own.doc, Y.encodeStateAsUpdate(people[did.of]?.doc ?? own.doc));
		return undefined;
	}
	const updates: Uint8Array[] = [];
	own.doc.once('update', (update) => updates.push(update));
	change(own.doc.getText('text'), did);
	const [update] = updates;
	return update && own.say('update', new Uint8Array(update));
}

test('whatever three people do, any order and any repetition of it ends in the same document, comments and ends', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(act, { minLength: 1, maxLength: 25 }),
			fc.infiniteStream(fc.nat()),
			async (acts, dice) => {
				const founding = await Founding.begin();
				const guests = [await founding.invite('editor'), await founding.invite('editor')];
				const people = [founding.owner, ...guests.map(({ guest }) => guest)];
				const said = [founding.found, ...guests.map(({ join }) => join)];
				for (const did of acts) {
					const envelope = await carryOut(did, people);
					if (envelope !== undefined) said.push(envelope);
				}
				const reference = new Judge(founding.roomId);
				await reference.judgeAll(said);
				const expected = reference.state();
				expect(expected.ends.length).toBeGreaterThan(2);
				const shuffled = [...said, ...said]
					.map((envelope) => ({ envelope, rank: Number(dice.next().value ?? 0) }))
					.sort((a, b) => a.rank - b.rank);
				const judge = new Judge(founding.roomId);
				await judge.judgeAll(shuffled.map(({ envelope }) => envelope));
				expect(judge.state()).toEqual(expected);
				for (const { doc } of people)
					for (const other of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc));
				expect(expected.text).toBe(people[0]?.doc.getText('text').toString());
			},
		),
		{ numRuns: 40 },
	);
});
