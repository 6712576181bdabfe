/** The lines that every client ends with. They are text, because they run where the client runs. */
export const CLIENT_RUNTIME = `/** An answer that is no success. \`body\` is what it held: JSON where it was JSON, else text. */
export class ApiError extends Error {
	readonly status: number;
	readonly body: unknown;

	constructor(status: number, body: unknown) {
		super(\`The API answered \${status}\`);
		this.name = 'ApiError';
		this.status = status;
		this.body = body;
	}
}

interface Part {
	in: string;
	name: string;
	style: string;
	explode: boolean;
	json?: boolean;
	value: unknown;
}

async function call(method: string, template: string, parts: Part[], signal?: AbortSignal): Promise<unknown> {
	const given = parts.filter((part) => part.value !== undefined && !(part.value === null && part.in !== 'body'));
	const headers = new Headers(extraHeaders);
	for (const part of given) if (part.in === 'header') headers.set(part.name, part.json ? JSON.stringify(part.value) : write(part, ',', String));
	const body = bodyOf(given.find((part) => part.in === 'body'), headers);
	const pairs = given.filter((part) => part.in === 'query').flatMap(query);
	const [path = '', fragment] = template.split('#');
	const target = path.replace(/\\{([^{}]+)\\}/g, (_, name: string) => fill(name, given));
	const address = base + target + (pairs.length > 0 ? (target.includes('?') ? '&' : '?') + pairs.join('&') : '') + (fragment ? '#' + fragment : '');
	const response = await send(new Request(address, { method, headers, ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) }));
	const value = await valueOf(response);
	if (!response.ok) throw new ApiError(response.status, value);
	return value;
}

async function valueOf(response: Response): Promise<unknown> {
	const type = response.headers.get('content-type') ?? '';
	if (response.status === 204 || response.status === 205) return undefined;
	if (type !== '' && !/json|text|xml|javascript|urlencoded/.test(type)) return response.blob();
	const content = await response.text();
	if (content === '') return undefined;
	if (!/json/.test(type)) return content;
	try {
		return JSON.parse(content);
	} catch {
		return content;
	}
}

function bodyOf(part: Part | undefined, headers: Headers): BodyInit | undefined {
	if (!part) return undefined;
	const { value, style } = part;
	if (value instanceof FormData) return value;
	if (style === 'multipart/form-data') {
		const form = new FormData();
		for (const [name, each] of entries(value)) for (const item of Array.isArray(each) ? each : [each]) form.append(name, item instanceof Blob ? item : text(item));
		return form;
	}
	headers.set('content-type', style);
	if (value instanceof Blob) return value;
	if (style === 'application/x-www-form-urlencoded') return entries(value).flatMap(([name, each]) => brackets(name, each)).join('&');
	return /json/.test(style) ? JSON.stringify(value) : text(value);
}

function fill(name: string, given: Part[]): string {
	const bare = name.replace(/=.*$/, '').replace(/^[+*]|[+*]$/g, '');
	const part = given.find((each) => each.in === 'path' && each.name === bare);
	if (!part) throw new TypeError(bare + ' is required');
	const isWide = bare !== name;
	const encoded = (value: unknown) => (isWide ? text(value).split('/').map(encode).join('/') : encode(text(value)));
	if (part.json) return encode(JSON.stringify(part.value));
	const prefix = part.style === 'label' ? '.' : part.style === 'matrix' ? ';' : '';
	const separator = prefix !== '' && part.explode ? prefix : ',';
	const named = part.style === 'matrix' ? encode(part.name) + '=' : '';
	if (Array.isArray(part.value) && part.explode) return prefix + part.value.map((each) => named + encoded(each)).join(separator);
	const isSpread = part.explode && typeof part.value === 'object';
	return prefix + (isSpread ? '' : named) + write(part, separator, encoded);
}

function query(part: Part): string[] {
	const { name, style, explode, value } = part;
	if (part.json) return [encode(name) + '=' + encode(JSON.stringify(value))];
	if (style === 'deepObject') return brackets(name, value);
	const separator = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '|' : ',';
	const encoded = (each: unknown) => encode(text(each));
	if (Array.isArray(value) && explode) return value.map((each) => encode(name) + '=' + encoded(each));
	if (explode && typeof value === 'object') return entries(value).map(([key, each]) => encode(key) + '=' + encoded(each));
	return [encode(name) + '=' + write({ ...part, explode: false }, separator, encoded)];
}

function write({ value, explode }: Part, separator: string, encoded: (value: unknown) => string): string {
	const asText = (each: unknown) => encoded(text(each));
	if (Array.isArray(value)) return value.map(asText).join(separator);
	if (typeof value !== 'object' || value === null) return asText(value);
	return entries(value).map(([key, each]) => asText(key) + (explode ? '=' : separator) + asText(each)).join(separator);
}

function brackets(name: string, value: unknown): string[] {
	if (Array.isArray(value)) {
		const isPlain = value.every((each) => typeof each !== 'object' || each === null);
		return value.flatMap((each, index) => brackets(isPlain && !name.includes('[') ? name : name + '[' + index + ']', each));
	}
	if (typeof value === 'object' && value !== null) return entries(value).flatMap(([key, each]) => brackets(name + '[' + key + ']', each));
	return [encode(name).replace(/%5B/g, '[').replace(/%5D/g, ']') + '=' + encode(text(value))];
}

const entries = (value: unknown): [string, unknown][] => Object.entries(value ?? {}).filter(([, each]) => each !== undefined);
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? '');
const encode = (value: string): string => encodeURIComponent(value).replace(/[!'()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase());`;
