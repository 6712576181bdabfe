import { argon2id } from 'hash-wasm';
import * as z from 'zod/mini';
import { utf8, type Bytes } from './bytes.ts';

/** Least cost by the OWASP list of 2023, and a ceiling so that a forged header cannot take the machine's memory. */
export const kdfSchema = z.object({
	memoryKib: z.int().check(z.gte(19_456), z.lte(1_048_576)),
	iterations: z.int().check(z.gte(2), z.lte(16)),
});
export type KdfCost = z.infer<typeof kdfSchema>;

export const FLOOR: KdfCost = { memoryKib: 19_456, iterations: 2 };
export const USUAL: KdfCost = { memoryKib: 65_536, iterations: 3 };
/** A floor run that takes longer means that the usual cost would take more than two seconds. */
const SLOW_MS = 450;

/** 32 bytes from a passphrase, by Argon2id. Equal text in another Unicode form gives equal bytes. */
export async function stretch(passphrase: string, salt: Bytes, cost: KdfCost): Promise<Bytes> {
	const stretched = await argon2id({
		password: utf8(passphrase.normalize('NFKC')),
		salt,
		parallelism: 1,
		iterations: cost.iterations,
		memorySize: cost.memoryKib,
		hashLength: 32,
		outputType: 'binary',
	});
	return new Uint8Array(stretched);
}

/** The cost that this machine can bear; never below the floor. */
export async function affordableCost(now: () => number = () => performance.now()): Promise<KdfCost> {
	const start = now();
	await stretch('measure', new Uint8Array(16), FLOOR);
	return now() - start > SLOW_MS ? FLOOR : USUAL;
}
