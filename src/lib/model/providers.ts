/** What the person is shown of a vendor of models, and what a key of theirs is bound to. Plain data: no SDK behind it. */
export interface ProviderFacts {
	readonly id: string;
	/** As the person knows it: "OpenAI". */
	readonly title: string;
	/** Address of the API, without a slash at the end. A key of this vendor goes to its origin and nowhere else. */
	readonly baseUrl: string;
	readonly needsKey: boolean;
	/** Where a person gets a key. */
	readonly keyUrl?: string;
	/** What only a key of this vendor looks like: catches one pasted into the wrong field. */
	readonly keyPattern?: RegExp;
	/** Runs on this machine: what is asked does not leave it. */
	readonly isLocal?: boolean;
}

/** Every vendor the product knows, in the order they are offered. */
const VENDORS = {
	openai: {
		title: 'OpenAI',
		baseUrl: 'https://api.openai.com/v1',
		needsKey: true,
		keyUrl: 'https://platform.openai.com/api-keys',
		keyPattern: /^sk-(proj|svcacct|admin)-/,
	},
	anthropic: {
		title: 'Anthropic',
		baseUrl: 'https://api.anthropic.com',
		needsKey: true,
		keyUrl: 'https://platform.claude.com/settings/keys',
		keyPattern: /^sk-ant-/,
	},
	gemini: {
		title: 'Google Gemini',
		baseUrl: 'https://generativelanguage.googleapis.com',
		needsKey: true,
		keyUrl: 'https://aistudio.google.com/apikey',
		keyPattern: /^(AIza|AQ\.)/,
	},
	openrouter: {
		title: 'OpenRouter',
		baseUrl: 'https://openrouter.ai/api/v1',
		needsKey: true,
		keyUrl: 'https://openrouter.ai/settings/keys',
		keyPattern: /^sk-or-/,
	},
	groq: {
		title: 'Groq',
		baseUrl: 'https://api.groq.com/openai/v1',
		needsKey: true,
		keyUrl: 'https://console.groq.com/keys',
		keyPattern: /^gsk_/,
	},
	mistral: {
		title: 'Mistral',
		baseUrl: 'https://api.mistral.ai/v1',
		needsKey: true,
		keyUrl: 'https://console.mistral.ai/api-keys',
	},
	deepseek: {
		title: 'DeepSeek',
		baseUrl: 'https://api.deepseek.com',
		needsKey: true,
		keyUrl: 'https://platform.deepseek.com/api_keys',
	},
	xai: {
		title: 'xAI',
		baseUrl: 'https://api.x.ai/v1',
		needsKey: true,
		keyUrl: 'https://console.x.ai',
		keyPattern: /^xai-/,
	},
	ollama: {
		title: 'Ollama',
		baseUrl: 'http://localhost:11434/v1',
		needsKey: false,
		isLocal: true,
	},
	'lm-studio': {
		title: 'LM Studio',
		baseUrl: 'http://localhost:1234/v1',
		needsKey: false,
		isLocal: true,
	},
	vllm: {
		title: 'vLLM',
		baseUrl: 'http://localhost:8000/v1',
		needsKey: false,
		isLocal: true,
	},
} satisfies Readonly<Record<string, Omit<ProviderFacts, 'id'>>>;

export const PROVIDERS: readonly ProviderFacts[] = Object.entries(VENDORS).map(([id, facts]) => ({
	id,
	...facts,
}));

/** Facts of a vendor that the product knows. */
export const factsOf = (id: keyof typeof VENDORS): ProviderFacts => ({ id, ...VENDORS[id] });

const ENDPOINT = 'endpoint:';

/** The id of an address that the person added: the address itself, so that neither can be changed without the other. */
export const endpointId = (baseUrl: string): string => ENDPOINT + baseUrl;

/** Facts by id, of a vendor or of an address the person added; undefined for anything else. */
export function providerFacts(id: string): ProviderFacts | undefined {
	const known = PROVIDERS.find((provider) => provider.id === id);
	if (known || !id.startsWith(ENDPOINT)) return known;
	const baseUrl = endpointAddress(id.slice(ENDPOINT.length));
	if (baseUrl === undefined || endpointId(baseUrl) !== id) return undefined;
	return {
		id,
		title: new URL(baseUrl).host,
		baseUrl,
		needsKey: false,
		isLocal: isLoopback(new URL(baseUrl)),
	};
}

/** The address as it is kept, without a slash at the end; undefined where it is no https address, nor http on this machine. */
export function endpointAddress(text: string): string | undefined {
	const url = URL.parse(text.trim());
	if (!url || url.username || url.password || url.search || url.hash) return undefined;
	const address = url.href.replace(/\/+$/, '');
	return isSafeOrigin(url.origin) && address.length <= 180 ? address : undefined;
}

/** Exactly an origin, of https or of http on this machine, that can stand in a Content-Security-Policy. */
export function isSafeOrigin(text: string): boolean {
	const url = URL.parse(text);
	if (url?.origin !== text || !/^[a-z0-9.:/[\]-]+$/.test(text)) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** The same for sockets: wss, or ws on this machine. */
export const isSafeSocketOrigin = (text: string): boolean =>
	text.startsWith('ws') && isSafeOrigin(text.replace(/^ws/, 'http'));

/** The vendor whose keys alone look like this. */
export const vendorOfKey = (key: string): ProviderFacts | undefined =>
	PROVIDERS.find(({ keyPattern }) => keyPattern?.test(key));

const isLoopback = ({ hostname }: URL): boolean =>
	hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
