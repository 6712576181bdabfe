// The part of Node's `path` that libraries use, for a place whose working folder is `/`. The builder's own tools are
// bundled with this file, and packages that import `path` get its text: so it is plain JavaScript without imports.
export const sep = '/';
export const delimiter = ':';

export const isAbsolute = (path) => path.startsWith('/');

export function normalize(path) {
	if (path === '') return '.';
	const rooted = isAbsolute(path);
	const parts = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (part !== '..' || !rooted) parts.push(part);
	}
	const joined = parts.join('/') + (path.endsWith('/') && parts.length > 0 ? '/' : '');
	return rooted ? `/${joined}` : joined || '.';
}

export const join = (...parts) => normalize(parts.filter((part) => part !== '').join('/'));

export function resolve(...parts) {
	let path = '';
	for (const part of parts.reverse()) {
		if (part === '') continue;
		path = path === '' ? part : `${part}/${path}`;
		if (isAbsolute(part)) break;
	}
	const absolute = normalize(isAbsolute(path) ? path : `/${path}`);
	return absolute.length > 1 ? absolute.replace(/\/$/, '') : absolute;
}

export function relative(from, to) {
	const [a, b] = [from, to].map((path) => resolve(path).split('/').filter(Boolean));
	let same = 0;
	while (same < a.length && same < b.length && a[same] === b[same]) same++;
	return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

export function dirname(path) {
	const trimmed = path.replace(/\/+$/, '');
	const at = trimmed.lastIndexOf('/');
	if (at < 0) return path.startsWith('/') ? '/' : '.';
	return at === 0 ? '/' : trimmed.slice(0, at);
}

export function basename(path, extension = '') {
	const base = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
	return extension !== '' && base !== extension && base.endsWith(extension)
		? base.slice(0, -extension.length)
		: base;
}

export function extname(path) {
	const base = basename(path);
	const at = base.lastIndexOf('.');
	return at <= 0 ? '' : base.slice(at);
}

export function parse(path) {
	const [base, ext] = [basename(path), extname(path)];
	const dir = path.includes('/') ? dirname(path) : '';
	return { root: isAbsolute(path) ? '/' : '', dir, base, ext, name: basename(base, ext) };
}

export function format({ dir, root = '', base, name = '', ext = '' }) {
	const file = base ?? name + ext;
	if (!dir) return root + file;
	return dir === root ? dir + file : `${dir}/${file}`;
}

export const toNamespacedPath = (path) => path;

const all = {
	sep,
	delimiter,
	isAbsolute,
	normalize,
	join,
	resolve,
	relative,
	dirname,
	basename,
	extname,
	parse,
	format,
	toNamespacedPath,
};
export const posix = all;
// Asked only for its separator; there are no Windows paths here.
export const win32 = { ...all, sep: '\\', delimiter: ';' };
all.posix = posix;
all.win32 = win32;
export default all;
