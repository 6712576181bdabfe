import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { offsetOf, placeAt } from './place.ts';
import { shownText } from './projection.ts';

function shown(content: string) {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	return {
		text,
		get length() {
			return shownText(text.toString()).length;
		},
	};
}

test.each([
	['LF', 'one\ntwo\nthree'],
	['CRLF', 'one\r\ntwo\r\nthree'],
	['a byte order mark', '\uFEFFone\r\ntwo\nthree'],
])('a place in a text with %s is found again, also after text came before it', (_name, content) => {
	const file = shown(content);
	const place = placeAt(file, 5);
	expect(offsetOf(file, place)).toBe(5);
	file.text.insert(content.startsWith('\uFEFF') ? 1 : 0, 'new ');
	expect(offsetOf(file, place)).toBe(9);
});

test('a place that is not known here is none: of another text, of what has not arrived, or no place at all', () => {
	const [here, there] = [shown('one'), shown('two')];
	expect(offsetOf(here, placeAt(there, 1))).toBeUndefined();
	expect(offsetOf(here, 'no place!')).toBeUndefined();
	expect(offsetOf(here, btoa('\x05\x05'))).toBeUndefined();
	expect(offsetOf(here, '')).toBeUndefined();
});
