import type { Tool } from './tool.ts';

export const health: Tool = {
	path: '/health',
	id: 'getHealth',
	summary: 'Whether the API is there',
	parameters: [],
	example: { status: 'ok' },
	run: () => ({ status: 'ok' }),
};
