import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { allows, type Role } from '#lib/model/role.ts';
import type { DirectCall } from '#lib/services/collab/answering.ts';
import type { Matched, Violation } from '#lib/services/openapi/openapi.ts';
import { problemResponse } from '../../mesh/answers.ts';
import type { FavourOptions } from './favour.ts';
import { readCall, writeAnswer } from './operation-wire.ts';

/** Pieces of an answer: well below what a message carries. */
const PIECE_BYTES = 512 * 1024;

/** The gateway for a member: the document names the operation, the role allows it, the request fits; then it is run. */
export async function answerOperation(
	call: DirectCall,
	options: FavourOptions,
): Promise<Result<void, Problem>> {
	const request = readCall(call.payload);
	if (!request) return err(BROKEN);
	const answered = await answer(request, call.from.role, options);
	if (!answered.ok) return answered;
	const { response, operation } = answered.value;
	void options.services.storage.audit({
		event: 'member.call',
		outcome: response.status === 403 ? 'denied' : response.ok ? 'ok' : 'failed',
		creationId: options.creationId,
		detail: {
			member: call.from.name.slice(0, 80),
			device: call.from.author,
			operation,
			status: response.status,
		},
	});
	const bytes = await writeAnswer(response);
	for (let at = 0; at < bytes.length; at += PIECE_BYTES) await call.send(bytes.slice(at, at + PIECE_BYTES));
	return ok(undefined);
}

interface Answered {
	readonly response: Response;
	readonly operation: string;
}

async function answer(
	request: Request,
	role: Role,
	{ creationId, services }: FavourOptions,
): Promise<Result<Answered, Problem>> {
	const [openapi, offer] = await Promise.all([services.openapi(), services.mesh.offers.of(creationId)]);
	if (!offer.ok) return offer;
	const { pathname } = new URL(request.url);
	const matched = openapi.match(offer.value.document, request.method, pathname);
	if (!matched)
		return ok({
			operation: `${request.method} ${pathname}`.slice(0, 120),
			response: problemResponse(404, 'operation-missing', 'This creation has no such operation.'),
		});
	const operation = matched.operation.id;
	if (!allows(role, roleFor(matched)))
		return ok({ operation, response: problemResponse(403, 'role-missing', READ_ONLY) });
	const [fault] = await openapi.checkRequest(matched, request.clone());
	if (fault) return ok({ operation, response: problemResponse(400, 'request-invalid', textOf(fault)) });
	const run = await services.mesh.inspect(creationId, request);
	return run.ok ? ok({ operation, response: run.value.response }) : run;
}

/** What only reads is for all; everything else is for who may change the creation. */
const roleFor = ({ operation }: Matched): Role =>
	operation.method === 'get' || operation.method === 'head' ? 'viewer' : 'editor';

const textOf = ({ where, message }: Violation): string => `The request does not fit: ${where}: ${message}`;

const READ_ONLY = 'Your role here allows only what reads. Ask the owner for another role.';
const BROKEN: Problem = {
	type: 'call-broken',
	message: 'This call cannot be read.',
	action: 'Try again with the newest version',
};
