import { fileURLToPath } from 'node:url';

const place = (/** @type {string} */ name) =>
	fileURLToPath(new URL(`../src/lib/services/sandbox/builder/node/${name}.js`, import.meta.url));

/** What the CommonJS tool of the builder imports of Node. */
const STANDINS = new Map([
	['path', place('path')],
	['fs', place('absent')],
	['fdir', place('absent')],
]);

const IMPORTERS = /node_modules[\\/](@rollup[\\/](plugin-commonjs|pluginutils)|commondir)[\\/]/;

/** `@rollup/plugin-commonjs` in a browser: only for its own files, so that nobody else gets these stand-ins. */
export function commonJsInBrowser() {
	return {
		name: 'aether-commonjs-in-browser',
		enforce: /** @type {const} */ ('pre'),
		/**
		 * @param {string} source
		 * @param {string} [importer]
		 */
		resolveId(source, importer) {
			return importer && IMPORTERS.test(importer) ? (STANDINS.get(source) ?? null) : null;
		},
	};
}
