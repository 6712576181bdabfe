import path from 'node:path';
import { commonJsInBrowser } from './commonjs-plugin.mjs';
import { buildVendor } from './vendor-build.mjs';

const room = 'src/lib/services/sandbox';

/**
 * What the sandbox needs of Vite: the vendored libraries and the runtime stand in `static/vendor` before a build, a
 * dev server or a test begins, and where no service worker answers yet, the server answers the broker page itself.
 * @returns {import('vite').Plugin}
 */
export function vendorPlugin() {
	return {
		name: 'aether-vendor',
		enforce: 'pre',
		config: async () => {
			await buildVendor();
			return {
				// Worker bundles have plugins of their own.
				worker: { plugins: () => [commonJsInBrowser()] },
				optimizeDeps: {
					rolldownOptions: { plugins: [commonJsInBrowser()] },
					// Finds its WebAssembly file beside itself, which pre-bundling would break.
					exclude: ['@rollup/browser'],
					include: [
						'sucrase',
						'svelte/compiler',
						'acorn',
						'acorn-walk',
						'magic-string',
						'parse5',
						'@jridgewell/trace-mapping',
						'@rollup/plugin-commonjs',
						'resolve.exports',
					],
				},
			};
		},
		configureServer(server) {
			server.watcher.on('change', async (file) => {
				if (!path.relative(server.config.root, file).startsWith(`${room}/frame/`)) return;
				if (await buildVendor()) server.ws.send({ type: 'full-reload' });
			});
			server.middlewares.use((request, response, next) => {
				if (request.url?.split('?')[0] !== '/__sandbox') return next();
				answerBroker(server, response).catch(next);
			});
		},
	};
}

/**
 * Byte for byte what the service worker answers.
 * @param {import('vite').ViteDevServer} server
 * @param {import('node:http').ServerResponse} response
 */
async function answerBroker(server, response) {
	const { brokerResponse } = await server.ssrLoadModule(`/${room}/broker.ts`);
	/** @type {Response} */
	const answer = brokerResponse('require-corp');
	for (const [name, value] of answer.headers) response.setHeader(name, value);
	response.end(await answer.text());
}
