export interface StolenVault {
	readonly header: unknown;
	readonly rows: readonly { readonly id: string; readonly bytes: Uint8Array }[];
}

/** What a hostile script has at hand in the page; put there before the product starts. */
export interface Hostile {
	/** Everything that passed a hooked function or arrived in a message. */
	readonly seen: unknown[];
	/** The one that the product started. */
	keyWorker(): Worker;
	/** Text of a value, bytes as text and as base64. */
	dump(value: unknown): string;
	/** Asks a worker in the product's own words; what it answers, or "silence". */
	ask(worker: Worker, method: string, ...args: unknown[]): Promise<unknown>;
	/** The parts of an answer of a model. */
	generate(worker: Worker, request: unknown): Promise<unknown>;
	/** The vault as it lies in the database of the first profile. */
	readVault(): Promise<StolenVault>;
	/** Puts another one in its place, without asking the product. */
	writeVault(vault: StolenVault): Promise<void>;
}

declare global {
	interface Window {
		hostile: Hostile;
	}
}

/** Runs in the page before any script of the product. Hooks whatever a key could pass through. */
export function plant(): void {
	const seen: unknown[] = [];
	let keyWorker: Worker | undefined;
	const note = (...values: unknown[]): void => void seen.push(...values);
	const post = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, message: unknown) => void;
	const keep = (worker: Worker): void => void (keyWorker ??= worker);

	const hook = (owner: object, name: string): void => {
		const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
		Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
			note(name, ...args);
			const result = original.apply(this, args);
			if (result instanceof Promise) result.then(note, note);
			else note(result);
			return result;
		});
	};
	const listen = (target: EventTarget): void =>
		target.addEventListener('message', (event) => note((event as MessageEvent).data));

	const NativeWorker = Worker;
	window.Worker = class extends NativeWorker {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			note(String(url), options);
			if (String(url).includes('keys.worker')) keep(this);
			listen(this);
		}
	};
	const NativeChannel = MessageChannel;
	window.MessageChannel = class extends NativeChannel {
		constructor() {
			super();
			for (const port of [this.port1, this.port2]) listen(port);
		}
	};
	for (const owner of [Worker.prototype, MessagePort.prototype, BroadcastChannel.prototype])
		hook(owner, 'postMessage');
	for (const name of ['encrypt', 'decrypt', 'importKey', 'exportKey', 'deriveKey', 'deriveBits', 'digest'])
		hook(SubtleCrypto.prototype, name);
	hook(window, 'fetch');
	hook(window, 'structuredClone');
	hook(JSON, 'stringify');
	hook(TextEncoder.prototype, 'encode');
	hook(TextDecoder.prototype, 'decode');
	hook(Storage.prototype, 'setItem');
	hook(Storage.prototype, 'getItem');
	hook(IDBObjectStore.prototype, 'put');
	hook(IDBObjectStore.prototype, 'add');
	for (const name of ['aether-vault-me', 'aether-vault', 'aether']) listen(new BroadcastChannel(name));

	const stringify = JSON.stringify.bind(JSON);
	const dump = (value: unknown, depth = 0): string => {
		if (depth > 8) return '';
		if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
			const bytes = ArrayBuffer.isView(value)
				? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
				: new Uint8Array(value);
			const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
			return `${text} ${btoa(text)}`;
		}
		if (value instanceof Error) return `${value.message} ${value.stack}`;
		if (typeof value === 'object' && value !== null)
			return Object.getOwnPropertyNames(value)
				.map((name) => {
					try {
						return `${name}=${dump(Reflect.get(value, name), depth + 1)}`;
					} catch {
						return name;
					}
				})
				.join(' ');
		return typeof value === 'string' ? value : (stringify(value) ?? String(value));
	};

	const reply = (worker: Worker, message: object, wanted: (data: Record<string, unknown>) => boolean) =>
		new Promise<unknown>((resolve) => {
			const got: unknown[] = [];
			const hear = (event: MessageEvent<Record<string, unknown>>): void => {
				got.push(event.data);
				if (wanted(event.data)) end();
			};
			const end = (): void => {
				worker.removeEventListener('message', hear);
				resolve(got.length > 0 ? got : 'silence');
			};
			worker.addEventListener('message', hear);
			setTimeout(end, 4_000);
			post.call(worker, message);
		});
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error('refused'));
		});
	const stores = async (mode: IDBTransactionMode) => {
		const database = await done(indexedDB.open('aether'));
		const transaction = database.transaction(['settings', 'secrets', 'gate'], mode);
		transaction.oncomplete = () => database.close();
		return {
			settings: transaction.objectStore('settings'),
			secrets: transaction.objectStore('secrets'),
			written: new Promise<void>((resolve) => transaction.addEventListener('complete', () => resolve())),
		};
	};
	window.hostile = {
		readVault: async () => {
			const { settings, secrets } = await stores('readonly');
			const [row, rows] = await Promise.all([
				done<unknown>(settings.get('vaultHeader')),
				done(secrets.getAll() as IDBRequest<unknown[]>),
			]);
			return { header: (row as { value: unknown } | undefined)?.value, rows: rows as StolenVault['rows'] };
		},
		writeVault: async ({ header, rows }) => {
			const { settings, secrets, written } = await stores('readwrite');
			settings.put({ key: 'vaultHeader', value: header });
			secrets.clear();
			for (const row of rows) secrets.put(row);
			await written;
		},
		seen,
		keyWorker: () => {
			if (!keyWorker) throw new Error('There is no key worker yet.');
			return keyWorker;
		},
		dump: (value) => dump(value),
		ask: (worker, method, ...args) => {
			const id = Math.random().toString(36);
			return reply(worker, { t: 'q', m: method, a: args, i: id }, (data) => data.i === id);
		},
		generate: (worker, request) => {
			const id = Math.random().toString(36);
			const call = { t: 'q', m: 'generate', a: [{ id, request }], i: id };
			return reply(worker, call, (data) => data.i === id);
		},
	};
}
