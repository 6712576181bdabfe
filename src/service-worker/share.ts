import { INBOX, type SharedItem } from '#lib/services/offline/messages.ts';

/** A share from another app: keeps it for the page and opens home, where the composer takes it. */
export async function receiveShare(request: Request): Promise<Response> {
	const form = await request.formData();
	const files = form.getAll('file').filter((value) => value instanceof File);
	const text = ['title', 'text', 'url']
		.map((name) => form.get(name))
		.filter((value) => typeof value === 'string' && value !== '')
		.join('\n');
	const item: SharedItem = { text, files: files.map(({ name, type }) => ({ name, type })) };
	await caches.delete(INBOX);
	const inbox = await caches.open(INBOX);
	await Promise.all(files.map((file, index) => inbox.put(`/share/${index}`, new Response(file))));
	await inbox.put('/share', Response.json(item));
	return Response.redirect('/?shared', 303);
}
