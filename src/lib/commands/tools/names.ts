const MAX_LENGTH = 64;
const HASH_LENGTH = 6;

/** `books` and `addBook` → `books_addBook_1k2j3h`: the same for the same owner and operation, never two alike. */
export async function toolName(owner: string, operation: string, identity: string): Promise<string> {
	const plain = `${owner}_${operation}`.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replace(/^[_-]+/, '');
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${identity} ${operation}`));
	const hash = [...new Uint8Array(digest)].map((byte) => (byte % 36).toString(36)).join('');
	return `${plain.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}_${hash.slice(0, HASH_LENGTH)}`;
}
