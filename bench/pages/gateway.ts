import { urnOf } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { openMeshHouse } from '../../tests/support/mesh-house.ts';

const DOCUMENT = `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array, items: { type: object, required: [title], properties: { title: { type: string } } } } } } }
`;
const HANDLER = `{ fetch: () => Response.json([{ title: 'One' }, { title: 'Two' }]) }`;
const WARM_UP = 20;
/** How often the page is asked whether it is still free. ms. */
const TICK_MS = 5;

interface Called {
	readonly samples: number[];
	readonly peer: number[];
}

/** A caller and the API it links: the gateway checks the grant, both messages against the document, traces and notes it. */
async function linked() {
	const house = await openMeshHouse();
	const books = await house.make(
		{ kind: 'api', name: 'books' },
		{ 'openapi.yaml': DOCUMENT, 'src/index.ts': `export default ${HANDLER};` },
	);
	const facts = {
		kind: 'api',
		name: 'caller',
		links: { log: { ref: urnOf(books), range: '^1.0.0' } },
	} as const;
	const id = await house.make(facts, { 'src/index.ts': `export default ${HANDLER};` });
	const manifest: Manifest = {
		...facts,
		...{ id: urnOf(id), title: 'Caller', version: '1.0.0', entry: 'src/index.ts' },
	};
	return () => house.services.mesh.callLink({ id, manifest }, 'log', new Request('https://log.aether/books'));
}

/** The same handler in a plain worker without sandbox, grants or checks. */
function plainWorker(): () => Promise<void> {
	const source = `const app = ${HANDLER}; onmessage = async ({ data }) => {
		const answer = await app.fetch(new Request(data.url));
		postMessage({ id: data.id, status: answer.status, headers: [...answer.headers], body: await answer.arrayBuffer() });
	};`;
	const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
	const waiting = new Map<number, () => void>();
	let last = 0;
	worker.onmessage = ({ data }: MessageEvent<{ id: number }>) => waiting.get(data.id)?.();
	return () =>
		new Promise((resolve) => {
			const id = ++last;
			waiting.set(id, resolve);
			worker.postMessage({ id, url: 'https://books.test/books' });
		});
}

async function timed(count: number, call: () => Promise<unknown>): Promise<number[]> {
	const samples: number[] = [];
	for (let n = 0; n < count + WARM_UP; n++) {
		const since = performance.now();
		await call();
		if (n >= WARM_UP) samples.push(performance.now() - since);
	}
	return samples;
}

async function calls(count: number): Promise<Called> {
	const call = await linked();
	const checked = async (): Promise<void> => {
		const answer = await call();
		if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
	};
	return { samples: await timed(count, checked), peer: await timed(count, plainWorker()) };
}

/** Longest time for which the page answered nothing while `work` went on, and how long that took. ms. */
async function whileWatched<T>(work: () => Promise<T>): Promise<{ value: T; blockedMs: number; ms: number }> {
	let [seenAt, blockedMs] = [performance.now(), 0];
	const timer = setInterval(() => {
		blockedMs = Math.max(blockedMs, performance.now() - seenAt - TICK_MS);
		seenAt = performance.now();
	}, TICK_MS);
	const since = performance.now();
	const value = await work();
	clearInterval(timer);
	return {
		value,
		blockedMs: Math.max(blockedMs, performance.now() - seenAt - TICK_MS),
		ms: performance.now() - since,
	};
}

/** All at once; the answers of status 200 are counted. */
async function atOnce(count: number) {
	const [call, plain] = [await linked(), plainWorker()];
	await call();
	const all = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: count }, one));
	const own = await whileWatched(() => all(call));
	const peer = await whileWatched(() => all(plain));
	return {
		answered: own.value.filter(({ status }) => status === 200).length,
		blockedMs: own.blockedMs,
		ms: own.ms,
		peer: { blockedMs: peer.blockedMs, ms: peer.ms },
	};
}

Object.assign(window, { bench: { calls, atOnce } });
