import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

/** The only shape of a call's id that is taken, also when another vendor made the call. The same for the same id. */
function nineCharacters(id: string): string {
	if (/^[a-zA-Z0-9]{9}$/.test(id)) return id;
	const hash = (seed: number): string =>
		[...id]
			.reduce((sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619), seed)
			.toString(36)
			.replace('-', 'z')
			.padStart(7, '0');
	return (hash(1) + hash(2)).slice(0, 9);
}

export const mistral = compatibleProvider({
	...factsOf('mistral'),
	dialect: {
		// Sends usage by itself and refuses fields it does not know.
		hasStreamOptions: false,
		callId: nineCharacters,
		effort: (effort, model) =>
			/magistral/.test(model) ? { prompt_mode: effort === 'off' ? null : 'reasoning' } : {},
	},
});
