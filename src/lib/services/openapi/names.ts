import { hashOf } from './values.ts';

const MAX_LENGTH = 64;
const VALID = /^[A-Za-z0-9_-]{1,64}$/;

/** What an operation is named by. */
export interface Named {
	readonly operationId: string;
	readonly method: string;
	readonly path: string;
}

/**
 * A tool name for each operation, in their order: the document's own id where it is a valid one and the only of its
 * kind, else `method_path`; with a hash of method and path where that is too long or taken.
 */
export function idsOf(operations: readonly Named[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const { operationId } of operations) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
	const isOwn = ({ operationId }: Named) => VALID.test(operationId) && counts.get(operationId) === 1;
	const taken = new Set(operations.filter(isOwn).map(({ operationId }) => operationId));
	return operations.map((operation) => {
		if (isOwn(operation)) return operation.operationId;
		const id = madeId(operation, taken);
		taken.add(id);
		return id;
	});
}

function madeId({ operationId, method, path }: Named, taken: ReadonlySet<string>): string {
	const own = operationId.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replaceAll(/^_+|_+$/g, '');
	const words = path.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
	const plain = own || (words ? `${method}_${words}` : method);
	if (plain.length <= MAX_LENGTH && !taken.has(plain)) return plain;
	const hash = (salt: string) => hashOf(`${method} ${path}${salt}`).toString(16).padStart(8, '0');
	const withHash = (salt: string) => `${plain.slice(0, MAX_LENGTH - 9)}_${hash(salt)}`;
	let id = withHash('');
	for (let count = 2; taken.has(id); count++) id = withHash(` ${count}`);
	return id;
}
