import { secretWishes } from '#lib/model/manifest.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { AttachedSecret } from '#lib/services/workflow/workflow.ts';
import type { World } from './host.ts';

/** Why an expression gets no secret. */
export const unreadable = (name: string): string =>
	`No expression can read the secret "${name}": its value never enters a workflow. Name it in the call instead, under "authentication": { bearer: { use: ${name} } }.`;

/**
 * Lets a call be made that a secret goes along with: the network puts it into what goes to its origin, and nowhere else.
 * Throws the authorization error for a secret that the manifest does not bind to this address, or that was allowed
 * without its key.
 */
export async function attach(
	{ run, caller, services }: Pick<World, 'run' | 'caller' | 'services'>,
	{ name, scheme, url }: AttachedSecret,
): Promise<void> {
	const { manifest } = caller;
	const wish = secretWishes(manifest).find((each) => each.name === name);
	if (!wish)
		throw refusal(
			`The aether.json of "${manifest.title}" binds no secret "${name}" to an address, under "grants", "secrets".`,
		);
	const [bound, wanted] = [new URL(wish.origin).origin, new URL(url).origin];
	if (bound !== wanted) throw refusal(`The secret "${name}" goes to ${bound} alone, and not to ${wanted}.`);
	if ((wish.auth.type === 'basic') !== (scheme === 'basic'))
		throw refusal(`The secret "${name}" is no ${scheme} secret: aether.json says "${wish.auth.type}".`);
	const granted = await services.storage.grants.of(run.creationId);
	const grant = granted.find(({ origin }) => origin === bound);
	// Without a grant the call itself is refused, and the person is asked.
	if (grant && !grant.auth)
		throw refusal(
			`${bound} was allowed without the secret "${name}". Take it back under Permissions and allow it again.`,
		);
}

const refusal = (detail: string) => standardFault('authorization', detail);
