import type { Plugin } from 'vite';
import { headersFor } from './headers.mjs';

/** Gives `vite dev` the headers of a real host: its own `server.headers` do not reach pages that Kit answers. */
export function headers(): Plugin {
	return {
		name: 'aether-headers',
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const { pathname } = new URL(request.url ?? '/', 'http://localhost');
				for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
				next();
			});
		},
	};
}
