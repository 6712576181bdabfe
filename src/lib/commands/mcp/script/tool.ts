interface Run {
	readonly argv: readonly string[];
	readonly stdin: AsyncIterable<Uint8Array>;
	readonly stdout: Writer;
	readonly stderr: Writer;
	exitCode: number;
}
interface Writer {
	write(text: string): unknown;
	on(): unknown;
}
interface Called {
	readonly argv: readonly string[];
	readonly stdin: string;
	readonly files: Readonly<Record<string, string>>;
}

/** A command line tool by its HTTP face: `POST /run` and one address for each sub-command. `run` calls its program once. */
export const toolFetch =
	(run: (process: Run, files: Readonly<Record<string, string>>) => Promise<void>) =>
	async (request: Request): Promise<Response> => {
		const command = decodeURIComponent(new URL(request.url).pathname).split('/').slice(2).filter(Boolean);
		const { argv, stdin, files } = calledBy(await request.text());
		const [stdout, stderr] = [new Kept(), new Kept()];
		const process: Run = {
			argv: ['node', 'tool', ...command, ...argv],
			stdin: piecesOf(stdin),
			...{ stdout, stderr, exitCode: 0 },
		};
		await run(process, files);
		const { exitCode } = process;
		return Response.json({ stdout: stdout.text, stderr: stderr.text, exitCode });
	};

/** The body of a call; what is missing or of another shape is empty. */
function calledBy(text: string): Called {
	const value: unknown = text === '' ? {} : JSON.parse(text);
	const member = (name: string): unknown =>
		typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	const [argv, stdin, files] = [member('argv'), member('stdin'), member('files')];
	return {
		argv: Array.isArray(argv) ? argv.map(String) : [],
		stdin: typeof stdin === 'string' ? stdin : '',
		files: Object.fromEntries(Object.entries(files ?? {}).map(([path, content]) => [path, String(content)])),
	};
}

class Kept implements Writer {
	text = '';
	write = (more: string): void => void (this.text += more);
	on = (): void => undefined;
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(new TextEncoder().encode(text));
}
