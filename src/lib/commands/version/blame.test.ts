import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Author } from '#lib/model/creation.ts';
import { newMessageId, type ObjectId } from '#lib/model/id.ts';
import type { Version } from '#lib/model/version.ts';
import { clientIdOf } from '#lib/services/collab/client-id.ts';
import { authorSchema } from '#lib/model/collab.ts';
import { objectIdSchema } from '#lib/model/id-schema.ts';
import { blame, blameEdited, type LineOrigin } from './blame.ts';
import { lineClients } from './line-clients.ts';
import { writersOf } from './writers.ts';

const idOf = (number: number): ObjectId => objectIdSchema.parse(number.toString(16).padStart(40, '0'));

interface Step {
	/** Null where the file is not there, undefined where the version is damaged. */
	readonly text: string | null | undefined;
	readonly author: Author;
	readonly restores?: number;
}

/** A history of one file, oldest first, and how to read it. */
function history(steps: readonly Step[]) {
	const versions = steps.map(({ author, restores }, index): Version => ({
		id: idOf(index + 1),
		tree: idOf(index + 1),
		parents: index === 0 ? [] : [idOf(index)],
		message: `Version ${index + 1}`,
		author,
		at: index,
		...(restores !== undefined && { restored: idOf(restores) }),
	}));
	const texts = new Map(versions.map(({ id }, index) => [id, steps[index]?.text]));
	const head = versions.at(-1)?.id ?? null;
	return { versions: versions.toReversed(), head, textAt: (id: ObjectId) => Promise.resolve(texts.get(id)) };
}

const names = (origins: readonly LineOrigin[]): string[] =>
	origins.map((origin) => (typeof origin === 'string' ? origin : origin.message.replace('Version ', 'v')));

const starter: Author = { type: 'starter' };
const model: Author = { type: 'model', model: 'some-model' };
const you: Author = { type: 'person', name: 'You' };

describe('where lines come from', () => {
	test('each line is of the version that brought it', async () => {
		const { versions, head, textAt } = history([
			{ text: 'a\nb\nc', author: starter },
			{ text: 'a\nB\nc', author: model },
			{ text: 'zero\na\nB\nc', author: you },
		]);
		const blamed = await blame(versions, head, textAt);
		expect(names(blamed.origins)).toEqual(['v3', 'v1', 'v2', 'v1']);
	});

	test('a file that began later, or moved, begins with that version', async () => {
		const { versions, head, textAt } = history([
			{ text: null, author: starter },
			{ text: 'a\nb', author: model },
			{ text: 'a\nb\nc', author: you },
		]);
		expect(names((await blame(versions, head, textAt)).origins)).toEqual(['v2', 'v2', 'v3']);
	});

	test('what a restore brought back is as old as it was', async () => {
		const { versions, head, textAt } = history([
			{ text: 'a\nb', author: starter },
			{ text: 'x', author: model },
			{ text: 'a\nb', author: you, restores: 1 },
		]);
		expect(names((await blame(versions, head, textAt)).origins)).toEqual(['v1', 'v1']);
	});

	test('edits since the newest version are in none yet', async () => {
		const { versions, head, textAt } = history([{ text: 'a\nb\nc', author: starter }]);
		const blamed = await blame(versions, head, textAt);
		expect(names(blameEdited(blamed, 'a\nnew\nc\nend'))).toEqual(['v1', 'unsaved', 'v1', 'unsaved']);
	});

	test('what is older than what was read is unknown', async () => {
		const { versions, head, textAt } = history(
			Array.from({ length: 70 }, (_, index) => ({ text: `old\nline ${index}`, author: you })),
		);
		expect(names((await blame(versions, head, textAt)).origins)).toEqual(['unknown', 'v70']);
	});

	test('behind a version that cannot be read nothing is claimed', async () => {
		const { versions, head, textAt } = history([
			{ text: 'a', author: starter },
			{ text: undefined, author: model },
			{ text: 'a\nb', author: model },
			{ text: 'a\nb\nc', author: you },
		]);
		expect(names((await blame(versions, head, textAt)).origins)).toEqual(['unknown', 'unknown', 'v4']);
	});

	test('no version, no file: all of the text is new', async () => {
		const blamed = await blame([], null, () => Promise.resolve(null));
		expect(names(blameEdited(blamed, 'a\nb'))).toEqual(['unsaved', 'unsaved']);
	});
});

