import { expect, test } from 'vitest';
import { match } from './match.ts';
import { readDocument } from './read.ts';

function documentOf(...paths: readonly string[]) {
	const document = readDocument(
		JSON.stringify({ openapi: '3.1.0', paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])) }),
	);
	if (!document.ok) throw new Error(document.error.message);
	return document.value;
}

const find = (target: string, ...paths: readonly string[]) => {
	const found = match(documentOf(...paths), 'GET', target);
	return found && { path: found.operation.path, values: found.path };
};

test('the most concrete path answers, wherever it stands in the document', () => {
	const paths = ['/{a}/{b}', '/books/{id}', '/books/mine', '/books/{id}.json'];
	expect(find('/books/mine', ...paths)?.path).toBe('/books/mine');
	expect(find('/books/7', ...paths)).toEqual({ path: '/books/{id}', values: { id: '7' } });
	expect(find('/books/7.json', ...paths)).toEqual({ path: '/books/{id}.json', values: { id: '7' } });
	expect(find('/films/7', ...paths)).toEqual({ path: '/{a}/{b}', values: { a: 'films', b: '7' } });
});

test('values are decoded, and an encoded slash stays in its segment', () => {
	expect(find('/books/a%2Fb%20%C3%BC', '/books/{id}')?.values).toEqual({ id: 'a/b ü' });
	expect(find('/books/100%', '/books/{id}')?.values).toEqual({ id: '100%' });
});

test('a slash at the end changes nothing, one segment more or less does', () => {
	expect(find('/books/', '/books')?.path).toBe('/books');
	expect(find('/books', '/books/')?.path).toBe('/books/');
	expect(find('/', '/')?.path).toBe('/');
	expect(find('/books/1/2', '/books/{id}')).toBeUndefined();
	expect(find('/books//', '/books/{id}')).toBeUndefined();
});

test('templates may share a segment and span several', () => {
	expect(find('/a/v1:cancel', '/a/{name}:cancel', '/a/{name}')?.path).toBe('/a/{name}:cancel');
	expect(find('/range/3..9', '/range/{from}..{to}')?.values).toEqual({ from: '3', to: '9' });
	expect(find('/files/a/b/c', '/files/{path+}')?.values).toEqual({ path: 'a/b/c' });
});

test('signs that mean something to regular expressions are only signs', () => {
	expect(find('/a.b(c)/x', '/a.b(c)/{id}')?.path).toBe('/a.b(c)/{id}');
	expect(find('/aXb(c)/x', '/a.b(c)/{id}')).toBeUndefined();
	expect(find("/Users('7')", "/Users('{id}')")?.values).toEqual({ id: '7' });
});

test('what follows the path decides where the document writes it there', () => {
	const paths = ['/bucket?acl', '/bucket?list-type=2', '/bucket'];
	expect(find('/bucket?acl', ...paths)?.path).toBe('/bucket?acl');
	expect(find('/bucket?list-type=2&a=1', ...paths)?.path).toBe('/bucket?list-type=2');
	expect(find('/bucket?a=1', ...paths)?.path).toBe('/bucket');
});

test('another method is not answered', () => {
	expect(match(documentOf('/books'), 'POST', '/books')).toBeUndefined();
});
