import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { guardedFetch } from './guarded-fetch.ts';

const ORIGIN = 'https://openrouter.ai';
const answerSchema = z.object({ key: z.string().check(z.regex(/^[\x21-\x7e]{4,1000}$/)) });

/** Turns the code of a sign-in into a key that the person controls. Fails with `sign-in-failed`. */
export async function exchangeCode(
	{ code, verifier }: { readonly code: string; readonly verifier: string },
	inner: typeof fetch,
): Promise<Result<string, Problem>> {
	try {
		const answer = await guardedFetch(ORIGIN, inner)(`${ORIGIN}/api/v1/auth/keys`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: 'S256' }),
		});
		const parsed = answerSchema.safeParse(await answer.json());
		return answer.ok && parsed.success ? ok(parsed.data.key) : err(failed(`status ${answer.status}`));
	} catch (cause) {
		return err(failed(cause instanceof Error ? cause.name : 'unknown'));
	}
}

const failed = (detail: string): Problem => ({
	type: 'sign-in-failed',
	message: 'OpenRouter did not accept the sign-in.',
	action: 'Sign in with OpenRouter again',
	detail,
});
