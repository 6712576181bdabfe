import { describe, expect, test } from 'vitest';
import { expectProblem, ORIGIN, start } from '../program.fixture.ts';
import { sampleSpecs, specOf } from '../specs.fixture.ts';

type Data = Record<string, unknown>;
const data = async (answer: Response): Promise<Data> => (await answer.json()) as Data;
const list = async (answer: Response): Promise<Data[]> => (await answer.json()) as Data[];

describe('random', () => {
	test('hands out one of many, never the same answer for ever', async () => {
		const { call } = await start(sampleSpecs.random);
		const texts = new Set<unknown>();
		for (let time = 0; time < 60; time++) texts.add((await data(await call('GET', '/random')))['text']);
		expect(texts.size).toBeGreaterThan(5);
		expect((await call('GET', '/random')).headers.get('cache-control')).toBe('no-store');
	});

	test('keeps what is added, over a restart, and finds it by tag and word', async () => {
		const program = await start(sampleSpecs.random);
		const answer = await program.call('POST', '/quotes', { text: 'Mine', by: 'Me', tags: ['own'] });
		const { id } = await data(answer);
		expect([answer.status, answer.headers.get('location')]).toEqual([201, `${ORIGIN}/quotes/${String(id)}`]);
		program.restart();
		expect(await data(await program.call('GET', '/random?tag=own'))).toMatchObject({
			text: 'Mine',
			by: 'Me',
		});
		expect(await list(await program.call('GET', '/quotes?q=mine%20me&limit=5'))).toHaveLength(1);
		expect(await list(await program.call('GET', '/tags'))).toContainEqual({ tag: 'own', count: 1 });
		expect((await program.call('DELETE', `/quotes/${String(id)}`)).status).toBe(204);
		await expectProblem(await program.call('GET', '/random?tag=own'), 404, /no quote like that/);
	});

	test('refuses an empty text, and to delete what is built in', async () => {
		const { call } = await start(sampleSpecs.random);
		await expectProblem(await call('POST', '/quotes', { by: 'Me' }), 422, /text is missing/);
		const [first] = await list(await call('GET', '/quotes?limit=1'));
		await expectProblem(await call('DELETE', `/quotes/${String(first?.['id'])}`), 409, /built in/);
		await expectProblem(await call('GET', '/quotes/none'), 404, /no quote/);
	});

	test.each([
		['GET /joke returns a random joke', '/joke', 'jokes'],
		['api with fun facts', '/random', 'facts'],
		['a riddle endpoint', '/random', 'riddles'],
		['random name generator api', '/random', 'names'],
		['JSON API handing out icebreaker questions', '/random', 'questions'],
	])('%s', async (sentence, path, collection) => {
		const { call } = await start(specOf('random', 'Random', { sentence }));
		expect((await call('GET', path)).status).toBe(200);
		expect((await list(await call('GET', `/${collection}`))).length).toBeGreaterThan(8);
	});
});