const [ana, ben] = ['a'.repeat(32), 'b'.repeat(32)].map((digits) => authorSchema.parse(digits));
if (!ana || !ben) throw new Error('No authors');

describe('who wrote a line of a shared text', () => {
	function written() {
		const doc = new Y.Doc();
		const text = doc.getText('file');
		const as = (clientId: number, change: () => void) => {
			doc.clientID = clientId;
			change();
		};
		return { text, as };
	}

	test('is who wrote most of it, and the end of a line counts only where there is nothing else', () => {
		const { text, as } = written();
		as(1, () => text.insert(0, 'const answer = 1;\r\n\r\nlast'));
		as(2, () => text.insert(15, '4'));
		as(3, () => text.insert(20, 'mine\r\n'));
		expect(lineClients(text)).toEqual([1, 3, 1, 1]);
	});

	test('other devices are known by the text, this one by its versions', async () => {
		const { text, as } = written();
		const [own, other] = [clientIdOf(ana), clientIdOf(ben)];
		as(7, () => text.insert(0, 'starter\n'));
		as(own, () => text.insert(text.length, 'model\nmine\n'));
		as(other, () => text.insert(text.length, 'theirs'));
		const { versions, head, textAt } = history([
			{ text: 'starter\n', author: starter },
			{ text: 'starter\nmodel\n', author: model },
		]);
		const origins = blameEdited(await blame(versions, head, textAt), text.toString());
		const members = [
			{ author: ana, name: 'Ana' },
			{ author: ben, name: 'Ben' },
		];
		const modelOf = () => undefined;
		const owner = writersOf(origins, lineClients(text), { clientId: own, role: 'owner', members, modelOf });
		expect(owner).toEqual([
			{ type: 'starter' },
			{ type: 'model', model: 'some-model' },
			{ type: 'you' },
			{ type: 'person', name: 'Ben', author: ben },
		]);
		const joined = writersOf(origins, lineClients(text), {
			...{ clientId: other, role: 'editor', members, modelOf },
		});
		expect(joined).toMatchObject([
			{ type: 'unknown', why: 'joined' },
			{ type: 'person', name: 'Ana' },
			{ type: 'person', name: 'Ana' },
			{ type: 'you' },
		]);
	});

	test('what a model wrote for somebody else, or for oneself and is in no version yet, names the model', () => {
		const [own, other] = [clientIdOf(ana), clientIdOf(ben)];
		const room = {
			...({ clientId: own, role: 'owner' } as const),
			members: [
				{ author: ana, name: 'Ana' },
				{ author: ben, name: 'Ben' },
			],
			modelOf: () => 'some-model',
		} as const;
		expect(writersOf(['unsaved', 'unsaved'], [other, own], room)).toEqual([
			{ type: 'model', model: 'some-model', asker: 'Ben' },
			{ type: 'model', model: 'some-model' },
		]);
	});

	test('what a model wrote names the answer it came with; an imported version names its person', () => {
		const answer = newMessageId();
		const version = history([{ text: '', author: model }]).versions[0];
		if (!version) throw new Error('No version');
		const alone = { clientId: 1, role: 'owner', members: [], modelOf: () => undefined } as const;
		const origins = [
			{ ...version, messageId: answer },
			{ ...version, author: { type: 'person', name: 'Grace' } as const },
		];
		expect(writersOf(origins, [1, 1], alone)).toEqual([
			{ type: 'model', model: 'some-model', answer },
			{ type: 'person', name: 'Grace' },
		]);
	});
});
