import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, ok } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';
import { creationBase } from '../mesh/address.ts';

/** Hands a workflow an event that its runs wait for, or that starts one. Fails with `event-refused`. */
export const sendWorkflowEvent = defineCommand({
	id: 'workflow.send',
	title: 'Send event',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		creationId: creationIdSchema,
		type: z.string().check(z.minLength(1), z.maxLength(200)),
		data: z.json(),
	}),
	audit: ({ type }) => ({ type }),
	run: async ({ creationId, type, data }, { workflows }) => {
		const request = new Request(`${creationBase('workflow')}/events`, {
			method: 'POST',
			body: JSON.stringify({ type, data }),
		});
		const answer = await workflows.answer(creationId, request);
		if (answer.ok) return ok(undefined);
		return err({
			type: 'event-refused',
			message: 'The event could not be handed over.',
			detail: await answer.text(),
		});
	},
});

/** Works out a jq expression on some data, as a step would. Fails as `ExprEngine.evaluate` does. */
export const evaluateExpression = defineCommand({
	id: 'workflow.evaluate',
	title: 'Try an expression',
	input: z.object({ expression: z.string().check(z.maxLength(20_000)), data: z.json() }),
	run: async ({ expression, data }, { workflows }) => {
		const jq = await workflows.expressions();
		const values = await jq.evaluate([expression], { input: data, variables: {} });
		return values.ok ? ok(values.value[0]) : values;
	},
});
