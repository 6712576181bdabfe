import { expect, test } from 'vitest';
import type { Access } from './provider.ts';
import { probe, type Surroundings } from './probe.ts';
import { ollama } from './providers/ollama.ts';
import { openai } from './providers/openai.ts';

const online: Surroundings = { isOnline: () => true, localNetwork: () => Promise.resolve('granted') };

/** Answers readable requests with `answer`, unreadable ones with success where `isThere`. */
const access = (answer: (() => Response) | null, isThere = true): Access => ({
	key: 'sk-standin-0123456789',
	signal: new AbortController().signal,
	fetch: (_input, init) => {
		if (init?.mode === 'no-cors')
			return isThere ? Promise.resolve(new Response()) : Promise.reject(new TypeError());
		return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('Failed to fetch'));
	},
});

const kindOf = async (...given: Parameters<typeof probe>) => {
	const result = await probe(...given);
	return result.ok ? 'ok' : result.error.kind;
};

test('a connection that works tells its models, newest first and only those that write', async () => {
	const data = [
		{ id: 'old', created: 1 },
		{ id: 'new', created: 2 },
		{ id: 'text-embedding-3-small', created: 3 },
	];
	const result = await probe(
		openai,
		access(() => Response.json({ data })),
		online,
	);
	expect(result.ok && result.value.map(({ id }) => id)).toEqual(['new', 'old']);
});

test('each reason for a failure is told apart', async () => {
	const wrongKey = () => Response.json({ error: { message: 'Incorrect API key provided' } }, { status: 401 });
	const offline = { ...online, isOnline: () => false };
	const asked: Surroundings = { ...online, localNetwork: () => Promise.resolve('prompt') };
	expect(await kindOf(openai, { ...access(null), key: null }, online)).toBe('key-missing');
	expect(await kindOf(openai, access(wrongKey), online)).toBe('key-invalid');
	expect(await kindOf(openai, access(null), online)).toBe('cors-blocked');
	expect(await kindOf(openai, access(null, false), online)).toBe('network');
	expect(await kindOf(openai, access(null, false), offline)).toBe('offline');
	expect(await kindOf(ollama, access(null, false), asked)).toBe('local-network-blocked');
	expect(
		await kindOf(
			openai,
			access(() => new Response('<html>Log in')),
			online,
		),
	).toBe('protocol');
});

test('a local server that is off or shut to web pages is told how to open', async () => {
	const off = await probe(ollama, access(null, false), online);
	expect(off.ok ? '' : off.error.message).toBe('Nothing answers at localhost:11434.');
	const shut = await probe(ollama, access(null), online);
	expect(shut.ok ? '' : shut.error.action).toContain('OLLAMA_ORIGINS');
});

test('the second look never carries the key', async () => {
	const sent: RequestInit[] = [];
	const given = access(null);
	const fetch: Access['fetch'] = (input, init) => {
		if (init?.mode === 'no-cors') sent.push(init);
		return given.fetch(input, init);
	};
	await probe(openai, { ...given, fetch }, online);
	expect(sent).toHaveLength(1);
	expect(JSON.stringify(sent)).not.toContain('sk-standin');
});
