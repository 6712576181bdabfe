import type { Problem } from '#lib/model/result.ts';

export const NOT_SHARED: Problem = {
	type: 'room-missing',
	message: 'This creation is not shared.',
	action: 'Press Share first',
};
export const ELSEWHERE: Problem = {
	type: 'room-elsewhere',
	message: 'Another tab of this browser is connected to the others.',
	action: 'Press Share, then “Use it here”',
};
export const LEFT: Problem = {
	type: 'room-left',
	message: 'This creation was closed meanwhile.',
	action: 'Open it again',
};
export const NOT_LENT: Problem = {
	type: 'not-lent',
	message: 'This model is not lent any more.',
	action: 'Choose another model',
};
