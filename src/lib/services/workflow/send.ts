import { abortable } from './abort.ts';
import type { Execution } from './execution.ts';
import { standardFault, WorkflowFault } from './fault.ts';
import type { HttpCall } from './workflow.ts';

/** Sends a request. Throws the communication error for what does not arrive and for statuses that are errors. */
export async function send(execution: Execution, call: HttpCall, signal: AbortSignal): Promise<Response> {
	const response = await arrived(execution, call, signal);
	const { status } = response;
	if (status < 300 || (status < 400 && call.keepsRedirect)) return response;
	const detail = await reasonIn(response);
	throw standardFault('communication', detail, status);
}

async function arrived(execution: Execution, call: HttpCall, signal: AbortSignal): Promise<Response> {
	try {
		return await abortable(execution.host.http(call, signal), signal);
	} catch (error) {
		if (signal.aborted || error instanceof WorkflowFault) throw error;
		throw standardFault(
			'communication',
			`${call.method} ${call.url} was not answered: ${String(error)}`,
			503,
		);
	}
}

/** The first words of an error's body. */
async function reasonIn(response: Response): Promise<string> {
	const text = await response.text().catch(() => '');
	return `The answer was ${response.status}${response.statusText ? ` ${response.statusText}` : ''}. ${text.slice(0, 500)}`.trim();
}
