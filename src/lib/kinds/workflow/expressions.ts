import type { Fault } from './inspect.ts';
import { isRecord, type Path } from './tasks.ts';

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** Keys whose text is an expression with or without `${ }`. */
const BARE = new Set(['if', 'when', 'in', 'while', 'as', 'from']);

/** Expressions whose brackets or quotes do not fit; cheap, without a jq. */
export function expressionFaults(value: unknown, path: Path = [], key = ''): readonly Fault[] {
	if (Array.isArray(value)) return value.flatMap((item, index) => expressionFaults(item, [...path, index]));
	if (isRecord(value))
		return Object.entries(value).flatMap(([name, item]) =>
			name === 'document' ? [] : expressionFaults(item, [...path, name], name),
		);
	if (typeof value !== 'string') return [];
	const text = value.trim();
	const isWhole = text.startsWith('${') && text.endsWith('}');
	if (text.startsWith('${') && !isWhole)
		return [{ path, message: 'An expression begins with ${ and ends with }.' }];
	if (!isWhole && !BARE.has(key)) return [];
	const message = faultOf(isWhole ? text.slice(2, -1) : text);
	return message === undefined ? [] : [{ path, message }];
}

/** What is wrong with the brackets and quotes of a jq expression, in words. */
export function faultOf(jq: string): string | undefined {
	if (jq.trim() === '') return 'The expression is empty.';
	/** Open brackets; a `"` stands for a string whose `\(` is open. */
	const open: string[] = [];
	let isText = false;
	for (let at = 0; at < jq.length; at++) {
		const sign = jq[at] ?? '';
		if (isText) {
			if (sign === '\\' && jq[at + 1] === '(') {
				open.push('"(');
				isText = false;
				at++;
			} else if (sign === '\\') at++;
			else if (sign === '"') isText = false;
		} else if (sign === '"') isText = true;
		else if (sign === '#') at = endOfLine(jq, at);
		else if ('([{'.includes(sign)) open.push(sign);
		else if (OPENERS[sign]) {
			const last = open.pop();
			if (last === '"(' && sign === ')') isText = true;
			else if (last !== OPENERS[sign]) return `The expression has a "${sign}" that nothing opens.`;
		}
	}
	if (isText) return 'The expression has a text that is never closed by a quote.';
	const left = open.at(-1);
	return left ? `The expression opens "${left.replace('"', '')}" and never closes it.` : undefined;
}

function endOfLine(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	return end < 0 ? text.length : end;
}
