import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';

const HEAD = `document:
  dsl: '1.0.3'
  namespace: test
  name: test
  version: '1.0.0'
`;
const MANIFEST = {
	id: 'urn:aether:01J00000000000000000000000',
	name: 'x',
	title: 'x',
	kind: 'workflow',
	version: '1.0.0',
	entry: 'workflow.yaml',
	links: { db: { ref: 'urn:aether:01J00000000000000000000001', range: '^1.0.0' } },
};

const problemsOf = async (tasks: string): Promise<readonly string[]> =>
	(
		await inspect(
			new Map([
				['aether.json', JSON.stringify(MANIFEST)],
				['workflow.yaml', HEAD + tasks],
			]),
		)
	).map(({ line, message }) => `${line}: ${message}`);

test.each([
	['do:\n  - a:\n      set: { x: 1 }\n      then: nowhere\n', /^[89]: "then" leads to "nowhere"/],
	[
		'do:\n  - a:\n      switch:\n        - b:\n            when: .x\n            then: gone\n',
		/"then" leads to "gone"/,
	],
	['do:\n  - a:\n      sett: { x: 1 }\n', /^8: A task has one of/],
	['do:\n  - a:\n      set: { x: 1 }\n      cacth: 1\n', /^9: "cacth" does not belong/],
	['do: []\n', /no step/],
	['do:\n  - a: 5\n', /^7: A task is an object/],
	['do:\n  - a:\n      call: payy\n', /^8: "payy" is no protocol/],
	["do:\n  - a:\n      set: '${ .x | (1 }'\n", /^8: The expression opens "\("/],
	["do:\n  - a:\n      set: { x: '${ .y' }\n", /^8: An expression begins/],
	[
		'do:\n  - a:\n      if: .x == "open\n      set: {}\n',
		/^8: The expression has a text that is never closed/,
	],
	['do:\n  - a:\n      set: {}\n  - a:\n      set: {}\n', /^9: There are two steps called "a"/],
	[
		'do:\n  - a:\n      call: openapi\n      with: { document: { endpoint: "aether:shop" }, operationId: x }\n',
		/^9: "aether:shop" is not linked/,
	],
	[
		'do:\n  - a:\n      try:\n        - b:\n            set: {}\n      catch:\n        retry: gently\n',
		/no retry policy "gently"/,
	],
	['do:\n  - a:\n     set: {}\n    b: {}\n', /./],
])('%j is found, with its line', async (tasks, message) => {
	expect((await problemsOf(tasks)).join('\n')).toMatch(message);
});

test('what the DSL allows passes: loops, forks, functions, links, jq with texts in texts', async () => {
	const tasks = `use:
  functions:
    greet:
      set: { hello: true }
  retries:
    gently: { delay: PT1S }
do:
  - a:
      for: { each: x, in: .list }
      while: .go
      do:
        - b:
            call: greet
  - c:
      fork:
        branches:
          - d:
              set: '\${ "\\(.a | map("(\\(.)")) }" }'
  - e:
      try:
        - f:
            call: openapi
            with: { document: { endpoint: 'aether:db' }, operationId: x }
      catch:
        retry: gently
        do:
          - g:
              wait: PT1S
              then: exit
`;
	expect(await problemsOf(tasks)).toEqual([]);
});
