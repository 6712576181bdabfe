/** Whether this browser has never shown AetherOS before: every visit leaves a mark, so then nothing was made here. */
export function isFirstVisit(): boolean {
	try {
		return localStorage.length === 0;
	} catch {
		// Where nothing may be kept, nothing is known.
		return false;
	}
}
