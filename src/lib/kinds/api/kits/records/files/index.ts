import { json, serve } from '../../shared/files/http.ts';
import { entities, title } from './model.ts';
import { resource } from './resource.ts';

// A route of your own is one more line here: '/books/newest': { GET: newestBook }.
export default serve({
	'/': {
		GET: ({ url }) =>
			json({
				title,
				resources: Object.fromEntries(entities.map(({ path }) => [path, `${url.origin}/${path}`])),
			}),
	},
	...Object.fromEntries(entities.flatMap((entity) => Object.entries(resource(entity)))),
});
