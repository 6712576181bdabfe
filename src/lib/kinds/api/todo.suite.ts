import { expect, test } from 'vitest';

/** An API under test, known by nothing but its address: every call is an HTTP request. */
export interface Served {
	readonly fetch: (request: Request) => Promise<Response>;
	/** Where the list of to-dos is. */
	readonly list: string;
}

interface Todo {
	readonly url: string;
	readonly id: string;
	readonly title: string;
	readonly completed: boolean;
	readonly order: number | null;
}

const PAGE = 'https://a-page-somewhere.example';

/**
 * What public suites for a to-do API ask: those in the manner of Todo-Backend, and those of a plain resource. `open` gives
 * a list that nothing else uses meanwhile.
 */
export function todoSuite(open: () => Promise<Served>): void {
	async function begin() {
		const { fetch, list } = await open();
		const call = async (method: string, url: string, body?: unknown, headers: HeadersInit = {}) =>
			fetch(
				new Request(url, {
					method,
					headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
					...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
				}),
			);
		await call('DELETE', list);
		const read = async (url: string) => (await (await call('GET', url)).json()) as Todo;
		const all = async (query = '') => (await (await call('GET', list + query)).json()) as Todo[];
		const add = async (body: object) => (await (await call('POST', list, body)).json()) as Todo;
		return { call, list, read, all, add };
	}

	test('the list answers, is JSON, and is empty after everything was deleted', async () => {
		const { call, list, all, add } = await begin();
		await add({ title: 'a todo' });
		expect((await call('DELETE', list)).ok).toBe(true);
		const answer = await call('GET', list);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
		expect(await all()).toEqual([]);
	});

	test('a page of another origin may do all of it, and is told so beforehand', async () => {
		const { call, list, add } = await begin();
		const { url } = await add({ title: 'a todo' });
		for (const address of [list, url, `${list}?completed=maybe`, `${url}-absent`])
			expect(
				(await call('GET', address, undefined, { origin: PAGE })).headers.get('access-control-allow-origin'),
			).toBe('*');
		for (const [address, method] of [
			[list, 'POST'],
			[list, 'DELETE'],
			[url, 'PATCH'],
			[url, 'PUT'],
			[url, 'DELETE'],
		] as const) {
			const asked = {
				'access-control-request-method': method,
				'access-control-request-headers': 'content-type',
			};
			const answer = await call('OPTIONS', address, undefined, { origin: PAGE, ...asked });
			expect(answer.ok).toBe(true);
			expect(answer.headers.get('access-control-allow-origin')).toBe('*');
			expect(answer.headers.get('access-control-allow-methods')).toContain(method);
			expect(answer.headers.get('access-control-allow-headers')).toContain('content-type');
		}
	});

	test('what is posted comes back with its address, is not completed, and is in the list', async () => {
		const { call, list, all, read } = await begin();
		const answer = await call('POST', list, { title: 'walk the dog' });
		expect(answer.status).toBe(201);
		const todo = (await answer.json()) as Todo;
		expect(todo).toMatchObject({ title: 'walk the dog', completed: false });
		expect(todo.url).toMatch(/^https?:\/\//);
		expect(new URL(answer.headers.get('location') ?? '', list).href).toBe(todo.url);
		expect(await read(todo.url)).toEqual(todo);
		expect(await all()).toEqual([todo]);
	});

	test('title, completed and order are changed by PATCH, and stay so', async () => {
		const { call, add, all, read } = await begin();
		const todo = await add({ title: 'initial title', order: 10 });
		expect(todo.order).toBe(10);
		for (const change of [{ title: 'bathe the cat' }, { completed: true }, { order: 95 }]) {
			const answer = await call('PATCH', todo.url, change);
			expect(answer.status).toBe(200);
			expect(await answer.json()).toMatchObject(change);
		}
		const changed = { title: 'bathe the cat', completed: true, order: 95, url: todo.url };
		expect(await read(todo.url)).toMatchObject(changed);
		expect(await all()).toMatchObject([changed]);
	});

	test('PUT replaces, and can be repeated', async () => {
		const { call, add, read } = await begin();
		const { url } = await add({ title: 'old', order: 3 });
		const whole = { title: 'new', completed: true, order: 7 };
		for (let n = 0; n < 2; n++) expect(await (await call('PUT', url, whole)).json()).toMatchObject(whole);
		expect(await read(url)).toMatchObject({ ...whole, url });
	});

	test('one is deleted with 204 and is 404 from then on; the others stay', async () => {
		const { call, add, all } = await begin();
		const [gone, stays] = [await add({ title: 'gone' }), await add({ title: 'stays' })];
		const answer = await call('DELETE', gone.url);
		expect([answer.status, await answer.text()]).toEqual([204, '']);
		for (const [method, body] of [
			['GET'],
			['DELETE'],
			['PATCH', { title: 'x' }],
			['PUT', { title: 'x' }],
		] as const) {
			const missing = await call(method, gone.url, body);
			expect(missing.status).toBe(404);
			expect(missing.headers.get('content-type')).toMatch(/json/);
			expect(await missing.json()).toMatchObject({ status: 404 });
		}
		expect(await all()).toEqual([stays]);
	});

	test('what cannot be a to-do is refused with the reason, and nothing is kept', async () => {
		const { call, list, all } = await begin();
		for (const body of [
			{},
			{ title: '' },
			{ title: 7 },
			{ title: 'a', completed: 'yes' },
			'{ broken',
			'[]',
		]) {
			const answer = await call('POST', list, body);
			expect([400, 422]).toContain(answer.status);
			expect(answer.headers.get('content-type')).toMatch(/json/);
		}
		expect((await call('POST', list, 'title=a', { 'content-type': 'text/plain' })).status).toBe(415);
		expect(await all()).toEqual([]);
	});

	test('a method that an address does not have is 405 and names those that it has', async () => {
		const { call, list, add } = await begin();
		const { url } = await add({ title: 'a' });
		for (const [method, address] of [
			['PUT', list],
			['PATCH', list],
			['POST', url],
		] as const) {
			const answer = await call(method, address, { title: 'a' });
			expect(answer.status).toBe(405);
			expect(answer.headers.get('allow')).toContain('GET');
		}
	});

	test('HEAD answers as GET without a body, OPTIONS with what is allowed', async () => {
		const { call, list, add } = await begin();
		const { url } = await add({ title: 'a' });
		for (const address of [list, url]) {
			const head = await call('HEAD', address);
			expect([head.status, await head.text()]).toEqual([200, '']);
			expect(head.headers.get('content-type')).toMatch(/^application\/json/);
			expect((await call('OPTIONS', address)).headers.get('allow')).toContain('GET');
		}
	});

	test('the list is filtered, sorted and paged', async () => {
		const { call, list, add, all } = await begin();
		for (const [title, order, completed] of [
			['b', 2, true],
			['a', 3, false],
			['c', 1, false],
		] as const)
			await add({ title, order, completed });
		const titles = async (query: string) => (await all(query)).map(({ title }) => title).join('');
		expect(await titles('')).toBe('bac');
		expect(await titles('?completed=false')).toBe('ac');
		expect(await titles('?sort=order')).toBe('cba');
		expect(await titles('?sort=title&order=desc')).toBe('cba');
		expect(await titles('?limit=2&offset=1')).toBe('ac');
		expect((await call('GET', `${list}?limit=1`)).headers.get('x-total-count')).toBe('3');
		expect((await call('GET', `${list}?limit=none`)).status).toBe(400);
	});

	test('many at once are all kept', async () => {
		const { add, all } = await begin();
		const titles = Array.from({ length: 25 }, (_, index) => `todo ${index}`);
		await Promise.all(titles.map((title) => add({ title })));
		expect((await all()).map(({ title }) => title).sort()).toEqual([...titles].sort());
	});
}
