import { expect, test } from 'vitest';
import { isSafePicture } from './picture.ts';

const svg = (inside: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="400">${inside}</svg>`;
const html = (inside: string): string =>
	svg(`<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">${inside}</div></foreignObject>`);
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

test.each([
	svg('<rect width="9" height="9" fill="url(#g)"/>'),
	html(`<img src="${PIXEL}"/><input value="on=1"/><p style="color: red">Hello</p>`),
	svg('<use href="#a"/>'),
	html('<style>.sm\\:flex { color: light-dark(red, blue); background: url("data:image/svg+xml,x") }</style>'),
])('a self-contained picture is kept: %s', (picture) => {
	expect(isSafePicture(picture)).toBe(true);
});

test.each([
	svg('<script>1</script>'),
	html('<script>1</script>'),
	svg('<rect onload="1"/>'),
	svg('<rect ONCLICK="1"/>'),
	svg('<image href="https://evil.test/x.png"/>'),
	svg('<image xlink:href="//evil.test/x.png"/>'),
	svg('<use href="https://evil.test/x.svg#a"/>'),
	svg('<a href="javascript:1"><rect/></a>'),
	svg('<animate attributeName="href" to="javascript:1"/>'),
	svg('<style>@import "https://evil.test";</style>'),
	svg('<style>a { fill: url(https://evil.test) }</style>'),
	svg('<style>a { fill: u\\72l(https://evil.test) }</style>'),
	svg('<style>a { fill: u/**/rl(https://evil.test) }</style>'),
	svg('<rect style="fill: url(//evil.test)"/>'),
	svg('<rect fill="url(https://evil.test#a)"/>'),
	html('<iframe src="https://evil.test"/>'),
	html('<img src="https://evil.test/x.png"/>'),
	html('<img srcset="https://evil.test/x.png 1x"/>'),
	html('<link rel="stylesheet" href="https://evil.test"/>'),
	html('<meta http-equiv="refresh" content="0;url=https://evil.test"/>'),
	'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
	'<?xml-stylesheet href="https://evil.test"?><svg xmlns="http://www.w3.org/2000/svg"/>',
	'<svg xmlns="http://www.w3.org/2000/svg">',
	'<html xmlns="http://www.w3.org/1999/xhtml"/>',
	'',
	svg('x'.repeat(150_000)),
])('a picture that could do or load something is refused: %s', (picture) => {
	expect(isSafePicture(picture)).toBe(false);
});
