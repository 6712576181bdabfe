import { ok } from '#lib/model/result.ts';
import type { Caller } from '../mesh/mesh.ts';
import type { Guest } from '../run/gateway.ts';
import type { Services } from '../services.ts';

/** A caller as the gateway takes it; what it may not reach yet, the person is asked about where its runs are shown. */
export const guestOf = ({ id, manifest }: Caller, services: Services): Guest => ({
	id,
	manifest: () => manifest,
	onAsk: (origin) =>
		void services.workspaces.with(id, ({ run }) => {
			run.ask(origin);
			return Promise.resolve(ok(undefined));
		}),
});
