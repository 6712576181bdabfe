import { expect, test } from 'vitest';
import { cutInto } from '#lib/conformance/chunks.ts';
import { applyEdits } from './apply.ts';
import { collect } from './collect.ts';
import { EditReader } from './reader.ts';

type Tree = Readonly<Record<string, string>>;

/** What the files become by a reply, the same for every way to cut it. */
function filesAfter(reply: string, files: Tree = {}): Tree {
	const results = cutInto(reply).map(({ chunks }) => {
		const reader = new EditReader();
		const { operations } = collect([...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]);
		return Object.fromEntries(applyEdits(new Map(Object.entries(files)), operations).files);
	});
	for (const result of results) expect(result).toEqual(results[0]);
	return results[0] as Tree;
}

const F = '```';
const PAGE = 'export const a = 1;\nexport const b = 2;\nexport const c = 3;\n';

/** Name, reply, files before, files after. */
const replies: readonly (readonly [string, string, Tree, Tree])[] = [
	[
		'our own tags',
		`Sure.\n<aether:file path="src/a.ts" key="k7">\n${PAGE}</aether:file key="k7">\n<aether:edit path="b.ts" key="k7">\n<<<<<<< SEARCH\nlet x = 1;\n=======\nlet x = 2;\n>>>>>>> REPLACE\n</aether:edit key="k7">\n<aether:delete path="c.ts" key="k7"/>\n<aether:move from="d.ts" to="e/d.ts" key="k7"/>\nDone.`,
		{ 'b.ts': 'let x = 1;\n', 'c.ts': '', 'd.ts': 'd\n' },
		{ 'src/a.ts': PAGE, 'b.ts': 'let x = 2;\n', 'e/d.ts': 'd\n' },
	],
	[
		'a tag spread over lines',
		`<aether:file\n  path="a.ts"\n  key="k"\n>\n${PAGE}</aether:file key="k">\n`,
		{},
		{ 'a.ts': PAGE },
	],
	[
		'our tags without a key',
		`<aether:file path="a.ts">\n${PAGE}</aether:file>\nThat is all.\n`,
		{},
		{ 'a.ts': PAGE },
	],
	[
		'a file that quotes the protocol',
		`<aether:file path="doc.md" key="q1">\n# Tags\n<aether:file path="x" key="k">\nhi\n</aether:file key="k">\n</aether:file>\nend\n</aether:file key="q1">\n`,
		{},
		{ 'doc.md': '# Tags\n<aether:file path="x" key="k">\nhi\n</aether:file key="k">\n</aether:file>\nend\n' },
	],
	[
		'a closer behind the last line',
		`<aether:file path="a.txt" key="q1">\nlast</aether:file key="q1">\nBye`,
		{},
		{ 'a.txt': 'last' },
	],
	[
		'a closer that forgot the key, then the next file',
		`<aether:file path="a.ts" key="q1">\n${PAGE}</aether:file>\n\n<aether:file path="b.ts" key="q1">\nb\n</aether:file>\n`,
		{},
		{ 'a.ts': PAGE, 'b.ts': 'b\n' },
	],
	[
		'a missing closer before the next file',
		`<aether:file path="a.ts" key="q1">\n${PAGE}<aether:file path="b.ts" key="q1">\nb\n</aether:file key="q1">\n`,
		{},
		{ 'a.ts': PAGE, 'b.ts': 'b\n' },
	],
	[
		'bolt artifacts with a command',
		`I will.\n\n<boltArtifact id="x" title="X > Y">\n  <boltAction type="file" filePath="src/a.ts">${PAGE}  </boltAction>\n  <boltAction type="shell">npm install</boltAction>\n  <boltAction type="file" filePath='b.css'>\na{}\n</boltAction>\n</boltArtifact>\n\nDone.`,
		{},
		{ 'src/a.ts': PAGE, 'b.css': 'a{}\n' },
	],
	[
		'bolt with the project folder and a one-line file',
		`<boltArtifact id="a"><boltAction type="file" filePath="/home/project/a.txt">hello</boltAction></boltArtifact>`,
		{},
		{ 'a.txt': 'hello' },
	],
	[
		'dyad tags',
		`<dyad-write path="src/a.tsx" description="Adds <A>">\n${PAGE}</dyad-write>\n<dyad-rename from="b.ts" to="c.ts"></dyad-rename>\n<dyad-delete path="d.ts"></dyad-delete>\n<dyad-search-replace path="e.ts" description="x">\n<<<<<<< SEARCH\n:start_line:1\n-------\none\n=======\ntwo\n>>>>>>> REPLACE\n</dyad-search-replace>\n<dyad-chat-summary>Sum</dyad-chat-summary>\n`,
		{ 'b.ts': 'b', 'd.ts': 'd', 'e.ts': 'one\n' },
		{ 'src/a.tsx': PAGE, 'c.ts': 'b', 'e.ts': 'two\n' },
	],
	[
		'lovable tags',
		`<lov-code>\n<lov-write file_path="src/a.ts">\n${PAGE}</lov-write>\n</lov-code>`,
		{},
		{ 'src/a.ts': PAGE },
	],
	[
		'an artifact that is changed',
		`<artifact identifier="snake" type="update" title="T">\n<old_str>const SPEED = 200;</old_str>\n<new_str>const SPEED = 120;</new_str>\n<old_str>scoreboard</old_str>\n<new_str>score board</new_str>\n</artifact>`,
		{ 'snake.html': '<p>scoreboard</p>\n  const SPEED = 200;\n' },
		{ 'snake.html': '<p>score board</p>\n  const SPEED = 120;\n' },
	],
	[
		'an artifact with a fence inside',
		`<antArtifact identifier="my-app" type="application/vnd.ant.react" title="App">\n${F}tsx\n${PAGE}${F}\n</antArtifact>`,
		{},
		{ 'my-app.tsx': PAGE },
	],
	[
		'a lobe artifact with a path',
		`<lobeArtifact identifier="src/App.tsx" type="x" title="App">\n${PAGE}</lobeArtifact>`,
		{},
		{ 'src/App.tsx': PAGE },
	],
	[
		'a directive',
		`Look:\n:::artifact{identifier="page" type="text/html" title="Page"}\n${F}html\n<p>\n:::\n</p>\n${F}\n:::\nBye`,
		{},
		{ 'page.html': '<p>\n:::\n</p>\n' },
	],
	...(
		[
			['file=', `${F}ts file=src/a.ts`],
			['file="…"', `${F}tsx file="src/a.ts" type="react"`],
			['title=', `${F}ts title="src/a.ts"`],
			['a path as second word', `${F}ts src/a.ts`],
			['a path behind a colon', `${F}ts:src/a.ts`],
			['only a path', `${F}src/a.ts`],
			['braces', `${F}ts {file=src/a.ts}`],
			['filename=', `~~~ts filename=./src/a.ts`],
			['bold above', `**src/a.ts**\n${F}ts`],
			['a heading above', `### \`src/a.ts\`\n\n${F}ts`],
			['a label above', `File: src/a.ts\n${F}ts`],
			['a colon above', `src/a.ts:\n${F}`],
			['a list mark above', `1. **\`src/a.ts\`** (new)\n\n${F}typescript`],
			['a sentence above', `Here is the updated \`src/a.ts\`:\n\n${F}ts`],
			['a labelled comment inside', `${F}ts\n// file: src/a.ts`],
			['bold with a colon', `**File: \`src/a.ts\`**\n${F}ts`],
			['a remark behind the path', `**src/a.ts** - the values\n${F}ts`],
			['a comment above', `<!-- src/a.ts -->\n${F}ts`],
			['create above', `#### Create \`src/a.ts\`\n${F}ts`],
		] as const
	).map(
		([name, head]) =>
			[
				`a fence with ${name}`,
				`Intro.\n\n${head}\n${PAGE}${head.startsWith('~') ? '~~~' : F}\n\nBye.`,
				{},
				{ 'src/a.ts': PAGE },
			] as const,
	),
	[
		'a comment that is only a path',
		`${F}ts\n// src/a.ts\n${PAGE}${F}`,
		{},
		{ 'src/a.ts': `// src/a.ts\n${PAGE}` },
	],
	['an address in JSON', `${F}json\n// data/a.json\n{}\n${F}`, {}, { 'data/a.json': '{}\n' }],
	[
		'fences that are examples',
		`Run this for \`src/a.ts\`:\n\n${F}bash\nnpm i\n${F}\n\n${F}ts\nfoo();\n${F}\n### Node.js\n${F}js\nx\n${F}`,
		{ 'src/a.ts': 'a' },
		{ 'src/a.ts': 'a' },
	],
	[
		'tags quoted in an example',
		`${F}xml\nLike this:\n<dyad-write path="x.ts">\nhi\n</dyad-write>\n${F}\n`,
		{},
		{},
	],
	[
		'tags wrapped in a fence',
		`${F}xml\n<dyad-write path="x.ts">\nhi\n</dyad-write>\n${F}\nBye\n${F}bash\nls\n${F}`,
		{},
		{ 'x.ts': 'hi\n' },
	],
	[
		'Markdown with fences inside',
		`${F}md file=README.md\n# T\n${F}bash\nnpm i\n${F}\nend\n${F}\nBye`,
		{},
		{ 'README.md': `# T\n${F}bash\nnpm i\n${F}\nend\n` },
	],
	[
		'aider blocks',
		`src/a.ts\n${F}typescript\n<<<<<<< SEARCH\nexport const a = 1;\n=======\nexport const a = 9;\n>>>>>>> REPLACE\n${F}\n\nnew.py\n${F}python\n<<<<<<< SEARCH\n=======\nprint(1)\n>>>>>>> REPLACE\n${F}\n`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': PAGE.replace('a = 1', 'a = 9'), 'new.py': 'print(1)\n' },
	],
	[
		'aider blocks with the path inside the fence, twice the same file',
		`${F}diff\nsrc/a.ts\n<<<<<<< SEARCH\nexport const a = 1;\n=======\nexport const a = 9;\n>>>>>>> REPLACE\n${F}\nand\n${F}\n<<<<<<< SEARCH\nexport const c = 3;\n=======\n>>>>>>> REPLACE\n${F}`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': 'export const a = 9;\nexport const b = 2;\n' },
	],
	[
		'bare blocks with other marks',
		`src/a.ts\n------- SEARCH\nexport const a = 1;\n=======\nexport const a = 9;\n+++++++ REPLACE\n\n------- SEARCH>\nexport const c = 3;\n=======\nexport const c = 8;\n+++++++ REPLACE\nDone.`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': 'export const a = 9;\nexport const b = 2;\nexport const c = 8;\n' },
	],
	[
		'a patch',
		`*** Begin Patch\n*** Add File: n/new.txt\n+hi\n+\n+you\n*** Update File: src/a.ts\n*** Move to: src/z.ts\n@@\n export const a = 1;\n-export const b = 2;\n+export const b = 5;\n export const c = 3;\n*** Delete File: old.txt\n*** End Patch\n`,
		{ 'src/a.ts': PAGE, 'old.txt': 'x' },
		{ 'src/z.ts': PAGE.replace('b = 2', 'b = 5'), 'n/new.txt': 'hi\n\nyou\n' },
	],
	[
		'a patch in a fence and a here-document',
		`${F}bash\napply_patch <<'EOF'\n*** Begin Patch\n*** Update File: src/a.ts\n@@ export const a = 1;\n-export const b = 2;\n+export const b = 5;\n*** End Patch\nEOF\n${F}\nDone`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': PAGE.replace('b = 2', 'b = 5') },
	],
	[
		'a unified diff',
		`${F}diff\ndiff --git a/src/a.ts b/src/a.ts\nindex 123..456 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,3 +1,3 @@\n export const a = 1;\n-export const b = 2;\n+export const b = 5;\n export const c = 3;\n--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1,2 @@\n+one\n+two\n--- a/old.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n${F}\n`,
		{ 'src/a.ts': PAGE, 'old.txt': 'x' },
		{ 'src/a.ts': PAGE.replace('b = 2', 'b = 5'), 'new.txt': 'one\ntwo\n' },
	],
	[
		'a unified diff without a fence and without numbers',
		`Here:\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ ... @@\n export const a = 1;\n-export const b = 2;\n+export const b = 5;\nDone.`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': PAGE.replace('b = 2', 'b = 5') },
	],
	[
		'a diff whose path stands above',
		`**src/a.ts**\n${F}diff\n@@ -1,2 +1,2 @@\n export const a = 1;\n-export const b = 2;\n+export const b = 5;\n${F}`,
		{ 'src/a.ts': PAGE },
		{ 'src/a.ts': PAGE.replace('b = 2', 'b = 5') },
	],
	[
		'v0',
		`<CodeProject id="x">\n${F}tsx file="app/page.tsx"\n${PAGE}${F}\n<DeleteFile file="b.ts" reason="old" />\n<MoveFile from="c.ts" to="d.ts" />\n</CodeProject>`,
		{ 'b.ts': '', 'c.ts': 'c' },
		{ 'app/page.tsx': PAGE, 'd.ts': 'c' },
	],
];

