import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect } from './collect.ts';
import type { EditEvent } from './edits.ts';
import { MAX_PIECE } from './lines.ts';
import { EditReader, readReply } from './reader.ts';

const F = '```';
/** Lines that mean something to some dialect, to be put together at random. */
const LINES = [
	'<aether:file path="a.ts" key="k">',
	'</aether:file key="k">',
	'</aether:file>',
	'<aether:edit path="b.ts" key="k">',
	'</aether:edit key="k">',
	'<aether:delete path="c.ts" key="k"/>',
	'<aether:move from="a" to="b" key="k"/>',
	'<aether:file',
	'path="x.ts"',
	'<boltArtifact id="a">',
	'<boltAction type="file" filePath="d.ts">',
	'</boltAction>',
	'x</boltAction></boltArtifact>',
	'</boltArtifact>',
	'<dyad-write path="e.ts">',
	'</dyad-write>',
	'<< dyad-write path=f.ts>',
	'<artifact identifier="g" type="update">',
	'<old_str>a</old_str>',
	'<new_str>b</new_str>',
	'</artifact>',
	':::artifact{identifier="h" type="text/html"}',
	':::',
	F,
	`${F}ts`,
	`${F}ts file=i.ts`,
	`${F}diff`,
	'~~~',
	'src/j.ts',
	'**src/k.ts**',
	'<<<<<<< SEARCH',
	'=======',
	'>>>>>>> REPLACE',
	'------- SEARCH',
	'+++++++ REPLACE',
	'*** Begin Patch',
	'*** Update File: l.ts',
	'*** Add File: m.ts',
	'*** Delete File: n.ts',
	'*** Move to: o.ts',
	'*** End of File',
	'*** End Patch',
	'@@',
	'@@ def',
	'+added',
	'-removed',
	' kept',
	'--- a/p.ts',
	'+++ b/p.ts',
	'@@ -1,2 +1,2 @@',
	'diff --git a/q b/q',
	'<think>',
	'</think>',
	'prose',
	'',
	'  ',
	'a\r',
	'// src/r.ts',
	'const x = `',
	'\u00e9\u{1f600}',
];
const replies = fc
	.array(fc.oneof(fc.constantFrom(...LINES), fc.string({ maxLength: 12 })), { maxLength: 40 })
	.map((lines) => lines.join('\n'));

function readIn(chunks: readonly string[]): readonly EditEvent[] {
	const reader = new EditReader();
	return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}

test('any cutting of any reply gives the same events', () => {
	fc.assert(
		fc.property(
			replies,
			fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 }),
			(reply, sizes) => {
				const chunks: string[] = [];
				for (let at = 0, turn = 0; at < reply.length; turn++) {
					const size = sizes[turn % sizes.length] ?? 1;
					chunks.push(reply.slice(at, at + size));
					at += size;
				}
				expect(readIn(chunks)).toEqual(readReply(reply));
			},
		),
		{ numRuns: 2000 },
	);
});

test('events are well formed: parts do not nest, every open part is closed or named at the end', () => {
	fc.assert(
		fc.property(replies, (reply) => {
			const events = readReply(reply);
			let open: string | null = null;
			for (const { type } of events) {
				const [part, verb] = type.split('-');
				if (verb === 'open') {
					expect(open).toBeNull();
					open = part ?? '';
				} else if (verb === 'close') {
					expect(open).toBe(part);
					open = null;
				} else if (verb === 'delta' || verb === 'block') expect(open).toBe(part);
			}
			expect(events.filter(({ type }) => type === 'end')).toHaveLength(1);
			expect(events.at(-1)?.type).toBe('end');
		}),
		{ numRuns: 2000 },
	);
});

test('a file in our format comes out byte for byte, whatever it holds', () => {
	const content = fc.array(
		fc.oneof(fc.constantFrom(...LINES.filter((line) => !line.includes('key="k"'))), fc.string()),
		{ maxLength: 30 },
	);
	fc.assert(
		fc.property(content, (lines) => {
			const text = `first\n${lines.map((line) => `${line}\n`).join('')}`;
			const reply = `<aether:file path="a.md" key="x7q">\n${text}</aether:file key="x7q">\n`;
			expect(collect(readReply(reply)).operations).toEqual([
				{ type: 'write', path: 'a.md', dialect: 'aether', content: text },
			]);
		}),
		{ numRuns: 1000 },
	);
});

test('a line of several megabytes passes in pieces, the same for every cutting', () => {
	const line = 'x'.repeat(MAX_PIECE * 40 + 17);
	const reply = `<aether:file path="a.txt" key="k">\n${line}\nend\n</aether:file key="k">`;
	const whole = readReply(reply);
	const longest = Math.max(...whole.map((event) => (event.type === 'file-delta' ? event.text.length : 0)));
	expect(longest).toBeLessThanOrEqual(MAX_PIECE + 1);
	expect(collect(whole).operations).toMatchObject([{ content: `${line}\nend\n` }]);
	expect(readIn(reply.match(/[\s\S]{1,1000}/g) ?? [])).toEqual(whole);
});

test('a file reaches the caller line by line, before it is complete', () => {
	const reader = new EditReader();
	const events = reader.push('Hi\n<aether:file path="a.ts" key="k">\none\ntwo\nthr');
	expect(events.map((event) => ('text' in event ? event.text : event.type))).toEqual([
		'Hi\n',
		'file-open',
		'one\n',
		'two\n',
	]);
});

test('what a broken-off reply was in the middle of is named', () => {
	const events = readReply('<aether:file path="a.ts" key="k">\nfunction a() {');
	expect(events.at(-1)).toEqual({
		type: 'end',
		open: { type: 'file', path: 'a.ts', closer: '</aether:file key="k">' },
	});
	expect(collect(events, 'cut')).toMatchObject({
		operations: [],
		unfinished: { type: 'file', path: 'a.ts', content: 'function a() {' },
	});
	expect(collect(events, 'stop').operations).toHaveLength(1);
});

test('a path outside the project is refused and its content is no prose', () => {
	const events = readReply('<dyad-write path="../../etc/passwd">\nroot\n</dyad-write>\nBye');
	expect(events).toEqual([
		{ type: 'malformed', reason: 'path-unusable', text: '../../etc/passwd' },
		{ type: 'prose', text: 'Bye' },
		{ type: 'end', open: null },
	]);
});

test('thoughts whose beginning stood in the prompt void what they rehearsed', () => {
	const reply =
		'I could write\n<dyad-write path="a.ts">\nno\n</dyad-write>\n</think>\n<dyad-write path="b.ts">\nyes\n</dyad-write>\n';
	expect(collect(readReply(reply)).operations).toMatchObject([{ path: 'b.ts', content: 'yes\n' }]);
});
