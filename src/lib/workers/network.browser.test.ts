import { expect, test } from 'vitest';
import { createNetworkClient } from './network.ts';

const request = { url: 'https://packages.test/a', maxBytes: 10 };
const typeOf = async (confirmed: readonly string[], isControlled = true): Promise<string> => {
	const network = createNetworkClient({
		confirmed: () => Promise.resolve(confirmed),
		controlled: () => Promise.resolve(isControlled),
	});
	const answer = await network.fetch(request);
	network.stop();
	return answer.ok ? '' : answer.error.type;
};

test('an origin that was not confirmed is refused before any worker is asked', async () => {
	expect(await typeOf([])).toBe('network-refused');
	expect(await typeOf(['https://other.test/x'])).toBe('network-refused');
});

test('nothing leaves where no service worker guards the page', async () => {
	expect(await typeOf(['https://packages.test'], false)).toBe('network-unsealed');
});
