import type { CreationId } from '#lib/model/id.ts';
import type { Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { ServiceFacts } from '#lib/model/service.ts';
import { Emitter } from '#lib/services/sandbox/emitter.ts';
import type {
	BuildFailure,
	LogLine,
	Session,
	SessionEvents,
	SessionState,
	SessionStats,
} from '#lib/services/sandbox/sandbox.ts';
import { readManifest } from '../creation/assemble.ts';
import { problemResponse } from '../mesh/answers.ts';
import type { ToolServer } from '../mcp/tool-server.ts';
import { reach, type Traveller } from '../network/reach.ts';
import type { Services } from '../services.ts';

const KEPT_LINES = 500;
const STATS: SessionStats = { buildMs: 0, startMs: 0, messages: 0, bytesIn: 0, bytesOut: 0 };

/** A manifest whose operations a service on the network answers. */
export type ServiceManifest = Manifest & { readonly service: ServiceFacts };

export const isService = (manifest: Manifest): manifest is ServiceManifest =>
	manifest.kind === 'api' && manifest.service !== undefined;

/** The run of a creation that is a service: nothing runs here, what is asked goes to the service's address. */
export class ServiceSession implements Session {
	readonly id = newUlid();
	state: SessionState = { type: 'running', since: Date.now() };
	readonly #creationId: CreationId;
	readonly #services: Services;
	readonly #onAsk: Traveller['onAsk'];
	readonly #events = new Emitter();
	#manifest: ServiceManifest;
	#lines: readonly LogLine[] = [];
	#tools: ToolServer | undefined;

	constructor(
		creationId: CreationId,
		manifest: ServiceManifest,
		services: Services,
		onAsk: Traveller['onAsk'],
	) {
		this.#creationId = creationId;
		this.#manifest = manifest;
		this.#services = services;
		this.#onAsk = onAsk;
	}

	async request(request: Request): Promise<Result<Response, Problem>> {
		if (this.state.type === 'ended') return err(ENDED);
		const isMcp = this.#manifest.service.protocol === 'mcp';
		const answer = isMcp ? await this.#callTool(request) : await this.#pass(request);
		// The path alone: a query may carry what must not stand in a log.
		const { pathname } = new URL(request.url);
		this.#log(answer.status < 400 ? 'info' : 'warn', `${request.method} ${pathname} → ${answer.status}`);
		return ok(answer);
	}

	async #pass(request: Request): Promise<Response> {
		const url = addressAt(this.#manifest.service.base, new URL(request.url));
		const { method, headers } = request;
		const body = request.body === null ? null : await request.arrayBuffer();
		return this.#send(new Request(url, { method, headers, body }));
	}

	async #callTool(request: Request): Promise<Response> {
		const offer = await this.#services.mesh.offers.of(this.#creationId);
		if (!offer.ok) return problemResponse(502, offer.error.type, offer.error.message);
		const { ToolServer } = await import('../mcp/tool-server.ts');
		this.#tools ??= new ToolServer((each) => this.#send(each));
		return this.#tools.answer(this.#manifest.service.base, offer.value.text, request);
	}

	#send(request: Request): Promise<Response> {
		const traveller = { id: this.#creationId, title: this.#manifest.title, onAsk: this.#onAsk };
		return reach(traveller, request, this.#services);
	}

	update(files: Files): Promise<Result<SessionStats, BuildFailure>> {
		const manifest = readManifest(files);
		if (!manifest.ok)
			return Promise.resolve(err({ ...manifest.error, type: 'manifest-invalid', problems: [] }));
		if (isService(manifest.value)) this.#manifest = manifest.value;
		this.#tools?.close();
		return Promise.resolve(ok(STATS));
	}

	on<Name extends keyof SessionEvents>(
		name: Name,
		listener: (value: SessionEvents[Name]) => void,
	): () => void {
		return this.#events.on(name, listener);
	}

	logs = (): readonly LogLine[] => this.#lines;
	stats = (): SessionStats => STATS;
	/** There is no page of it. */
	preview = (): (() => void) => () => undefined;
	setAppearance = (): void => undefined;

	stop(): void {
		if (this.state.type === 'ended') return;
		this.state = { type: 'ended', end: 'stopped' };
		this.#tools?.close();
		this.#events.emit('state', this.state);
	}

	#log(level: LogLine['level'], text: string): void {
		const line = { at: Date.now(), level, text };
		this.#lines = [...this.#lines.slice(1 - KEPT_LINES), line];
		this.#events.emit('log', line);
	}
}

/** What a caller asked of the creation, at the address of the service: the base's own path and query stay. */
export function addressAt(base: string, { pathname, search }: URL): URL {
	const url = new URL(base);
	url.pathname = url.pathname.replace(/\/+$/, '') + pathname;
	url.search = [url.search.slice(1), search.slice(1)].filter((part) => part !== '').join('&');
	return url;
}

const ENDED: Problem = { type: 'session-ended', message: 'It was stopped.', action: 'Press Run' };
