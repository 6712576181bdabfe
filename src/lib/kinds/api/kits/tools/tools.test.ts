import { describe, expect, test } from 'vitest';
import { expectProblem, start } from '../../program.fixture.ts';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';

type Data = Record<string, unknown>;
const data = async (answer: Response): Promise<Data> => (await answer.json()) as Data;

describe('tools', () => {
	const ask = async (sentence: string, path: string): Promise<Response> =>
		(await start(specOf('tools', 'Tool', { sentence }))).call('GET', path);

	test.each([
		['endpoint returning the nth prime number', '/prime?n=10', { prime: 29 }],
		['api for fibonacci numbers', '/fibonacci?n=100', { fibonacci: '354224848179261915075' }],
		['factorial service', '/factorial?n=20', { factorial: '2432902008176640000' }],
		[
			'microservice which computes VAT for a price',
			'/vat?price=100&rate=19',
			{ net: 100, vat: 19, gross: 119 },
		],
		['tip calculator api', '/tip?bill=80&percent=15&people=4', { tip: 12, total: 92, each: 23 }],
		['loan calculator api', '/loan?amount=1200&rate=0&years=1', { monthly: 100, interest: 0 }],
		['HTTP service to validate email addresses', '/validate-email?email=a..b@c.d', { isValid: false }],
		['roman numerals endpoint', '/roman?number=1994', { roman: 'MCMXCIV' }],
		['palindrome checker api', '/palindrome?text=Never%20odd%20or%20even', { isPalindrome: true }],
		[
			'endpoint that slugifies titles',
			'/slugify?text=Cr%C3%A8me%20br%C3%BBl%C3%A9e!',
			{ slug: 'creme-brulee' },
		],
		['word count service', '/count?text=It%E2%80%99s%20two%20words', { words: 3 }],
		['base64 api', '/base64?text=SGVsbG8&decode=true', { result: 'Hello' }],
		['hello world endpoint', '/hello?name=Ada', { message: 'Hello, Ada!' }],
		['health check endpoint', '/health', { status: 'ok' }],
		['weekday api', '/date?date=2028-02-29', { weekday: 'Tuesday', dayOfYear: 60, isLeapYear: true }],
		['days between two dates', '/days?from=2026-12-01&to=2026-12-24', { days: 23 }],
		['api that adds two numbers', '/calculate?a=0.1&b=0.2', { result: 0.3 }],
		['average of numbers api', '/statistics?numbers=4,1,2', { sum: 7, median: 2, most: 4 }],
		['body mass index api', '/bmi?weight=70&height=175', { bmi: 22.9, category: 'normal' }],
		['discount endpoint', '/discount?price=59.99&percent=15', { price: 50.99, saved: 9 }],
	])('%s: %s', async (sentence, path, expected) => {
		expect(await data(await ask(sentence, path))).toMatchObject(expected);
	});

	test('chance stays within its bounds', async () => {
		const { call } = await start(sampleSpecs.tools);
		const numbers = new Set<unknown>();
		for (let time = 0; time < 200; time++) numbers.add((await data(await call('GET', '/number')))['number']);
		expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5, 6]);
		const roll = await data(await ask('rolls dice', '/roll?sides=4&count=100'));
		expect((roll['rolls'] as number[]).every((side) => side >= 1 && side <= 4)).toBe(true);
		const { uuids } = await data(await ask('uuid api', '/uuid?count=50'));
		expect(new Set(uuids as string[]).size).toBe(50);
		expect((uuids as string[])[0]).toMatch(
			/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
		);
		expect((await data(await ask('password generator', '/password?length=20')))['password']).toHaveLength(20);
	});

	test('an echo answers with what was sent', async () => {
		const { call } = await start(
			specOf('tools', 'Echo', { sentence: 'http server that echoes the request' }),
		);
		expect(await data(await call('POST', '/echo?a=1', 'hello'))).toMatchObject({
			method: 'POST',
			query: { a: '1' },
			body: 'hello',
		});
	});

	test('refuses what does not fit, by name', async () => {
		await expectProblem(await ask('prime', '/prime'), 400, /n is missing/);
		await expectProblem(await ask('prime', '/prime?n=0'), 400, /from 1 to 10000/);
		await expectProblem(await ask('current time', '/time?zone=Moon'), 422, /Moon/);
		await expectProblem(
			await ask('add two numbers', '/calculate?a=1&b=0&operation=divide'),
			422,
			/no result/,
		);
		await expectProblem(await ask('base64', '/base64?decode=true&text=*'), 422, /Base64/);
		await expectProblem(await ask('leap year', '/date?date=2026-02-30'), 400, /a date/);
	});
});
