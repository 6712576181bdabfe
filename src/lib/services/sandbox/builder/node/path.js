// The part of Node's `path` that libraries use, for a place whose working folder is `/`. The builder's own tools are
// bundled with this file, and packages that import `path` get its text: so it is plain JavaScript without imports.
export const sep = '/';
export const delimiter = ':';

/** @param {string} path */
export const isAbsolute = (path) => path.startsWith('/');

/** @param {string} path */
export function normalize(path) {
	if (path === '') return '.';
	const rooted = isAbsolute(path);
	/** @type {string[]} */
	const parts = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (part !== '..' || !rooted) parts.push(part);
	}
	const joined = parts.join('/') + (path.endsWith('/') && parts.length > 0 ? '/' : '');
	return rooted ? `/${joined}` : joined || '.';
}

/** @param {readonly string[]} parts */
export const join = (...parts) => normalize(parts.filter((part) => part !== '').join('/'));

/** @param {string[]} parts */
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

const partsOf = (/** @type {string} */ path) => resolve(path).split('/').filter(Boolean);

/**
 * @param {string} from
 * @param {string} to
 */
export function relative(from, to) {
	const [a, b] = [partsOf(from), partsOf(to)];
	let same = 0;
	while (same < a.length && same < b.length && a[same] === b[same]) same++;
	return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

/** @param {string} path */
export function dirname(path) {
	const trimmed = path.replace(/\/+$/, '');
	const at = trimmed.lastIndexOf('/');
	if (at < 0) return path.startsWith('/') ? '/' : '.';
	return at === 0 ? '/' : trimmed.slice(0, at);
}

/** @param {string} path */
export function basename(path, extension = '') {
	const base = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
	return extension !== '' && base !== extension && base.endsWith(extension)
		? base.slice(0, -extension.length)
		: base;
}

/** @param {string} path */
export function extname(path) {
	const base = basename(path);
	const at = base.lastIndexOf('.');
	return at <= 0 ? '' : base.slice(at);
}

/** @param {string} path */
export function parse(path) {
	const [base, ext] = [basename(path), extname(path)];
	const dir = path.includes('/') ? dirname(path) : '';
	return { root: isAbsolute(path) ? '/' : '', dir, base, ext, name: basename(base, ext) };
}

/** @param {{ dir?: string, root?: string, base?: string, name?: string, ext?: string }} parts */
export function format({ dir, root = '', base, name = '', ext = '' }) {
	const file = base ?? name + ext;
	if (!dir) return root + file;
	return dir === root ? dir + file : `${dir}/${file}`;
}

/** @param {string} path */
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
export default Object.assign(all, { posix, win32 });
