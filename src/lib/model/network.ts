/** Plain words for where an address lies, and whether anybody may be let there. */
export type Whereabouts =
	/** Anywhere on the network. */
	| 'public'
	/** This machine. */
	| 'machine'
	/** A device in the person's own network. */
	| 'private'
	/** Where machines keep what no program of a stranger may see, or what a browser does not reach. */
	| 'never';

/**
 * Where `url` lies by its name. A name that a server resolves to a private address is not seen through: a browser tells
 * nobody.
 */
export function whereaboutsOf({ hostname }: URL): Whereabouts {
	const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return 'machine';
	if (host.includes(':')) return ofVersionSix(host);
	const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
	if (numbers) return ofVersionFour(Number(numbers[1]), Number(numbers[2]));
	return /(^|\.)(local|lan|internal|home\.arpa)$/.test(host) || !host.includes('.') ? 'private' : 'public';
}

function ofVersionFour(first: number, second: number): Whereabouts {
	if (first === 127) return 'machine';
	if (first === 0 || first >= 224 || (first === 169 && second === 254)) return 'never';
	const isPrivate =
		first === 10 ||
		(first === 172 && second >= 16 && second < 32) ||
		(first === 192 && second === 168) ||
		(first === 100 && second >= 64 && second < 128);
	return isPrivate ? 'private' : 'public';
}

/** Version 4 in the clothes of version 6 would be a way round the rules above. */
function ofVersionSix(host: string): Whereabouts {
	if (/^(::|64:ff9b:|ff|fe[89ab])/.test(host)) return 'never';
	return /^f[cd]/.test(host) ? 'private' : 'public';
}
