import * as z from 'zod/mini';
import { togetherSchema } from '#lib/model/settings.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Socket } from '#lib/services/collab/signalling.ts';
import { defineCommand } from '../command.ts';

/** A server that has not answered after so long is not there, or is not let through. Milliseconds. */
const PATIENCE_MS = 8_000;

/** Whether a signalling server of the person's answers now. Says nothing there. Fails with `signalling-silent`. */
export const probeSignalling = defineCommand({
	id: 'share.probe',
	title: 'Test a signalling address',
	input: z.object({ url: togetherSchema.shape.signalling.def.element }),
	run: async ({ url }, { openSocket }) => {
		const socket = await openSocket(url);
		const answered = await firstWord(socket);
		socket.close();
		return answered;
	},
});

function firstWord(socket: Socket): Promise<Result<null, Problem>> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(err(SILENT)), PATIENCE_MS);
		const end = (result: Result<null, Problem>): void => {
			clearTimeout(timer);
			resolve(result);
		};
		socket.addEventListener('open', () => end(ok(null)));
		socket.addEventListener('close', () => end(err(SILENT)));
	});
}

const SILENT: Problem = {
	type: 'signalling-silent',
	message: 'This signalling address does not answer.',
	action: 'Check the address, and that the server runs',
};
