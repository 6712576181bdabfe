import { expect, test } from 'vitest';
import { namedPackages, withPackage } from './package.ts';

const filesWith = (text: string) => new Map([['package.json', text]]);

test('only exact versions of good names count', () => {
	const text = '{"dependencies":{"a":"1.2.3","b":"^1.0.0","../c":"1.0.0","@d/e":"2.0.0-rc.1","f":"file:x"}}';
	expect(namedPackages(filesWith(text))).toEqual({ a: '1.2.3', '@d/e': '2.0.0-rc.1' });
	expect(namedPackages(filesWith('no JSON'))).toEqual({});
	expect(namedPackages(new Map())).toEqual({});
});

test('a dependency is put in and taken out, and the rest of the file stays', () => {
	const one = withPackage(filesWith('{"name":"x","dependencies":{"b":"1.0.0"}}'), 'a', '2.0.0') ?? '';
	expect(JSON.parse(one)).toEqual({ name: 'x', dependencies: { a: '2.0.0', b: '1.0.0' } });
	expect(JSON.parse(withPackage(filesWith(one), 'b', null) ?? '')).toEqual({
		name: 'x',
		dependencies: { a: '2.0.0' },
	});
	expect(JSON.parse(withPackage(new Map(), 'a', '1.0.0') ?? '')).toEqual({
		private: true,
		dependencies: { a: '1.0.0' },
	});
	expect(withPackage(filesWith('[1'), 'a', '1.0.0')).toBeUndefined();
});
