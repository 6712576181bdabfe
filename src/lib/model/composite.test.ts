import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	arranged,
	compositeFaults,
	compositeText,
	EMPTY_COMPOSITE,
	isComposite,
	placed,
	readComposite,
	withoutPanel,
	withWire,
	type Composite,
	type Place,
	type Wire,
} from './composite.ts';

const wire = (from: string, to: string, field = 'value'): Wire => ({
	from: { panel: from, output: 'answer' },
	to: { panel: to, field },
});
const value = (id: string) => ({ id, type: 'value' as const, title: id });
const books: Composite = {
	panels: [
		{ id: 'list', type: 'operation', alias: 'books', operation: 'listBooks', title: 'Books' },
		value('count'),
	],
	wires: [wire('list', 'count')],
	layout: [],
};

test('what is written is read again, and what is none of ours is refused with the place', () => {
	expect(readComposite(compositeText(books))).toEqual({ ok: true, value: books });
	const read = readComposite('{"panels":[{"id":"A b","type":"value","title":"x"}],"wires":[],"layout":[]}');
	expect(!read.ok && read.error.message).toContain('panels.0.id');
	expect(readComposite('{').ok).toBe(false);
	expect(readComposite(undefined).ok).toBe(false);
});

test('an app is a composite by its entry alone', () => {
	expect(isComposite({ kind: 'app', entry: 'composite.json' })).toBe(true);
	expect(isComposite({ kind: 'app', entry: 'src/main.tsx' })).toBe(false);
	expect(isComposite({ kind: 'api', entry: 'composite.json' })).toBe(false);
});

test('each thing that does not hold together is named once', () => {
	expect(compositeFaults(books, ['books'])).toEqual([]);
	expect(compositeFaults(books, [])).toEqual([expect.stringContaining('link “books”')]);
	const loose = { ...books, wires: [wire('list', 'gone'), wire('gone', 'count')] };
	expect(compositeFaults(loose, ['books'])).toEqual(['There is no panel “gone”.']);
	const circle = {
		...EMPTY_COMPOSITE,
		panels: [value('a'), value('b')],
		wires: [wire('a', 'b'), wire('b', 'a')],
	};
	expect(compositeFaults(circle, [])).toEqual([expect.stringContaining('circle')]);
	expect(compositeFaults({ ...circle, wires: [], panels: [value('a'), value('a')] }, [])).toHaveLength(1);
});

test('a field has one source: a second wire takes the place of the first', () => {
	const again = withWire(books, { ...wire('list', 'count'), map: 'length' });
	expect(again.wires).toEqual([{ ...wire('list', 'count'), map: 'length' }]);
});

test('a panel goes with its wires and its place', () => {
	const layout = [...placed([], 'count', 2)];
	expect(withoutPanel({ ...books, layout }, 'count')).toEqual({
		panels: [books.panels[0]],
		wires: [],
		layout: [],
	});
});

const place = fc.record({
	x: fc.integer({ min: 0, max: 11 }),
	y: fc.integer({ min: 0, max: 20 }),
	w: fc.integer({ min: 1, max: 12 }),
	h: fc.integer({ min: 1, max: 8 }),
});
const covers = (a: Place, b: Place): boolean =>
	a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

test('however panels are moved, none covers another or leaves the grid, and the moved one stands where it was put', () => {
	fc.assert(
		fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
			let layout: readonly Place[] = [];
			for (const [index, each] of places.entries()) {
				const wanted = { ...each, panel: `p${index % 5}` };
				layout = arranged(layout, wanted);
				const moved = layout.find(({ panel }) => panel === wanted.panel);
				expect([moved?.y, moved?.w, moved?.h]).toEqual([wanted.y, wanted.w, wanted.h]);
			}
			for (const [index, a] of layout.entries()) {
				expect(a.x + a.w).toBeLessThanOrEqual(12);
				for (const b of layout.slice(index + 1)) expect(covers(a, b)).toBe(false);
			}
		}),
	);
});

test('new panels fill the grid two abreast, without covering any', () => {
	let layout: readonly Place[] = [];
	for (const panel of ['a', 'b', 'c']) layout = placed(layout, panel, 4);
	expect(layout.map(({ x, y }) => [x, y])).toEqual([
		[0, 0],
		[6, 0],
		[0, 4],
	]);
});
