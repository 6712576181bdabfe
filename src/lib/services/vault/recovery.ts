import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes, type Bytes } from './bytes.ts';

/** 128 random bits as twelve words of BIP-39. */
export function newRecovery(): { readonly words: string; readonly entropy: Bytes } {
	const entropy = randomBytes(16);
	return { words: entropyToMnemonic(entropy, wordlist), entropy };
}

/** The bits behind twelve words; undefined where a word is unknown or their checksum is wrong. */
export function entropyOf(words: string): Bytes | undefined {
	try {
		return new Uint8Array(mnemonicToEntropy(words.trim().toLowerCase().split(/\s+/).join(' '), wordlist));
	} catch {
		return undefined;
	}
}
