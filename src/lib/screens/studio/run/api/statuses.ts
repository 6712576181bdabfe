const MEANINGS: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	204: 'Done, nothing to show',
	301: 'Moved for good',
	302: 'Elsewhere',
	304: 'Not changed',
	400: 'Could not be read',
	401: 'Who are you?',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Method not possible here',
	409: 'In conflict with what is there',
	410: 'Gone',
	413: 'Too large',
	415: 'Wrong media type',
	422: 'Values do not fit',
	429: 'Too many requests',
	500: 'The program failed',
	502: 'A linked creation failed',
	507: 'Storage is full',
};

/** What a status means, in plain words. */
export const meaningOf = (status: number): string =>
	MEANINGS[status] ??
	['', 'Information', 'Success', 'Elsewhere', 'The request was refused', 'The program failed'][
		Math.floor(status / 100)
	] ??
	'Unknown';

/** How a status looks. */
export const toneOf = (status: number): 'ok' | 'warn' | 'bad' =>
	status < 400 ? 'ok' : status < 500 ? 'warn' : 'bad';
