import { describe, expect, test } from 'vitest';
import { isFilePath } from '#lib/model/files.ts';
import { FIELD_TYPES, specSchema, type Spec } from '#lib/model/spec.ts';
import { APP_KIT_IDS, type AppKitId } from './cues.ts';
import { appKind } from './index.ts';
import { importsOf } from '#lib/model/imports.ts';
import { entity, sampleSpecs, specOf } from './specs.fixture.ts';

async function rendered(spec: Spec): Promise<ReadonlyMap<string, string>> {
	const files = await appKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	return new Map([...files.value].map(([path, content]) => [path, String(content)]));
}

/** Specs that a sentence can lead to and that are easy to forget. */
function oddSpecs(id: AppKitId): readonly Spec[] {
	const everything = entity(
		'thing',
		'Things',
		...FIELD_TYPES.map((type) => ({ name: `${type}Field`, label: `A ${type}`, type })),
	);
	const names = ['id', 'createdAt', 'updatedAt', 'constructor', 'name'];
	const reserved = entity(
		'setting',
		'Settings',
		...names.map((name) => ({ name, label: name, type: 'text' as const })),
	);
	return [
		specOf(id, 'Empty'),
		specOf(id, 'No fields', { entities: [entity('plant', 'Plants')] }),
		specOf(id, `It's "quoted" \\ <b>&amp; *bold*</b> 🌱 שלום \u2028`, { entities: [everything] }),
		specOf(id, 'Reserved', { entities: [reserved, entity('setting', 'Again')] }),
		specOf(id, 'Everything', {
			features: ['search', 'sort', 'filter', 'chart', 'csv', 'darkMode', 'lowStock', 'total', 'streak'],
			entities: [everything, entity('plant', 'Plants')],
		}),
		specOf(id, 'Nonsense options', {
			options: {
				mode: 'x',
				type: 'y',
				pairs: ['a:b', 'mile'],
				subject: 'z',
				workMinutes: -1,
				columns: [],
				sortBy: 'q',
			},
		}),
	];
}

test('a kit that does not exist is a problem with a next action', async () => {
	const files = await appKind.render({ ...sampleSpecs.tracker, kit: 'hologram' });
	expect(files).toMatchObject({ ok: false, error: { type: 'kit-missing' } });
});

test('every kit has a title, a description and an example to press', () => {
	expect(appKind.kits.map(({ id }) => id)).toEqual([...APP_KIT_IDS]);
	for (const kit of appKind.kits) expect(kit.example.length).toBeGreaterThan(10);
});

describe.each(APP_KIT_IDS)('%s', (id) => {
	test('equal specs give equal files', async () => {
		expect(await rendered(sampleSpecs[id])).toEqual(await rendered(structuredClone(sampleSpecs[id])));
	});

	test('a creation starts at its entry, explains itself and carries its spec', async () => {
		const files = await rendered(sampleSpecs[id]);
		expect([...files.keys()]).toEqual(
			expect.arrayContaining([
				appKind.entry,
				'README.md',
				'openapi.yaml',
				'.aether/spec.json',
				'src/model.ts',
			]),
		);
		expect(specSchema.parse(JSON.parse(files.get('.aether/spec.json') ?? ''))).toEqual(sampleSpecs[id]);
		expect([...files.keys()].every(isFilePath)).toBe(true);
	});

	test('every spec gives a program whose imports are all there', async () => {
		for (const spec of [sampleSpecs[id], ...oddSpecs(id)]) {
			const files = await rendered(spec);
			for (const [path, text] of files)
				for (const { specifier } of /\.tsx?$/.test(path) ? importsOf(text) : [])
					if (specifier.startsWith('.'))
						expect([...files.keys()], `${specifier} of ${path}`).toContain(
							new URL(specifier, `file:///${path}`).pathname.slice(1),
						);
		}
	});

	test('a creation holds no file that nothing imports', async () => {
		const files = await rendered(sampleSpecs[id]);
		const imported = new Set(
			[...files].flatMap(([path, text]) =>
				importsOf(text).map(({ specifier }) => new URL(specifier, `file:///${path}`).pathname.slice(1)),
			),
		);
		const sources = [...files.keys()].filter((path) => path.startsWith('src/') && path !== appKind.entry);
		expect(sources.filter((path) => !imported.has(path))).toEqual([]);
	});
});

test('only an app that draws brings the drawing library along', async () => {
	const plain = await rendered(sampleSpecs.tracker);
	const drawing = await rendered({ ...sampleSpecs.tracker, features: ['chart'] });
	expect([...plain.values()].join('')).not.toContain('chart.js');
	expect([...drawing.values()].join('')).toContain('chart.js');
});

test.each([
	['miles:kilometers', 'mile', 'kilometre'],
	['lbs:kg', 'pound', 'kilogram'],
	['°C:°F', 'celsius', 'fahrenheit'],
	['inches:cm', 'inch', 'centimetre'],
	['foot:yard', 'foot', 'yard'],
	['nautical mile:metre', 'nauticalMile', 'metre'],
	['stone:tonne', 'stone', 'tonne'],
	['fluid ounce:millilitre', 'fluidOunce', 'millilitre'],
	['cup:tablespoon', 'cup', 'tablespoon'],
	['cubic metre:litre', 'cubicMetre', 'litre'],
	['square foot:square metre', 'squareFoot', 'squareMetre'],
	['mile per hour:kilometre per hour', 'milePerHour', 'kilometrePerHour'],
	['knot:metre per second', 'knot', 'metrePerSecond'],
	['gigabyte:megabyte', 'gigabyte', 'megabyte'],
	['kilowatt hour:joule', 'kilowattHour', 'joule'],
	['kilocalorie:calorie', 'kilocalorie', 'calorie'],
	['horsepower:watt', 'horsepower', 'watt'],
	['bar:psi', 'bar', 'psi'],
	['degree:radian', 'degree', 'radian'],
])('the pair %s is known to the converter', async (pair, from, to) => {
	const model = (await rendered(specOf('converter', 'Units', { options: { pairs: [pair] } }))).get(
		'src/model.ts',
	);
	expect(model).toContain(`['${from}', '${to}']`);
});
