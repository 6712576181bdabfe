import { ok } from '#lib/model/result.ts';
import type { Callable } from './callable.ts';

/** A callable that answers \`text\` and remembers what it was called with. */
export function callableWith(
	facts: Partial<Callable> & Pick<Callable, 'name'>,
	text = '[]',
): Callable & { readonly calls: unknown[] } {
	const calls: unknown[] = [];
	return {
		title: facts.name,
		owner: 'Books',
		description: '',
		inputSchema: { type: 'object' },
		isRead: true,
		call: (input) => {
			calls.push(input);
			return Promise.resolve(ok({ isOk: true, status: 200, text }));
		},
		...facts,
		calls,
	};
}
