/** Whether `bytes` have one of the SHA-512 hashes in `integrity` (`sha512-…`, separated by spaces). Weaker hashes do not count. */
export async function hasIntegrity(bytes: Uint8Array, integrity: string): Promise<boolean> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', new Uint8Array(bytes)));
	const wanted = `sha512-${btoa(String.fromCharCode(...hash))}`;
	return integrity.split(/\s+/).some((each) => each.replace(/\?.*$/, '') === wanted);
}
