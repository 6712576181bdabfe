import type { HttpCall } from '#lib/services/workflow/workflow.ts';

const pet = (id: number) => ({ id, name: `pet ${id}`, status: 'available', photoUrls: [] });

const parameter = (name: string, place: 'path' | 'query', type: string) => ({
	name,
	in: place,
	required: true,
	type,
});

/** What the official kit's public services answer, as far as its scenarios look. */
const PET_STORE = {
	swagger: '2.0',
	info: { title: 'Pets', version: '1.0.0' },
	host: 'petstore.swagger.io',
	basePath: '/v2',
	schemes: ['https'],
	paths: {
		'/pet/findByStatus': {
			get: {
				operationId: 'findPetsByStatus',
				parameters: [parameter('status', 'query', 'string')],
				responses: { 200: { description: 'Pets' } },
			},
		},
		'/pet/{petId}': {
			get: {
				operationId: 'getPetById',
				parameters: [parameter('petId', 'path', 'integer')],
				responses: { 200: { description: 'A pet' } },
			},
		},
	},
};

/** Answers for the far ends that the scenarios call; 404 for all else. */
export function answerOf({ url, headers }: HttpCall): Response {
	const { host, pathname } = new URL(url);
	if (host === 'petstore.swagger.io') return petStore(pathname);
	const [, user, password] = /^\/basic-auth\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
	if (host === 'httpbin.org' && user && password) {
		const isAllowed = headers['authorization'] === `Basic ${btoa(`${user}:${password}`)}`;
		return Response.json({ authenticated: isAllowed }, { status: isAllowed ? 200 : 401 });
	}
	return Response.json({ message: 'not found' }, { status: 404 });
}

function petStore(pathname: string): Response {
	if (pathname === '/v2/swagger.json') return Response.json(PET_STORE);
	if (pathname === '/v2/pet/findByStatus') return Response.json([pet(1), pet(2)]);
	const [, id] = /^\/v2\/pet\/(\d+)$/.exec(pathname) ?? [];
	return id ? Response.json(pet(Number(id))) : Response.json({ message: 'Pet not found' }, { status: 404 });
}
