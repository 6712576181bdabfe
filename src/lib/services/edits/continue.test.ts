import { expect, test } from 'vitest';
import { continuationAnchor, mergeContinuation } from './continue.ts';

const cut = 'function a() {\n  const one = 1;\n  const two = 2;\n  retu';

test.each([
	[
		'goes on in the middle of the line',
		cut,
		'rn one;\n}\n',
		'function a() {\n  const one = 1;\n  const two = 2;\n  return one;\n}\n',
		0,
	],
	[
		'repeats the broken line',
		cut,
		'  const two = 2;\n  return one;\n}\n',
		'function a() {\n  const one = 1;\n  const two = 2;\n  return one;\n}\n',
		2,
	],
	[
		'repeats everything',
		cut,
		`${cut}rn one;\n}\n`,
		'function a() {\n  const one = 1;\n  const two = 2;\n  return one;\n}\n',
		4,
	],
	[
		'loses the indentation of its first line',
		cut,
		'const two = 2;\n  return one;\n}\n',
		'function a() {\n  const one = 1;\n  const two = 2;\n  return one;\n}\n',
		2,
	],
	[
		'opens a fence again',
		cut,
		'```ts\n  const two = 2;\n  return one;\n}\n',
		'function a() {\n  const one = 1;\n  const two = 2;\n  return one;\n}\n',
		2,
	],
	[
		'opens the tag again',
		`<aether:file path="a" key="k">\n${cut}`,
		'<aether:file path="a" key="k">\n  const two = 2;\n  return one;\n',
		'<aether:file path="a" key="k">\nfunction a() {\n  const one = 1;\n  const two = 2;\n  return one;\n',
		2,
	],
	[
		'begins with a bracket like the last one',
		'if (a) {\n  if (b) {\n    go();\n  }\n',
		'}\n',
		'if (a) {\n  if (b) {\n    go();\n  }\n}\n',
		0,
	],
	['is empty', cut, '', cut, 0],
] as const)(
	'a continuation that %s is joined without a seam',
	(...[, before, continuation, text, repeated]) => {
		expect(mergeContinuation(before, continuation)).toEqual({ text, repeated });
	},
);

test('the anchor is the last twenty lines', () => {
	const text = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
	expect(continuationAnchor(text).split('\n')).toEqual(text.split('\n').slice(30));
});
