/** How a server is started: by options, else by the environment. */
export interface Settings {
	readonly port: number;
	readonly host: string;
	/** Path of the file that holds the data. */
	readonly data: string;
	/** Addresses of linked APIs by the names of their links. */
	readonly links: ReadonlyMap<string, string>;
}

export const helpFor = (name: string): string => `Serves ${name} over HTTP.

Usage: node ${name}.mjs [options]

  --port NUMBER       port to listen at; 0 takes a free one (PORT, else 8787)
  --host NAME         address to listen at; 0.0.0.0 lets other devices in (HOST, else 127.0.0.1)
  --data FILE         where the data is kept (else ${name}.data.json)
  --link NAME=URL     where a linked API answers; once for each link
  --help              prints this
`;

/** Reads the command line. Null asks for help. Throws, in plain words, for what is no option. */
export function settingsFrom(
	name: string,
	argv: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
): Settings | null {
	const given = new Map<string, string>();
	const links = new Map<string, string>();
	const rest = argv.flatMap((each) => (each.startsWith('--') ? each.split(/=(.*)/s).slice(0, 2) : [each]));
	while (rest.length > 0) {
		const option = rest.shift() ?? '';
		if (option === '--help' || option === '-h') return null;
		const value = rest.shift();
		if (!['--port', '--host', '--data', '--link'].includes(option)) throw new Error(`There is no ${option}.`);
		if (value === undefined) throw new Error(`${option} needs a value.`);
		if (option === '--link') links.set(...linkFrom(value));
		else given.set(option, value);
	}
	const port = Number(given.get('--port') ?? env['PORT'] ?? 8787);
	if (!Number.isInteger(port) || port < 0 || port > 65535)
		throw new Error('--port has to be from 0 to 65535.');
	const host = given.get('--host') ?? env['HOST'] ?? '127.0.0.1';
	return { port, host, data: given.get('--data') ?? `${name}.data.json`, links };
}

function linkFrom(text: string): [name: string, address: string] {
	const [, name = '', address = ''] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
	if (name === '') throw new Error('--link has to be NAME=URL, such as log=http://localhost:8788.');
	return [name, address];
}
