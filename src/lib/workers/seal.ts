/** A name that by RFC 6761 no network resolves: were the policy missing, the call would still reach nobody. */
const CANARY = 'https://canary.invalid/';
/** The report comes as a task after the refusal; a browser that sends none within this time enforces nothing. */
const REPORT_WITHIN_MS = 2_000;

/**
 * Whether this worker's own Content-Security-Policy stops a call to an address it does not name. Asked before a secret
 * comes in. Works without a network, since the policy is asked first.
 */
export async function isSealed(): Promise<boolean> {
	const ended = new AbortController();
	const reported = new Promise<boolean>((resolve) => {
		addEventListener(
			'securitypolicyviolation',
			(event) => {
				if (event.blockedURI.startsWith(CANARY.slice(0, -1)) && event.disposition === 'enforce')
					resolve(true);
			},
			{ signal: ended.signal },
		);
		setTimeout(() => resolve(false), REPORT_WITHIN_MS);
	});
	const reached = await fetch(CANARY, { mode: 'no-cors', cache: 'no-store' }).then(
		() => true,
		() => false,
	);
	const isBlocked = !reached && (await reported);
	ended.abort();
	return isBlocked;
}
