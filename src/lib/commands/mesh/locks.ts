import type { Contract } from '#lib/model/contract.ts';
import { creationIdOfUrn, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Lock, LockedLink, LockedOperation, Adapter } from '#lib/model/lock.ts';
import { contractDigest, contractOf, textDigest } from '#lib/services/openapi/contract.ts';
import { adapterBetween } from '#lib/services/openapi/adapt.ts';
import { changesOf, type Change } from '#lib/services/openapi/impact.ts';
import type { Operation } from '#lib/services/openapi/openapi.ts';
import type { Offer } from './documents.ts';
import { isGranted } from './granted.ts';

/** What a link to `ref` is made against now. */
export async function lockedLink(
	ref: string,
	{ manifest, document, text }: Offer,
	names: readonly string[] | undefined,
): Promise<LockedLink> {
	const operations = await Promise.all(
		document.operations
			.filter((operation) => isGranted(names, operation))
			.map(async (operation) => {
				const { contract, digest } = await fixed(operation);
				return [operation.id, { digest, contract }] as const;
			}),
	);
	return {
		ref,
		version: manifest.version,
		digest: await textDigest(text),
		operations: Object.fromEntries(operations),
	};
}

/** The lock of `links` against what their creations offer now; one that offers nothing is left out. */
export async function lockOf(
	links: NonNullable<Manifest['links']>,
	offerOf: (id: CreationId) => Promise<Result<Offer, Problem>>,
): Promise<Lock> {
	const locked: Record<string, LockedLink> = {};
	for (const [alias, { ref, operations }] of Object.entries(links)) {
		const target = creationIdOfUrn(ref);
		const offer = target && (await offerOf(target));
		if (offer?.ok) locked[alias] = await lockedLink(ref, offer.value, operations);
	}
	return { links: locked };
}

/** What a lock says of a call: it may go on, be rewritten, or not be made. */
type LockVerdict =
	| { readonly type: 'fits' }
	| { readonly type: 'adapt'; readonly rules: Adapter }
	| { readonly type: 'outdated'; readonly changes: readonly Change[] };

/** Judges a call of `operation` by what it was when the link was made. */
export async function verdictOf(
	locked: LockedOperation | undefined,
	operation: Operation,
): Promise<LockVerdict> {
	if (!locked) return { type: 'fits' };
	const present = await fixed(operation);
	if (present.digest === locked.digest) return { type: 'fits' };
	if (locked.adapter?.to === present.digest) return { type: 'adapt', rules: locked.adapter.rules };
	const changes = changesOf(operation.id, locked.contract, present.contract);
	const breaking = changes.filter(({ effect }) => effect === 'breaking');
	return breaking.length > 0 ? { type: 'outdated', changes: breaking } : { type: 'fits' };
}

/** The same lock with an adapter at each operation that needs one; undefined where one of them can have none. */
export async function adaptedLink(
	locked: LockedLink,
	{ document, manifest }: Offer,
): Promise<LockedLink | undefined> {
	const operations: Record<string, LockedOperation> = {};
	for (const [id, each] of Object.entries(locked.operations)) {
		const operation = document.operations.find((present) => present.id === id);
		if (!operation) return undefined;
		const { contract, digest } = await fixed(operation);
		const isWell =
			(await verdictOf({ digest: each.digest, contract: each.contract }, operation)).type === 'fits';
		const rules = isWell ? undefined : adapterBetween(each.contract, contract);
		if (!isWell && !rules) return undefined;
		operations[id] = { ...each, ...(rules ? { adapter: { to: digest, rules } } : {}) };
	}
	return { ...locked, version: manifest.version, operations };
}

/** Where a request meant an operation that the lock knows and the document does not: what became of it. */
export function goneChanges(
	locked: LockedLink,
	method: string,
	pathname: string,
): readonly Change[] | undefined {
	const found = Object.entries(locked.operations).find(
		([, { contract }]) => contract.method === method.toLowerCase() && isOn(contract, pathname),
	);
	return found && changesOf(found[0], found[1].contract, undefined);
}

function isOn({ path }: Contract, pathname: string): boolean {
	const [wanted, given] = [path.split('/'), pathname.split('/')];
	return (
		wanted.length === given.length &&
		wanted.every((part, index) => part.includes('{') || part === given[index])
	);
}

interface Fixed {
	readonly contract: Contract;
	readonly digest: string;
}

/** A document is read once, so its operations are as well. */
const known = new WeakMap<Operation, Promise<Fixed>>();

function fixed(operation: Operation): Promise<Fixed> {
	const present = known.get(operation) ?? fix(operation);
	known.set(operation, present);
	return present;
}

async function fix(operation: Operation): Promise<Fixed> {
	const contract = contractOf(operation);
	return { contract, digest: await contractDigest(contract) };
}
