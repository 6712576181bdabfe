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
	readonly argv?: readonly string[];
	readonly stdin?: string;
	readonly files?: Readonly<Record<string, string>>;
}

/** A command line tool by its HTTP face: `POST /run` and one address for each sub-command. `run` calls its program once. */
export const toolFetch =
	(run: (process: Run, files: Readonly<Record<string, string>>) => Promise<void>) =>
	async (request: Request): Promise<Response> => {
		const command = decodeURIComponent(new URL(request.url).pathname).split('/').slice(2).filter(Boolean);
		const text = await request.text();
		const called: Called = text === '' ? {} : JSON.parse(text);
		const { argv = [], stdin = '', files = {} } = called;
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

class Kept implements Writer {
	text = '';
	write = (more: string): void => void (this.text += more);
	on = (): void => undefined;
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(new TextEncoder().encode(text));
}
