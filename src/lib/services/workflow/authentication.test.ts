import { expect, test } from 'vitest';
import { newWorld, outputOf } from './runs.test-data.ts';
import { standardFault } from './fault.ts';
import type { AttachedSecret } from './workflow.ts';

const call = (authentication: string, use = '') => `${use}do:
  - ask:
      call: http
      with:
        method: get
        endpoint: { uri: 'https://api.example.com/x', authentication: ${authentication} }
`;
function worldWith() {
	const attached: AttachedSecret[] = [];
	const world = newWorld({
		attach: async (secret) => void attached.push(secret),
		secret: (name) => Promise.reject(standardFault('authorization', `no value of ${name}`)),
	});
	world.answer = () => Response.json({ fine: true });
	return { world, attached };
}

test.each([
	[call('{ bearer: { use: KEY } }'), 'bearer'],
	[call('{ basic: { use: KEY } }'), 'basic'],
	[call('{ use: api }', 'use: { authentications: { api: { bearer: { use: KEY } } } }\n'), 'bearer'],
	[call('api', 'use: { authentications: { api: { bearer: { use: KEY } } } }\n'), 'bearer'],
])(
	'a secret that a call names is left to the network, for the address of the call: %#',
	async (text, scheme) => {
		const { world, attached } = worldWith();
		expect(await outputOf(text, {}, world)).toEqual({ fine: true });
		expect(attached).toEqual([{ name: 'KEY', scheme, url: 'https://api.example.com/x' }]);
		expect(world.calls.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
	},
);

test('what stands in the document itself is sent as it says', async () => {
	const { world, attached } = worldWith();
	await outputOf(call('{ bearer: { token: abc } }'), {}, world);
	expect(world.calls[0]?.headers['authorization']).toBe('Bearer abc');
	expect(attached).toEqual([]);
});

test('where a secret would have to be read, the run fails with the reason and sends nothing', async () => {
	const { world } = worldWith();
	expect(await outputOf(call('{ oauth2: { use: KEY } }'), {}, world)).toMatchObject({
		error: { detail: expect.stringContaining('would have to read it') as unknown },
	});
	const expression = `use: { secrets: [KEY] }
do:
  - ask:
      input: { from: '\${ $secrets.KEY }' }
      set: { got: '\${ . }' }
`;
	expect(await outputOf(expression, {}, world)).toMatchObject({ error: { detail: 'no value of KEY' } });
	expect(world.calls).toEqual([]);
});
