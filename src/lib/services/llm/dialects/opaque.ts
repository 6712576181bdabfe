import { at } from '../json.ts';

/** Marks what only one provider may get back, so that it reaches nobody else when the model changes in a conversation. */
export const opaqueFor = (provider: string, value: unknown): unknown => ({ provider, value });

/** What this provider gave with that answer, or undefined. */
export const opaqueOf = (opaque: unknown, provider: string): unknown =>
	at(opaque, 'provider') === provider ? at(opaque, 'value') : undefined;
