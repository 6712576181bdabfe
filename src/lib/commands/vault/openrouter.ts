import * as z from 'zod/mini';
import { err, ok, type Problem } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';

const VERIFIER = 'aether-openrouter-verifier';

/** Leaves for OpenRouter, which comes back to `/settings?code=…`. */
export const startOpenRouterSignIn = defineCommand({
	id: 'openrouter.start',
	title: 'Sign in with OpenRouter',
	input: z.strictObject({}),
	run: async (_input, { shell }) => {
		const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
		sessionStorage.setItem(VERIFIER, verifier);
		const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
		const query = new URLSearchParams({
			callback_url: `${location.origin}/settings`,
			code_challenge: base64Url(new Uint8Array(digest)),
			code_challenge_method: 'S256',
		});
		shell.leave(`https://openrouter.ai/auth?${query}`);
		return ok(undefined);
	},
});

/** Turns the code that came back into a key, inside the key worker. A code without a sign-in of this tab is refused. */
export const finishOpenRouterSignIn = defineCommand({
	id: 'openrouter.finish',
	title: 'Finish sign-in',
	input: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(2_000)), persist: z.boolean() }),
	audit: ({ persist }) => ({ persist }),
	run: async ({ code, persist }, services) => {
		const verifier = sessionStorage.getItem(VERIFIER);
		if (!verifier) return err(NOT_ASKED);
		const done = await (await services.keys()).exchangeCode({ code, verifier, persist });
		if (done.ok || done.error.type === 'sign-in-failed') sessionStorage.removeItem(VERIFIER);
		return done;
	},
});

const base64Url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

const NOT_ASKED: Problem = {
	type: 'sign-in-failed',
	message: 'This sign-in did not begin in this tab, so it is not used.',
	action: 'Sign in with OpenRouter again',
};
