import type { Handle } from '@sveltejs/kit';
import font from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url';

// Runs while the one page is built: the letters come with the scripts instead of after them, so no text is drawn twice.
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace(
				'</head>',
				`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin="anonymous" /></head>`,
			),
	});
