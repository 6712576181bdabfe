import { describe, expect, test } from 'vitest';
import { entity, specOf } from './specs.fixture.ts';
import { toolOf, type Tool } from './testing/tool.ts';

/** Runs lines of the shell one after the other on a fresh tool. */
async function session(kit: string, more: Parameters<typeof specOf>[2] = {}) {
	const tool: Tool = await toolOf(specOf(kit, 'Tool', more));
	const out = async (line: string): Promise<string> => {
		const { stdout, stderr } = await tool.shell(line);
		return stdout + stderr;
	};
	const put = (path: string, text: string) =>
		tool.fetch(new Request(`http://tool/files/${path}`, { method: 'PUT', body: text }));
	return { ...tool, out, put };
}

describe('text', () => {
	test.each([
		["printf 'b\\na\\nb\\n' | tool unique --count", '2\tb\n1\ta\n'],
		["printf 'item10\\nitem9\\n' | tool sort", 'item9\nitem10\n'],
		["printf 'a b a' | tool top -n 1", '     2  a\n'],
		["printf 'ann@x.org, b' | tool search -oe '\\S+@\\w+\\.\\w+'", 'ann@x.org\n'],
		["echo 'Hello big World' | tool case snake", 'hello_big_world\n'],
		["echo 'a.b' | tool replace . '$1'", 'a$1b\n'],
		["echo '2026-01' | tool replace -e '(\\d+)-(\\d+)' '$2/$1'", '01/2026\n'],
		["printf 'one two three' | tool wrap --width 8", 'one two\nthree\n'],
		["printf 'a bb\\nccc d\\n' | tool columns", 'a    bb\nccc  d\n'],
		["printf 'abcdef x' | tool columns --width 4", 'abc…  x\n'],
		["echo x | tool search '['", ''],
	])('%s', async (line, expected) => {
		expect((await (await session('cli-text')).shell(line)).stdout).toBe(expected);
	});

	test('no hit ends with 1, a broken pattern with 2', async () => {
		const { shell } = await session('cli-text');
		expect((await shell('echo a | tool search b')).exitCode).toBe(1);
		expect(await shell("echo a | tool search -e '['")).toMatchObject({ exitCode: 2 });
	});

	test('a mistyped command is guessed', async () => {
		expect(await (await session('cli-text')).out('tool cuont')).toContain('Did you mean "count"?');
	});
});

describe('csv', () => {
	const QUOTED = 'name,note\r\n"Lee, Ann","said ""hi""\nand left"\r\nBob,\r\n';

	test('quotes, doubled quotes and line breaks in cells survive there and back', async () => {
		const { run } = await session('cli-csv');
		const json = await run(['convert', '--to', 'json'], QUOTED);
		expect(JSON.parse(json.stdout)).toEqual([
			{ name: 'Lee, Ann', note: 'said "hi"\nand left' },
			{ name: 'Bob', note: null },
		]);
		expect((await run(['select', 'name,note'], QUOTED)).stdout).toBe(QUOTED.replaceAll('\r', ''));
	});

	test.each([
		["tool filter 'units>=5 and region=North' data/sales.csv | tool select id", 'id\n1\n'],
		['tool sum units --by region --to csv data/sales.csv', 'region,units\nNorth,18\nSouth,22\nWest,9\n'],
		['tool sort price --reverse data/sales.csv | tool select id | head -2', 'id\n6\n'],
		["printf 'a;b\\n1;2\\n' | tool convert", '[\n  {\n    "a": 1,\n    "b": 2\n  }\n]\n'],
		["printf 'id\\n007\\n' | tool convert --to jsonl", '{"id":"007"}\n'],
		['echo \'[{"a":1},{"b":"x,y"}]\' | tool convert --to csv', 'a,b\n1,\n,"x,y"\n'],
		[
			'tool join data/sales.csv data/regions.csv --by region | tool select manager | sort -u',
			'manager\nNadia\nSam\n',
		],
	])('%s', async (line, expected) => {
		expect(await (await session('cli-csv')).out(line)).toBe(expected);
	});

	test('a column that is not there is named with those that are', async () => {
		const ran = await (await session('cli-csv')).shell('tool sum size data/sales.csv');
		expect(ran).toMatchObject({ exitCode: 1 });
		expect(ran.stderr).toContain('There are: id, date');
	});
});

