import type { Archive } from '#lib/services/archive/archive.ts';
import type { Catalogue } from '#lib/services/catalogue/catalogue.ts';
import type { Discovery } from '#lib/services/discovery/discovery.ts';
import type { Ledger } from '#lib/services/ledger/ledger.ts';
import type { Router } from '#lib/services/router/router.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import type { History } from '#lib/services/history/history.ts';
import type { Kind } from '#lib/kinds/kind.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Role } from '#lib/model/role.ts';
import type { Collab } from '#lib/services/collab/collab.ts';
import type { Socket } from '#lib/services/collab/signalling.ts';
import type { Network } from '#lib/services/network/network.ts';
import type { Packages } from '#lib/services/packages/packages.ts';
import type { Profiles } from '#lib/services/profiles/profiles.ts';
import type { Sandbox } from '#lib/services/sandbox/sandbox.ts';
import type { Starter } from '#lib/services/starter/starter.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import type { OpenApi } from '#lib/services/openapi/openapi.ts';
import type { Events } from './mesh/events/event-bus.ts';
import type { Mesh } from './mesh/mesh.ts';
import type { Ways } from './share/ways.ts';
import type { Teams } from './team/teams.ts';
import type { Workflows } from './workflow/workflows.ts';
import type { Workspaces } from './workspace/workspaces.ts';

/** Loads on first use and once: what is heavy stays off the first load. */
export type Lazy<T> = () => Promise<T>;

/** What commands work with. `boot.ts` chooses the implementations. */
export interface Services {
	readonly storage: Storage;
	readonly history: Lazy<History>;
	readonly archive: Lazy<Archive>;
	readonly starter: Lazy<Starter>;
	readonly sandbox: Lazy<Sandbox>;
	/** For Node projects: online only, and only for creations that the person allowed it for. */
	readonly nodeSandbox: Lazy<Sandbox>;
	readonly kinds: Lazy<Kinds>;
	readonly keys: Lazy<Keys>;
	readonly ledger: Lazy<Ledger>;
	readonly catalogue: Lazy<Catalogue>;
	readonly router: Lazy<Router>;
	readonly profiles: Profiles;
	readonly workspaces: Workspaces;
	readonly teams: Teams;
	readonly mesh: Mesh;
	/** Events between creations and with the world. */
	readonly events: Events;
	readonly workflows: Workflows;
	readonly openapi: Lazy<OpenApi>;
	readonly discovery: Lazy<Discovery>;
	readonly packages: Lazy<Packages>;
	readonly network: Lazy<Network>;
	/** Working together; loads only for creations that are shared. */
	readonly collab: Lazy<Collab>;
	/** New ones for each room. */
	readonly openWays: () => Promise<Ways>;
	/** To a signalling server of the person's, and to nothing else. */
	readonly openSocket: (url: string) => Promise<Socket>;
	readonly shell: Shell;
	/** The person's role on a creation. Everything on this device is the person's own until it is shared. */
	readonly roleOn: (id: CreationId) => Promise<Role>;
}

export type Kinds = Readonly<Partial<Record<KindId, Kind>>>;

/** What only the window can do. */
export interface Shell {
	navigate(path: string): void;
	/** Saves a file where the person's browser saves downloads. */
	download(file: File): void;
	/** A short message that goes away, with at most one action. */
	notify(message: string, action?: { readonly label: string; readonly run: () => void }): void;
	/** Leaves the product for an address of ours, in this tab. */
	leave(url: string): void;
	/** Asks whether to leave for an address that a creation wants to open. */
	openLink(url: string): void;
}
