import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Access } from '../provider.ts';

/**
 * Only the part of the SDK that sends messages. Both imports are static and stand in this one module, which is itself
 * imported lazily: imported one by one they would bring the whole SDK, twice the size.
 */
export function anthropicMessages(access: Access, baseUrl: string, outer: typeof fetch): Messages {
	const client = new BaseAnthropic({
		apiKey: access.key,
		baseURL: access.baseUrl ?? baseUrl,
		fetch: outer,
		maxRetries: 0,
		logLevel: 'off',
		// Sends the header by which Anthropic answers web pages; the key worker is the one place that holds a key.
		dangerouslyAllowBrowser: true,
	});
	return new Messages(client);
}