describe('data', () => {
	test('YAML becomes JSON and YAML again', async () => {
		const { out } = await session('cli-data');
		const value: unknown = JSON.parse(await out('tool convert data/settings.yaml'));
		expect(value).toEqual({
			name: 'tea shop',
			port: 8080,
			debug: false,
			hosts: ['example.com', 'www.example.com'],
			limits: { requests: 100, window: 60 },
			notes: 'Two lines\nof text\n',
		});
		expect(
			JSON.parse(await out('tool convert data/settings.yaml --to yaml | tool convert --from yaml')),
		).toEqual(value);
	});

	test.each([
		['- a: 1\n  b:\n    - x\n    - y: 2\n- c', [{ a: 1, b: ['x', { y: 2 }] }, 'c']],
		['a: [1, "b, c", {d: e}]\nf: {}\n', { a: [1, 'b, c', { d: 'e' }], f: {} }],
		[
			"key: 'it''s' # note\nurl: http://x.org/#a\n\"q: \": null",
			{ key: "it's", url: 'http://x.org/#a', 'q: ': null },
		],
		['a: >\n  one\n  two\n\nb: |-\n  x', { a: 'one two\n', b: 'x' }],
		['list:\n- 1\n- 2\nend: true', { list: [1, 2], end: true }],
	])('YAML %j', async (yaml, expected) => {
		const { run } = await session('cli-data');
		expect(JSON.parse((await run(['convert', '--from', 'yaml'], yaml)).stdout)).toEqual(expected);
	});

	test.each([
		["tool query '[].name' data/people.json --raw", 'Ann\nBen\nCleo\n'],
		["tool query '[-1].tags[0]' data/people.json --raw", 'chess\n'],
		['echo \'{"b":1,"a":2}\' | tool format --sort --compact', '{"a":2,"b":1}\n'],
		['echo \'{"a":{"b":1}}\' | tool keys', 'a.b = 1\n'],
		["echo '{' | tool validate", 'Input: Line 2, column 1'],
		[
			'tool convert data/people.csv --to yaml',
			'- name: Ann\n  age: 34\n  city: Oslo\n- name: Ben\n  age: 27\n  city: Turin\n',
		],
	])('%s', async (line, expected) => {
		expect(await (await session('cli-data')).out(line)).toContain(expected);
	});

	test('differences and merges', async () => {
		const { out, put, shell } = await session('cli-data');
		await put('a.json', '{"x":1,"y":{"z":[1]}}');
		await put('b.json', '{"y":{"z":[2],"w":0}}');
		expect(await out('tool diff a.json b.json')).toBe('- x = 1\n~ y.z[0] = 1 -> 2\n+ y.w = 0\n');
		expect((await shell('tool diff a.json a.json')).exitCode).toBe(0);
		expect(JSON.parse(await out('tool merge a.json b.json'))).toEqual({ x: 1, y: { z: [1, 2], w: 0 } });
	});
});

