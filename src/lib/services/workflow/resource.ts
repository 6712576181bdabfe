import { isRecord } from './data.ts';
import { endpointOf } from './endpoint.ts';
import type { Execution, Frame } from './execution.ts';
import { send } from './send.ts';

/** The text behind an external resource: an address, or `{ endpoint }`. */
export async function fetchText(
	execution: Execution,
	resource: unknown,
	input: unknown,
	frame: Frame,
): Promise<string> {
	const { url, headers } = await endpointOf(
		execution,
		isRecord(resource) ? resource['endpoint'] : resource,
		input,
		frame,
	);
	const response = await send(execution, { method: 'GET', url, headers, keepsRedirect: false }, frame.signal);
	return response.text();
}
