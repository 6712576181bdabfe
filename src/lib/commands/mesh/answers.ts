import type { Violation } from '#lib/services/openapi/openapi.ts';

/** An error answer of the gateway: `application/problem+json` in plain words, so that a console tells a person why. */
export function problemResponse(
	status: number,
	type: string,
	title: string,
	violations: readonly Violation[] = [],
): Response {
	return Response.json(
		{ type, title, status, ...(violations.length > 0 ? { violations } : {}) },
		{ status, headers: { 'content-type': 'application/problem+json' } },
	);
}
