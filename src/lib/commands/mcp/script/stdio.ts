/** The part of Node that the server needs. */
interface NodeProcess {
	readonly stdin: AsyncIterable<Uint8Array>;
	readonly stdout: { write(text: string): unknown };
}

export interface ScriptTool {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly inputSchema: unknown;
	readonly annotations: { readonly readOnlyHint: boolean };
	call(input: unknown): Promise<unknown>;
}

export interface ScriptFacts {
	readonly name: string;
	readonly title: string;
	readonly version: string;
	readonly tools: readonly ScriptTool[];
}

type Member = Readonly<Record<string, unknown>>;
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

/** An MCP server over standard input and output, one JSON-RPC message a line, until the input ends. */
export async function serveTools(facts: ScriptFacts, process: NodeProcess): Promise<void> {
	const running = new Set<Promise<void>>();
	for await (const line of linesOf(process.stdin)) {
		if (line.trim() === '') continue;
		const answering = answerTo(line, facts).then((answer) => {
			if (answer) process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...answer })}\n`);
		});
		running.add(answering);
		void answering.finally(() => running.delete(answering));
	}
	await Promise.all(running);
}

async function answerTo(line: string, facts: ScriptFacts): Promise<Member | undefined> {
	const message = parsed(line);
	if (!message) return { id: null, error: { code: -32_700, message: 'This line is no JSON object.' } };
	const { id, method } = message;
	// What has no id wants no answer, and what has no method is one.
	if (id === undefined || typeof method !== 'string') return undefined;
	const parameters = memberOf(message['params']);
	if (method === 'initialize') return { id, result: greeting(facts, parameters['protocolVersion']) };
	if (method === 'ping') return { id, result: {} };
	if (method === 'tools/list') return { id, result: { tools: facts.tools.map(described) } };
	if (method === 'tools/call') return { id, ...(await called(facts, parameters)) };
	return { id, error: { code: -32_601, message: `There is no method "${method}" here.` } };
}

const greeting = ({ name, title, version }: ScriptFacts, asked: unknown): Member => ({
	protocolVersion: VERSIONS.find((each) => each === asked) ?? VERSIONS[0],
	capabilities: { tools: {} },
	serverInfo: { name, title, version },
});

const described = ({ name, title, description, inputSchema, annotations }: ScriptTool): Member => ({
	...{ name, title, description, inputSchema, annotations },
});

async function called({ tools }: ScriptFacts, { name, arguments: input }: Member): Promise<Member> {
	const tool = tools.find((each) => each.name === name);
	if (!tool) return { error: { code: -32_602, message: `There is no tool "${String(name)}" here.` } };
	try {
		return { result: { content: [textPart(await tool.call(input ?? {}))] } };
	} catch (error) {
		const { body } = memberOf(error);
		const words = error instanceof Error ? error.message : String(error);
		return { result: { isError: true, content: [textPart(body ?? words)] } };
	}
}

const textPart = (value: unknown): Member => ({
	type: 'text',
	text: typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? ''),
});

function parsed(line: string): Member | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return isMember(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

const isMember = (value: unknown): value is Member =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const memberOf = (value: unknown): Member => (isMember(value) ? value : {});

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const piece of stream) {
		const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	yield rest;
}