describe('records', () => {
	const expenses = entity(
		'expense',
		'Expenses',
		{ name: 'amount', label: 'Amount', type: 'money' },
		{ name: 'category', label: 'Category', type: 'enum', options: ['Food', 'Travel'] },
		{ name: 'date', label: 'Date', type: 'date' },
		{ name: 'paid', label: 'Paid', type: 'boolean' },
	);

	test('entries are added, changed, totalled and taken away, with typed fields', async () => {
		const { out, shell } = await session('cli-records', { entities: [expenses] });
		expect(await out('tool add 12.50 foo')).toBe('Added expense 1: 12.50\n');
		await out('tool add 4,50 --category Travel --date 2026-02-01');
		expect(await shell('tool add lots')).toMatchObject({
			exitCode: 2,
			stderr: expect.stringContaining('a number such as 12.50') as string,
		});
		expect(await shell('tool add 1 --date never')).toMatchObject({ exitCode: 2 });
		expect(await out('tool total --by category')).toContain('Travel      4.50');
		expect(await out('tool total')).toBe('17.00\n');
		expect(await out('tool done 2; tool list --where paid=yes')).toContain('Travel');
		expect(await out('tool edit 1 --amount 20; tool show 1')).toContain('20.00');
		expect(await out('tool list --sort amount --json | tool search absent')).toContain('No expense matches');
		expect(await out('tool remove 1 > /dev/null; tool list')).not.toContain('20.00');
		expect(await shell('tool remove 9')).toMatchObject({ exitCode: 1 });
		expect(await out('tool export')).toBe('id,amount,category,date,paid\n2,4.5,Travel,2026-02-01,true\n');
		expect(await out('tool export > all.csv; tool import all.csv; tool total')).toContain('9.00');
	});

	test('damaged data is said and left alone', async () => {
		const { put, shell } = await session('cli-records', { entities: [expenses] });
		await put('expenses.json', '{ not json');
		expect(await shell('tool add 1')).toMatchObject({
			exitCode: 1,
			stderr: expect.stringContaining('nothing was changed') as string,
		});
		expect((await shell('cat expenses.json')).stdout).toBe('{ not json');
	});

	test('a second kind of entry is reached by its name', async () => {
		const shop = entity('shop', 'Shops', { name: 'name', label: 'Name', type: 'text' });
		const { out } = await session('cli-records', { entities: [expenses, shop] });
		expect(await out('tool add Corner shop --in shops; tool list --in shops')).toContain('Corner shop');
	});
});

describe('password', () => {
	test('passwords have the length and the sorts of signs that are asked for', async () => {
		const { run } = await session('cli-password');
		const made = (await run(['new', '-n', '50', '-l', '16'])).stdout.trim().split('\n');
		expect(new Set(made).size).toBe(50);
		for (const each of made)
			expect(each).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!#$%&*+\-=?@^_~]).{16}$/);
		expect((await run(['new', '--clear', '--no-symbols', '-n', '30'])).stdout).not.toMatch(/[l1IO0o]/);
		expect((await run(['phrase', '-w', '4', '-s', ' '])).stdout).toMatch(/^[a-z]+( [a-z]+){3}\n$/);
		expect((await run(['pin', '-l', '4'])).stdout).toMatch(/^\d{4}\n$/);
		expect((await run(['token', '--uuid'])).stdout).toMatch(/^[\da-f-]{36}\n$/);
		expect(await run(['check'], 'password1')).toMatchObject({ exitCode: 1 });
		expect(await run(['check'], 'vR7#kPz!2mQx9Lw')).toMatchObject({ exitCode: 0 });
		expect(await run(['new', '--length', 'x'])).toMatchObject({ exitCode: 2 });
	});
});