test.each(replies)('%s is read', (_name, reply, before, after) => {
	expect(filesAfter(reply, before)).toEqual(after);
});

const bodies = (open: string, close: string) => ({ open, close });
const TAGS = {
	aether: bodies('<aether:file path="a.html" key="k3">', '</aether:file key="k3">'),
	bolt: bodies('<boltAction type="file" filePath="a.html">', '</boltAction>'),
	dyad: bodies('<dyad-write path="a.html">', '</dyad-write>'),
	lovable: bodies('<lov-write file_path="a.html">', '</lov-write>'),
	artifact: bodies('<artifact path="a.html" type="text/html" title="A">', '</artifact>'),
};

describeTags();

function describeTags(): void {
	const HTML = '  <p>a &lt; b &amp;amp;</p>\n<b>x</b>\n';
	for (const [name, { open, close }] of Object.entries(TAGS)) {
		const after = (reply: string) => filesAfter(reply);
		const inner = open.replace('k3', 'k9');
		const whole = { 'a.html': HTML };
		const cases: readonly (readonly [string, string, Tree])[] = [
			['a plain file with entities and an indented first line', `${open}\n${HTML}${close}`, whole],
			[
				'its own opening tag in the content',
				`${open}\n${inner}\n${HTML}${close}\n`,
				{ 'a.html': `${inner}\n${HTML}` },
			],
			[
				'its own closing tag in a string',
				`${open}\nconst s = "${close}";\n${HTML}${close}\n`,
				{ 'a.html': `const s = "${close}";\n${HTML}` },
			],
			[
				'its own closing tag on a line',
				`${open}\n</${tagName(close)}>\n${HTML}${close}\nBye`,
				{ 'a.html': `</${tagName(close)}>\n${HTML}` },
			],
			['a > inside an attribute', `${open.replace(/>$/, ' description="a > b">')}\n${HTML}${close}`, whole],
			['single quotes', `${open.replaceAll('"', "'")}\n${HTML}${close}`, whole],
			['no quotes', `${open.replace('"a.html"', 'a.html')}\n${HTML}${close}`, whole],
			[
				'a space behind the bracket',
				`${open.replace('<', '< ')}\n${HTML}${close.replace('</', '</ ')}`,
				whole,
			],
			['a doubled bracket', `${open.replace('<', '<<')}\n${HTML}${close.replace('<', '<<')}`, whole],
			['a fence around the body', `${open}\n${F}html\n${HTML}${F}\n${close}`, whole],
			['a fence around everything', `${F}xml\n${open}\n${HTML}${close}\n${F}\nBye`, whole],
			[
				'a rehearsal in the thoughts',
				`<think>\nI write\n${open}\nno\n${close}\n</think>\n${open}\n${HTML}${close}`,
				whole,
			],
			['only a rehearsal', `<think>${open}\nno\n${close}\n</think>Nothing to do.`, {}],
			[
				'upper case',
				`${open.replace(/^<[\w:-]+/, (head) => head.toUpperCase())}\n${HTML}${close.toUpperCase().replace('KEY="K3"', 'KEY="k3"')}`,
				whole,
			],
			['no closer at the end', `${open}\n${HTML}`, whole],
			['no closer behind a fence', `${open}\n${F}html\n${HTML}${F}\n`, whole],
			[
				'Windows line ends',
				`${open}\r\n${HTML.replaceAll('\n', '\r\n')}${close}\r\n`,
				{ 'a.html': HTML.replaceAll('\n', '\r\n') },
			],
			['a cut in the middle', `${open}\n${HTML}<div class="x`, {}],
		];
		test.each(cases)(`${name}: %s`, (_name, reply, expected) => {
			expect(after(reply)).toEqual(expected);
		});
	}
}

function tagName(close: string): string {
	return /^<\/([\w:-]+)/.exec(close)?.[1] ?? '';
}
