/**
 * What libraries of a runtime import of Node and never use in a browser. `@pgkit/client` is a whole PostgreSQL client of
 * which the comparison of schemas uses a template tag.
 * @type {Readonly<Record<string, string>>}
 */
const MODULES = {
	'@pgkit/client': `
		const sql = (parts, ...values) => ({ sql: parts.reduce((text, part, index) => text + values[index - 1] + part) });
		sql.raw = (text) => ({ sql: text });
		const createClient = () => { throw new Error('There is no connection to make here.'); };
		export { sql, createClient };`,
	fs: `export const readFileSync = () => { throw new Error('There are no files here.'); }; export const existsSync = () => false;`,
	util: `export const inspect = (value) => String(value);`,
};

/** @returns {import('vite').Plugin} */
export function shims() {
	return {
		name: 'vendor-shims',
		enforce: 'pre',
		resolveId(id, importer) {
			const name = id.replace(/^node:/, '');
			return name in MODULES && importer?.includes('/@pgkit/') ? `\0shim:${name}` : null;
		},
		load: (id) => (id.startsWith('\0shim:') ? (MODULES[id.slice(6)] ?? null) : null),
	};
}