test.each([
	['cli-units', 'tool convert 5 miles to km', '5 mi = 8.04672 km\n'],
	['cli-units', 'tool convert 72 F to C -d 1', '72 f = 22.2 c\n'],
	['cli-units', 'tool convert 1 kg to km', 'kilogram is a unit of weight'],
	['cli-units', "printf '1 ft to cm\\n' | tool convert", '1 ft = 30.48 cm\n'],
	['cli-units', 'tool base 0xff --to 2', '11111111\n'],
	['cli-units', 'tool roman 1994 MMXXVI', 'MCMXCIV\n2026\n'],
	['cli-units', 'tool words 1234', 'one thousand two hundred and thirty-four\n'],
	['cli-units', "tool colour 'hsl(220,60%,50%)'", '#3366cc'],
	['cli-units', 'tool rate eur usd 1.25; tool money 10 USD to EUR', '10.00 USD = 8.00 EUR\n'],
	['cli-calc', "tool eval '2 * (3 + 4)^2 - -1'", '99\n'],
	['cli-calc', "tool eval '-2^2 + 5! + 15% * 80'", '128\n'],
	['cli-calc', "tool eval '0.1 + 0.2'", '0.3\n'],
	['cli-calc', "printf 'x = 3\\nx^2\\nans + 1\\n' | tool eval", '3\n9\n10\n'],
	['cli-calc', "tool eval '1 / 0'", 'Nothing can be divided by zero'],
	['cli-calc', 'tool fibonacci 10 | tail -1', '34\n'],
	['cli-calc', 'tool primes 20 30', '23\n29\n'],
	['cli-calc', 'tool factors 360', '360 = 2 × 2 × 2 × 3 × 3 × 5\n'],
	['cli-calc', 'tool stats 2 4 4 5', 'median     4\n'],
	['cli-calc', 'tool loan 100000 6 30', 'monthly   599.55'],
	['cli-dates', 'tool between 2024-01-31 2026-03-01', '760 days\n2 years, 1 month, 1 day\n'],
	['cli-dates', 'tool add 2026-01-31 1 month', '2026-02-28 Saturday\n'],
	['cli-dates', 'tool info 2027-01-01', '2026-W53'],
	['cli-dates', 'tool calendar 2 2027', ' Mo  Tu  We  Th  Fr  Sa  Su\n  1   2   3   4   5   6   7\n'],
	['cli-dates', 'tool between 2026-11-23 2026-11-30 --workdays', '5 workdays\n'],
	['cli-dates', 'tool stamp 0x; tool stamp 1700000000', '2023-11-14T22:13:20.000Z\n'],
	['cli-encode', 'tool encode base64 Grüße | tool decode base64', 'Grüße\n'],
	['cli-encode', 'tool hash md5 hello', '5d41402abc4b2a76b9719d911017c592\n'],
	[
		'cli-encode',
		'tool hash sha256 abc',
		'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n',
	],
	['cli-encode', 'tool encode morse SOS now | tool decode morse', 'sos now\n'],
	['cli-encode', 'tool decode base64 "%%%"', 'This is not base64.'],
	['cli-encode', 'tool encode hex Hi', '4869\n'],
	['cli-encode', "tool decode html '&lt;a &#x1F600;&gt;'", '<a 😀>\n'],
	['cli-files', "tool rename 'IMG_(\\d+)' 'trip-$1-{nn}' data/photos --go; tool tree", 'trip-0001-01.txt'],
	['cli-files', 'tool duplicates', 'data/photos/IMG_0001.txt\n  = data/photos/copy of one.txt\n'],
	['cli-files', 'tool lines data', 'Python        1     4         1      2\n'],
	['cli-files', "tool rename '.*' same.txt data/photos", 'Two files would be called'],
	['cli-timer', 'tool start write; tool status', 'write: 0 s\n'],
	['cli-timer', 'tool stop', 'Nothing is running.'],
	['cli-timer', 'tool wait 0s tea --quiet', 'tea\n'],
	['cli-timer', 'tool wait soon', 'is no time such as 5m'],
	[
		'cli-markdown',
		'tool toc data/guide.md',
		'- [Tea guide](#tea-guide)\n  - [Boil](#boil)\n  - [Pour](#pour)\n',
	],
	['cli-markdown', 'tool links --check data/guide.md', '(there is no such heading)'],
	['cli-markdown', 'tool html data/guide.md', '<th style="text-align:right">Minutes</th>'],
	[
		'cli-markdown',
		"printf '<script>x</script> **a** `<b>`' | tool html",
		'<p>&lt;script&gt;x&lt;/script&gt; <strong>a</strong> <code>&lt;b&gt;</code></p>\n',
	],
	['cli-markdown', "printf '[x](javascript:alert(1))' | tool html", '<p>[x](javascript:alert(1))</p>\n'],
	[
		'cli-markdown',
		"printf -- '- a\\n  - b\\n- [x] c\\n' | tool html",
		'<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li><input type="checkbox" disabled checked> c</li>\n</ul>\n',
	],
])('%s: %s', async (kit, line, expected) => {
	expect(await (await session(kit)).out(line)).toContain(expected);
});

test('dates are read as people write them', async () => {
	const { out } = await session('cli-dates');
	for (const text of ['2026-03-01', '1.3.2026', "'1 mar 2026'", "'March 1, 2026'"])
		expect(await out(`tool info ${text}`)).toContain('2026-03-01');
	expect(await out('tool info 2026-02-30')).toContain('is no date');
});
