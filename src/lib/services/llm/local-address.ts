/** Which part of the own network an address lies in: this device, the network around it, or neither. */
export function localSpaceOf(address: string): 'loopback' | 'local' | null {
	if (!URL.canParse(address)) return null;
	const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
	if (host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\./.test(host))
		return 'loopback';
	const isPrivate = /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host);
	const isPrivateV6 = /^(fc|fd|fe8|fe9|fea|feb)[0-9a-f]*:/i.test(host);
	return isPrivate || isPrivateV6 || host.endsWith('.local') ? 'local' : null;
}
