import { readFields } from '../../shared/files/fields.ts';
import { created, json, nothing, page, Problem, serve } from '../../shared/files/http.ts';
import { inTurn, newId, Rows } from '../../shared/files/rows.ts';
import { isMessage, type Message } from './message.ts';
import { fields } from './model.ts';
import { readBody } from './read-body.ts';

const messages = new Rows('messages', isMessage);

async function find(id = ''): Promise<Message> {
	const message = await messages.get(id);
	if (!message) throw new Problem(404, `There is no message with the id "${id}".`);
	return message;
}

function checkName(hook: string): void {
	if (!/^[\w.-]{1,64}$/.test(hook))
		throw new Problem(400, 'The name of a hook has 1 to 64 letters, digits, ".", "-" or "_".');
}

/** A repeat with a known key is answered as the first time; nothing is kept twice. */
async function receive(hook: string, request: Request): Promise<{ message: Message; isRepeat: boolean }> {
	checkName(hook);
	const { contentType, body } = await readBody(request);
	const idempotencyKey = request.headers.get('idempotency-key');
	const known = (await messages.all()).find(
		(each) => idempotencyKey !== null && each.hook === hook && each.idempotencyKey === idempotencyKey,
	);
	if (known) return { message: known, isRepeat: true };
	const message: Message = {
		id: newId(),
		hook,
		receivedAt: new Date().toISOString(),
		contentType,
		body: fields.length > 0 ? readFields(fields, body) : body,
		idempotencyKey,
	};
	await messages.put(message);
	return { message, isRepeat: false };
}

export default serve({
	'/hooks': {
		async GET() {
			const all = await messages.all();
			const names = [...new Set(all.map(({ hook }) => hook))].sort();
			return json(
				names.map((name) => {
					const own = all.filter(({ hook }) => hook === name);
					return { name, messages: own.length, lastReceivedAt: own.at(-1)?.receivedAt ?? null };
				}),
			);
		},
	},
	'/hooks/{name}': {
		async POST({ request, path, url }) {
			const { message, isRepeat } = await inTurn(() => receive(path['name'] ?? '', request));
			const location = `${url.origin}/messages/${message.id}`;
			return isRepeat ? json(message, { 'content-location': location }) : created(message, location);
		},
		async DELETE({ path }) {
			checkName(path['name'] ?? '');
			for (const { id, hook } of await messages.all()) if (hook === path['name']) await messages.remove(id);
			return nothing();
		},
	},
	'/messages': {
		async GET({ url }) {
			const hook = url.searchParams.get('hook');
			const since = url.searchParams.get('since') ?? '';
			const all = (await messages.all()).filter(
				(message) => (hook === null || message.hook === hook) && message.id > since,
			);
			const { limit, offset, headers } = page(url, all.length);
			return json(all.slice(offset, offset + limit), headers);
		},
	},
	'/messages/{id}': {
		GET: async ({ path }) => json(await find(path['id'])),
		async DELETE({ path }) {
			const { id } = await find(path['id']);
			await messages.remove(id);
			return nothing();
		},
	},
});
