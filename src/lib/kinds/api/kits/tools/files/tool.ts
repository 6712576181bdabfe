import { json, Problem, type Fault, type Routes } from '../../shared/files/http.ts';

export interface Parameter {
	readonly name: string;
	readonly description: string;
	readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'date';
	readonly required?: true;
	/** What is meant when it is left out. */
	readonly usual?: string | number | boolean;
	readonly least?: number;
	readonly most?: number;
	readonly example: string | number | boolean;
}

/** The parameters as they were read. */
export class Input {
	readonly #values: ReadonlyMap<string, string | number | boolean>;

	constructor(values: ReadonlyMap<string, string | number | boolean>) {
		this.#values = values;
	}

	text(name: string): string {
		return String(this.#values.get(name) ?? '');
	}

	number(name: string): number {
		return Number(this.#values.get(name) ?? 0);
	}

	is(name: string): boolean {
		return this.#values.get(name) === true;
	}

	has(name: string): boolean {
		return this.#values.has(name);
	}
}

export type Output = Readonly<
	Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

/** Something that is worked out from what is sent along, at one address. */
export interface Tool {
	readonly path: string;
	/** operationId. */
	readonly id: string;
	readonly summary: string;
	readonly parameters: readonly Parameter[];
	/** An answer, for the document. */
	readonly example: Output;
	/** Throws 422 for what fits by its type but makes no sense. */
	readonly run: (input: Input) => Output | Promise<Output>;
}

/** `GET {path}?…` for each tool. Answers are never kept by callers: chance and clocks change them. */
export const routesOf = (tools: readonly Tool[]): Routes =>
	Object.fromEntries(
		tools.map((tool) => [
			tool.path,
			{
				GET: async ({ url }) =>
					json(await tool.run(readInput(tool.parameters, url.searchParams)), { 'cache-control': 'no-store' }),
			},
		]),
	);

function readInput(parameters: readonly Parameter[], query: URLSearchParams): Input {
	const faults: Fault[] = [];
	const values = new Map<string, string | number | boolean>();
	for (const parameter of parameters) {
		const { name, required, usual } = parameter;
		const text = query.get(name);
		const value = text === null ? usual : valueOf(parameter, text);
		if (value !== undefined) values.set(name, value);
		else if (text !== null) faults.push({ field: name, message: `${name} has to be ${wanted(parameter)}` });
		else if (required) faults.push({ field: name, message: `${name} is missing` });
	}
	if (faults.length > 0)
		throw new Problem(400, `${faults.map(({ message }) => message).join('. ')}.`, { faults });
	return new Input(values);
}

function valueOf(parameter: Parameter, text: string): string | number | boolean | undefined {
	const { type, least = -Infinity, most = Infinity } = parameter;
	if (type === 'text') return text;
	if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
	if (type === 'date') return isDay(text) ? text : undefined;
	const number = Number(text);
	const fits = text.trim() !== '' && Number.isFinite(number) && number >= least && number <= most;
	return fits && (type === 'number' || Number.isInteger(number)) ? number : undefined;
}

function isDay(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10;
}

function wanted({ type, least, most }: Parameter): string {
	if (type === 'boolean') return 'true or false';
	if (type === 'date') return 'a date such as 2026-03-31';
	const kind = type === 'integer' ? 'a whole number' : 'a number';
	if (least === undefined && most === undefined) return kind;
	if (most === undefined) return `${kind}, at least ${least}`;
	return least === undefined ? `${kind}, at most ${most}` : `${kind} from ${least} to ${most}`;
}

/** The tool with other values for what is left out. */
export const withUsual = (tool: Tool, usual: Readonly<Record<string, string | number>>): Tool => ({
	...tool,
	parameters: tool.parameters.map((parameter) => {
		const value = usual[parameter.name];
		return value === undefined ? parameter : { ...parameter, usual: value, example: value };
	}),
});

/** Rounded to twelve digits, so that 0.1 + 0.2 looks like 0.3. */
export const neat = (value: number): number => Number(value.toPrecision(12));

/** To the cent. */
export const cents = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100;
