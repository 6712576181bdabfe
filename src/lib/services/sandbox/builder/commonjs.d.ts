/** What the builder uses of it. Its own types are those of the package `rollup`, which is not installed here. */
declare module '@rollup/plugin-commonjs' {
	import type { Plugin } from '@rollup/browser';

	interface CommonJsOptions {
		readonly include: RegExp;
		readonly extensions: readonly string[];
		readonly esmExternals: boolean;
		readonly requireReturnsDefault: (id: string) => false | 'preferred';
		readonly dynamicRequireRoot: string;
		readonly ignoreDynamicRequires: boolean;
	}
	// eslint-disable-next-line no-restricted-syntax -- that is how the package exports it
	export default function commonjs(options: CommonJsOptions): Plugin;
}