describe('shortener', () => {
	test('sends on, counts, and keeps both over a restart', async () => {
		const program = await start(sampleSpecs.shortener);
		const made = await program.call('POST', '/links', { url: 'https://example.com/a' });
		const link = await data(made);
		expect(made.status).toBe(201);
		expect(link['shortUrl']).toBe(`${ORIGIN}/${String(link['slug'])}`);
		program.restart();
		const visits = await Promise.all([1, 2, 3].map(() => program.call('GET', `/${String(link['slug'])}`)));
		expect(visits.map(({ status }) => status)).toEqual([302, 302, 302]);
		expect(visits[0]?.headers.get('location')).toBe('https://example.com/a');
		expect((await program.call('HEAD', `/${String(link['slug'])}`)).status).toBe(302);
		expect(await data(await program.call('GET', `/links/${String(link['slug'])}`))).toMatchObject({
			clicks: 3,
		});
		expect((await program.call('DELETE', `/links/${String(link['slug'])}`)).status).toBe(204);
		await expectProblem(await program.call('GET', `/${String(link['slug'])}`), 404, /no link/);
	});

	test('a chosen name is taken once, by whoever is first', async () => {
		const { call } = await start(sampleSpecs.shortener);
		const answers = await Promise.all(
			['a', 'b'].map((page) => call('POST', '/links', { url: `https://example.com/${page}`, slug: 'home' })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		await expectProblem(await call('POST', '/links', { url: 'https://a.com/', slug: 'links' }), 409, /taken/);
		await expectProblem(await call('POST', '/links', { url: 'https://a.com/', slug: 'no way' }), 422, /slug/);
		await expectProblem(await call('POST', '/links', { url: 'ftp://a.com/' }), 422, /url has to be/);
		await expectProblem(
			await call('POST', '/links', { url: 'https://a.com/', expiresAt: '2001-01-01T00:00:00Z' }),
			422,
			/future/,
		);
	});

	test('an expired link is 410', async () => {
		const program = await start(sampleSpecs.shortener);
		await program.call('POST', '/links', {
			url: 'https://a.com/',
			slug: 'old',
			expiresAt: '2999-01-01T00:00:00Z',
		});
		program.kept.set('links/old', String(program.kept.get('links/old')).replace('2999', '1999'));
		await expectProblem(await program.call('GET', '/old'), 410, /expired/);
	});
});

describe('poll', () => {
	const question = { question: 'Lunch?', options: ['Pizza', 'Soup'] };

	test('votes are counted once for each voter', async () => {
		const program = await start(sampleSpecs.poll);
		const { id } = await data(await program.call('POST', '/polls', question));
		const vote = (body: Data) => program.call('POST', `/polls/${String(id)}/votes`, body);
		expect((await vote({ option: 'Soup', voter: 'Ada' })).status).toBe(201);
		await vote({ option: '2' });
		await vote({ option: 'Pizza' });
		await expectProblem(await vote({ option: 'Pizza', voter: 'ada ' }), 409, /voted already/);
		await expectProblem(await vote({ option: 'Salad' }), 422, /one of/);
		program.restart();
		expect(await data(await program.call('GET', `/polls/${String(id)}/results`))).toMatchObject({
			total: 3,
			results: [
				{ text: 'Soup', votes: 2, share: 66.7 },
				{ text: 'Pizza', votes: 1, share: 33.3 },
			],
		});
	});

	test('a closed poll takes no votes', async () => {
		const { call } = await start(sampleSpecs.poll);
		const { id } = await data(await call('POST', '/polls', question));
		expect(await data(await call('POST', `/polls/${String(id)}/close`))).toMatchObject({ isOpen: false });
		await expectProblem(await call('POST', `/polls/${String(id)}/votes`, { option: '1' }), 409, /closed/);
		expect((await call('DELETE', `/polls/${String(id)}`)).status).toBe(204);
		await expectProblem(await call('GET', `/polls/${String(id)}/results`), 404, /no poll/);
	});

	test('a question needs two options', async () => {
		const { call } = await start(sampleSpecs.poll);
		await expectProblem(await call('POST', '/polls', { question: 'A?', options: ['Yes'] }), 422, /two/);
		await expectProblem(
			await call('POST', '/polls', { question: 'A?', options: ['Yes', 'Yes '] }),
			422,
			/once/,
		);
		await expectProblem(await call('POST', '/polls', { options: ['Yes', 'No'] }), 422, /question is missing/);
	});
});

describe('inbox', () => {
	test('keeps JSON, forms and text, in order, over a restart', async () => {
		const program = await start(sampleSpecs.inbox);
		const form = new FormData();
		form.set('name', 'Ada');
		for (const body of [{ paid: true }, new URLSearchParams({ a: '1' }), form, 'plain'])
			expect((await program.call('POST', '/hooks/orders', body)).status).toBe(201);
		program.restart();
		const messages = await list(await program.call('GET', '/messages?hook=orders'));
		expect(messages.map(({ body }) => body)).toEqual([{ paid: true }, { a: '1' }, { name: 'Ada' }, 'plain']);
		const since = await program.call('GET', `/messages?since=${String(messages[1]?.['id'])}`);
		expect(await list(since)).toHaveLength(2);
		expect(await list(await program.call('GET', '/hooks'))).toMatchObject([{ name: 'orders', messages: 4 }]);
		expect((await program.call('DELETE', '/hooks/orders')).status).toBe(204);
		expect(await list(await program.call('GET', '/messages'))).toEqual([]);
	});

	test('a repeat is kept once, even when both come at the same time', async () => {
		const { call } = await start(sampleSpecs.inbox);
		const send = () => call('POST', '/hooks/pay', { order: 1 }, { 'idempotency-key': 'k1' });
		const answers = await Promise.all([send(), send()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
		const [first, second] = await Promise.all(answers.map(data));
		expect(first).toEqual(second);
	});

	test('refuses what cannot be read, is too large or has a strange name', async () => {
		const { call } = await start(sampleSpecs.inbox);
		const typed = { 'content-type': 'application/json' };
		await expectProblem(await call('POST', '/hooks/a', '{', typed), 400, /JSON/);
		await expectProblem(await call('POST', '/hooks/a', 'x'.repeat(300_000)), 413, /256 kB/);
		await expectProblem(await call('POST', '/hooks/a%20b', {}), 400, /letters/);
		await expectProblem(await call('GET', '/messages/none'), 404, /no message/);
	});

	test('a contact form wants its fields', async () => {
		const { call } = await start(specOf('inbox', 'Contact', { sentence: 'an endpoint for my contact form' }));
		await expectProblem(
			await call('POST', '/hooks/messages', { name: 'Ada', email: 'no' }),
			422,
			/email.*message is missing/,
		);
		const good = { name: 'Ada', email: 'ada@example.com', message: 'Hello' };
		expect(await data(await call('POST', '/hooks/messages', good))).toMatchObject({ body: good });
	});
});

describe('convert', () => {
	test.each([
		['value=100', 212],
		['value=1&from=mile&to=km', 1.609344],
		['value=0.1&from=m&to=cm', 10],
		['value=-40&from=f&to=c', -40],
		['value=3&from=feet&to=inches', 36],
		['value=2&from=EUR&to=eur', 2],
	])('%s', async (query, result) => {
		const { call } = await start(sampleSpecs.convert);
		expect(await data(await call('GET', `/convert?${query}`))).toMatchObject({ result });
	});

	test('a rate is set, kept over a restart, and reset', async () => {
		const program = await start(sampleSpecs.convert);
		expect((await program.call('PUT', '/rates/USD', { factor: 0.5 })).status).toBe(200);
		program.restart();
		const ten = () => program.call('GET', '/convert?value=10&from=usd&to=eur');
		expect(await data(await ten())).toMatchObject({ result: 5 });
		expect((await program.call('DELETE', '/rates/usd')).status).toBe(204);
		expect(await data(await ten())).toMatchObject({ result: 9.2 });
	});

	test('refuses what cannot be converted', async () => {
		const { call } = await start(sampleSpecs.convert);
		await expectProblem(await call('GET', '/convert?value=x'), 400, /number/);
		await expectProblem(await call('GET', '/convert?from=parsec'), 400, /parsec/);
		await expectProblem(await call('GET', '/convert?from=kg&to=km'), 422, /mass.*length/);
		await expectProblem(await call('PUT', '/rates/kg', { factor: 1 }), 404, /no currency/);
		await expectProblem(await call('PUT', '/rates/usd', { factor: 0 }), 422, /greater than 0/);
	});

	test('the sentence says which units are meant', async () => {
		const { call } = await start(
			specOf('convert', 'Miles', { sentence: 'api that turns miles into kilometres' }),
		);
		expect(await data(await call('GET', '/convert?value=2'))).toMatchObject({ result: 3.218688 });
	});
});

describe('flags', () => {
	test('a flag is set, evaluated, toggled and deleted', async () => {
		const program = await start(sampleSpecs.flags);
		const set = (body: Data) => program.call('PUT', '/flags/new', body);
		expect((await set({ enabled: true, percentage: 0, users: ['ada'] })).status).toBe(201);
		program.restart();
		const forUser = async (user: string) =>
			(await data(await program.call('GET', `/evaluate?user=${user}`)))['flags'];
		expect([await forUser('ada'), await forUser('bob')]).toEqual([{ new: true }, { new: false }]);
		expect(await data(await set({ percentage: 100 }))).toMatchObject({ users: ['ada'], enabled: true });
		expect(await forUser('bob')).toEqual({ new: true });
		await program.call('POST', '/flags/new/toggle');
		expect(await forUser('ada')).toEqual({ new: false });
		expect((await program.call('DELETE', '/flags/new')).status).toBe(204);
		await expectProblem(await program.call('GET', '/flags/new'), 404, /no flag/);
	});

	test('a share of users is about that share, and each keeps their side', async () => {
		const { call } = await start(sampleSpecs.flags);
		await call('PUT', '/flags/new', { enabled: true, percentage: 30 });
		const users = Array.from({ length: 400 }, (_, index) => `user-${index}`);
		const ask = async () =>
			Promise.all(
				users.map(async (user) =>
					JSON.stringify((await data(await call('GET', `/evaluate?user=${user}`)))['flags']),
				),
			);
		const [first, second] = [await ask(), await ask()];
		expect(first).toEqual(second);
		const share = first.filter((text) => text.includes('true')).length / users.length;
		expect(share).toBeGreaterThan(0.2);
		expect(share).toBeLessThan(0.4);
	});

	test('refuses odd keys and shares', async () => {
		const { call } = await start(sampleSpecs.flags);
		await expectProblem(await call('PUT', '/flags/a%20b', {}), 400, /key/);
		await expectProblem(await call('PUT', '/flags/a', { percentage: 101 }), 422, /0 to 100/);
		await expectProblem(await call('PUT', '/flags/a', { enabled: 'yes' }), 422, /true or false/);
		await expectProblem(await call('GET', '/evaluate'), 400, /user/);
		await expectProblem(await call('POST', '/flags/none/toggle'), 404, /no flag/);
	});
});
