import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the script. */
export interface ScriptedAnswer {
	readonly text: string;
	readonly reasoning?: string;
	/** `length` says that the limit of an answer was met. */
	readonly finish?: 'stop' | 'length';
	/** Falls silent after this many characters, until the visitor leaves. */
	readonly hangAt?: number;
}

interface AskedMessage {
	readonly role: string;
	readonly content: string | readonly { readonly type: string; readonly text?: string }[];
}
export interface Asked {
	readonly model: string;
	readonly messages: readonly AskedMessage[];
}

/** An OpenAI-compatible server that answers by a script, one answer a request, and remembers what it was asked. */
export interface ScriptedModel {
	/** With the version: what a person types as another address. */
	readonly address: string;
	readonly asked: readonly Asked[];
	/** Answers still to give, first first. */
	readonly script: ScriptedAnswer[];
	/** Ends all connections in the middle of what they carry. */
	cut(): void;
	close(): Promise<void>;
}

export const MODELS = ['scripted-small', 'scripted-large'];
/** Characters a piece: small enough that answers arrive in many. */
const PIECE = 40;

export async function startScriptedModel(): Promise<ScriptedModel> {
	const asked: Asked[] = [];
	const script: ScriptedAnswer[] = [];
	const server = createServer((request, response) => {
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
		if (request.method === 'OPTIONS') return void response.end();
		void serve(request, response, asked, script);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${address.port}/v1`,
		asked,
		script,
		cut: () => server.closeAllConnections(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function serve(
	request: IncomingMessage,
	response: ServerResponse,
	asked: Asked[],
	script: ScriptedAnswer[],
): Promise<void> {
	if (request.url?.endsWith('/models'))
		return void response.end(JSON.stringify({ object: 'list', data: MODELS.map((id) => ({ id })) }));
	let body = '';
	for await (const piece of request) body += String(piece);
	asked.push(JSON.parse(body) as Asked);
	const answer = script.shift();
	if (!answer) {
		response.writeHead(500, { 'Content-Type': 'application/json' });
		return void response.end(JSON.stringify({ error: { message: 'The script is over.' } }));
	}
	response.writeHead(200, { 'Content-Type': 'text/event-stream' });
	write(response, answer);
}

function write(response: ServerResponse, answer: ScriptedAnswer): void {
	const send = (choice: object, more: object = {}) =>
		response.write(
			`data: ${JSON.stringify({ id: 'c1', model: 'scripted', choices: [{ index: 0, finish_reason: null, ...choice }], ...more })}\n\n`,
		);
	if (answer.reasoning) send({ delta: { reasoning_content: answer.reasoning } });
	const end = answer.hangAt ?? answer.text.length;
	for (let at = 0; at < end; at += PIECE)
		send({ delta: { content: answer.text.slice(at, Math.min(at + PIECE, end)) } });
	if (answer.hangAt !== undefined) return;
	const usage = { prompt_tokens: 1200, completion_tokens: Math.ceil(answer.text.length / 4) };
	send({ delta: {}, finish_reason: answer.finish ?? 'stop' }, { usage });
	response.end('data: [DONE]\n\n');
}

/** All that was said in the last message of a request. */
export const lastWords = (asked: Asked | undefined): string => {
	const content = asked?.messages.at(-1)?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
};
