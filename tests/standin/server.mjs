import { createServer } from 'node:http';
import { corsHeaders } from './cors.mjs';
import { cut, dialectOf, eventsOf, recording } from './recordings.mjs';
import { REFUSALS, refusalBody, streamError } from './refusals.mjs';

/**
 * Stands for the vendors of models. A base address says what happens: `ORIGIN/VENDOR/SCENARIO/MODE`, where a scenario is
 * `text` or `tool` (a recording), a refusal of `refusals.mjs` or a fault below, and a mode is `whole`, `events` or `tiny`.
 * @typedef {{ vendor: string, scenario: string, mode: string, path: string }} Call
 * @typedef {{ method: string, call: Call, headers: import('node:http').IncomingHttpHeaders, body: string }} Seen
 */

/**
 * @returns {Promise<{ origin: string, seen: () => readonly Seen[], forget: () => void, close: () => Promise<void> }>}
 */
export async function startStandin() {
	/** @type {Seen[]} */
	let seen = [];
	const server = createServer(async (request, response) => {
		const call = callOf(request.url ?? '');
		const headers = call.scenario === 'no-cors' ? {} : corsHeaders(call.vendor, request);
		const body = await bodyOf(request);
		if (call.vendor === 'seen') return sendJson(response, seen, { 'access-control-allow-origin': '*' });
		if (request.method === 'OPTIONS') return response.writeHead(204, headers).end();
		seen.push({ method: request.method ?? '', call, headers: request.headers, body });
		const isFirst = seen.filter((each) => each.method === 'POST' && isSame(each.call, call)).length === 1;
		await answer({ call, response, headers, isFirst });
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return {
		origin: `http://127.0.0.1:${address.port}`,
		seen: () => seen,
		forget: () => void (seen = []),
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}

/** @param {string} url @returns {Call} */
function callOf(url) {
	const [, vendor = '', scenario = '', mode = '', ...rest] = url.split('/');
	return { vendor, scenario, mode, path: rest.join('/') };
}

/** @param {Call} first @param {Call} second */
const isSame = (first, second) => JSON.stringify(first) === JSON.stringify(second);

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
	let body = '';
	for await (const chunk of request) body += chunk;
	return body;
}

/** @typedef {{ call: Call, response: import('node:http').ServerResponse, headers: Record<string, string>, isFirst: boolean }} Turn */

/** @param {Turn} turn */
async function answer({ call, response, headers, isFirst }) {
	const { vendor, scenario } = call;
	const refusal = scenario === 'flaky' && isFirst ? 'http-529' : scenario;
	if (refusal in REFUSALS) {
		const { status = 500, headers: extra = {} } = REFUSALS[refusal] ?? {};
		return sendJson(response, refusalBody(vendor, refusal), { ...headers, ...extra }, status);
	}
	if (/(^|\/)(models|key)(\?.*)?$/.test(call.path)) return sendJson(response, modelList(vendor), headers);
	if (scenario === 'html')
		return response
			.writeHead(200, { ...headers, 'content-type': 'text/html' })
			.end('<!doctype html><p>Log in');
	response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
	response.flushHeaders();
	await (FAULTS[scenario] ?? play)({ call, response, headers, isFirst });
}

/** @param {Turn} turn */
async function play({ call, response }) {
	const name = call.scenario === 'tool' ? 'tool' : 'text';
	await send(response, cut(recording(call.vendor, name), call.mode));
	response.end();
}

/**
 * The first half of the events of the recorded text.
 * @param {Turn} turn
 */
const firstHalf = ({ call }) => {
	const events = eventsOf(recording(call.vendor, 'text'));
	return events.slice(0, Math.ceil(events.length / 2));
};

/** @type {Record<string, (turn: Turn) => Promise<void>>} */
const FAULTS = {
	/** Ends politely in the middle. */
	'clean-cut': async (turn) => {
		await send(turn.response, firstHalf(turn));
		turn.response.end();
	},
	/** The connection dies in the middle. */
	'hard-cut': async (turn) => {
		await send(turn.response, firstHalf(turn));
		// A browser drops bytes that it had not read when the connection was reset.
		await new Promise((resolve) => setTimeout(resolve, 300));
		turn.response.destroy();
	},
	/** One event in the middle is no JSON, the rest is well. */
	'bad-json': async (turn) => {
		const events = eventsOf(recording(turn.call.vendor, 'text'));
		const name = dialectOf(turn.call.vendor) === 'anthropic' ? 'event: content_block_delta\n' : '';
		events.splice(Math.ceil(events.length / 2), 0, Buffer.from(`${name}data: {"half":\n\n`));
		await send(turn.response, events);
		turn.response.end();
	},
	/** The same without the name by which one SDK would notice it. */
	'bad-json-unnamed': async (turn) => {
		const events = eventsOf(recording(turn.call.vendor, 'text'));
		events.splice(Math.ceil(events.length / 2), 0, Buffer.from('data: {"half":\n\n'));
		await send(turn.response, events);
		turn.response.end();
	},
	'stream-error': async (turn) => {
		await send(turn.response, [...firstHalf(turn), Buffer.from(streamError(turn.call.vendor))]);
		turn.response.end();
	},
	empty: async (turn) => void turn.response.end(),
	/** Says yes and nothing more. */
	hang: async () => {},
	'hang-midway': (turn) => send(turn.response, firstHalf(turn)),
	/** A pause before each event. */
	slow: async (turn) => {
		for (const event of eventsOf(recording(turn.call.vendor, 'text'))) {
			await send(turn.response, [event]);
			await new Promise((resolve) => setTimeout(resolve, 40));
		}
		turn.response.end();
	},
};

/**
 * Each piece in a write of its own, given to the network before the next.
 * @param {import('node:http').ServerResponse} response
 * @param {Buffer[]} pieces
 */
async function send(response, pieces) {
	for (const piece of pieces) await new Promise((resolve) => response.write(piece, () => resolve(undefined)));
}

/** @param {string} vendor */
function modelList(vendor) {
	if (dialectOf(vendor) === 'gemini')
		return {
			models: [
				{ name: 'models/small-1', displayName: 'Small 1', supportedGenerationMethods: ['generateContent'] },
			],
		};
	return { object: 'list', data: [{ id: 'small-1', object: 'model', created: 1_790_000_000 }] };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} value text as it is, anything else as JSON
 * @param {Record<string, string>} headers
 */
function sendJson(response, value, headers, status = 200) {
	const body = typeof value === 'string' ? value : JSON.stringify(value);
	response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(body);
}
