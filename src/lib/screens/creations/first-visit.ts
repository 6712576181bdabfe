let known: boolean | undefined;

/**
 * Whether this browser had never shown AetherOS before this page: every visit leaves a mark, so then nothing was made
 * here. Asked early, since this page leaves its mark soon.
 */
export const isFirstVisit = (): boolean => (known ??= isUnmarked());

/** Once the library has been read, it is better known. */
export const endFirstVisit = (): void => void (known = false);

function isUnmarked(): boolean {
	try {
		return localStorage.length === 0;
	} catch {
		// Where nothing may be kept, nothing is known.
		return false;
	}
}
