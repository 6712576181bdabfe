// What the CommonJS tool imports of Node for requires that are computed while running. The builder allows none of
// those, so nothing here is ever asked.
export const existsSync = () => false;

export function readFileSync() {
	throw new Error('There is no file system here.');
}

export function statSync() {
	throw new Error('There is no file system here.');
}

export class fdir {
	constructor() {
		throw new Error('There is no file system here.');
	}
}
