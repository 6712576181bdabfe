import { LIBRARIES } from './check.ts';

/** What a model must know to write a command line tool. */
export const guide = `A CLI is a command line tool in TypeScript. A person runs it in a terminal in the browser, alone or in a pipe of a bash; other creations call it over HTTP.

Files:
- \`aether.json\` names the tool (its \`name\` is the command) and its entry, \`src/main.ts\`. Leave its \`id\` as it is.
- \`src/main.ts\` has a default export, the function that runs the command. Further files hold the rest. Relative imports carry the extension.
- \`data/\` holds sample files the tool can be tried on.
- \`README.md\` with a section "Examples": one \`\`\`sh block, one complete command line per line. They become buttons, so each must work as it stands on the files in \`data/\`.
- \`openapi.yaml\`: OpenAPI 3.1 with \`POST /run\` (body \`{argv: string[], stdin?: string}\`, answer \`{stdout, stderr, exitCode, files}\`) and one \`POST /run/NAME\` per sub-command.

The contract of \`src/main.ts\`:
\`\`\`ts
export interface CliIo {
	readonly argv: readonly string[]; // without the name of the command
	readonly stdin: AsyncIterable<string> & { text(): Promise<string>; lines(): AsyncIterable<string> };
	readonly stdout: { write(text: string): void };
	readonly stderr: { write(text: string): void };
	readonly files: {
		read(path: string): Promise<string>; // a missing file fails with error.code 'ENOENT'
		readBytes(path: string): Promise<Uint8Array>;
		write(path: string, content: string | Uint8Array): Promise<void>; // kept for good
		list(folder?: string): Promise<string[]>;
		remove(path: string): Promise<void>;
	};
	readonly env: Readonly<Record<string, string>>;
}
export default async function main(io: CliIo): Promise<number | void> // the exit code, 0 when none
\`\`\`

A whole example:
\`\`\`ts
import type { CliIo } from './io.ts';

const HELP = \`Usage: shout [--times N] [FILE…]

Prints text in capital letters. Without FILE, or with -, it reads standard input.

Options:
  --times N   repeat each line N times (default 1)
  --help      show this text

Examples:
  shout data/poem.txt
  echo hello | shout --times 2
\`;

export default async function main({ argv, stdin, stdout, stderr, files }: CliIo): Promise<number> {
	if (argv.includes('--help') || argv.includes('-h')) {
		stdout.write(HELP);
		return 0;
	}
	let times = 1;
	const paths: string[] = [];
	for (let index = 0; index < argv.length; index++) {
		const word = argv[index] ?? '';
		if (word === '--times') times = Number(argv[++index]);
		else if (word.startsWith('-') && word !== '-') {
			stderr.write(\`shout: unknown option \${word}. Try --help.\\n\`);
			return 2;
		} else paths.push(word);
	}
	if (!Number.isInteger(times) || times < 1) {
		stderr.write('shout: --times needs a whole number from 1.\\n');
		return 2;
	}
	for (const path of paths.length > 0 ? paths : ['-']) {
		try {
			const text = path === '-' ? await stdin.text() : await files.read(path);
			for (const line of text.replace(/\\n$/, '').split('\\n'))
				stdout.write(\`\${line.toUpperCase()}\\n\`.repeat(times));
		} catch (error) {
			stderr.write(\`shout: \${error instanceof Error ? error.message : String(error)}\\n\`);
			return 1;
		}
	}
	return 0;
}
\`\`\`

Rules:
- \`--help\` prints the usage with examples and ends with 0. Results go to stdout, complaints to stderr. Exit codes: 0 done, 1 failed, 2 called wrongly.
- It works in a pipe: without a file it reads stdin, it prints plain lines, no colours unless asked with --color, and ends every line with a line break.
- There is no Node: no \`fs\`, \`path\`, \`process.stdin\`, \`require\`, no npm packages except ${LIBRARIES.join(', ')}. \`console.log\`, \`process.argv\` and \`process.exit\` work, \`io\` is better.
- There is no network unless \`aether.json\` names origins under \`grants.net\`.
- What other creations should hear of is published with \`import { publish } from 'aether:events'\`: \`await publish('report.written', { path })\`.
- There is no network unless \`aether.json\` names https origins under \`grants.net\` and the person allows them.
- Write what must be kept with \`io.files.write\`, as JSON or text that people can read.
- Output above 1 MB and loops that never pause are stopped. Read large input with \`stdin.lines()\`.
- Python: when the person asks for it, or the tool they have is Python, write \`src/main.py\` and name it as the entry instead of \`src/main.ts\`. It is Python 3.14 with the standard library alone: \`argparse\` (its \`--help\` must work), \`sys.stdin\`, \`print\`, \`sys.exit(code)\`, files by \`open\` relative to where it is called. No pip packages, subprocesses, threads or sockets. Modules beside it are imported by their name; keep it in one file where that is reasonable, since one file can be downloaded and run by python3 as it is. Never mix Python and TypeScript in one tool.
- In the shell, \`python FILE\` and \`python -c CODE\` work as well.
- Say what is wrong and what would be right: "--from needs a date such as 2026-01-31", never a stack.`;
