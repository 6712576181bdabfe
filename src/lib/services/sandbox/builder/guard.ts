import { parse, type Node } from 'acorn';
import { simple } from 'acorn-walk';
import MagicString from 'magic-string';

interface Loop extends Node {
	readonly body: Node;
}

const isLoop = (node: Node): node is Loop => 'body' in node && /^(For|While|DoWhile)/.test(node.type);

/**
 * Puts a call of the loop guard into every loop body. Lines stay where they are, so no source map is needed.
 * Throws acorn's SyntaxError, with `loc`.
 */
export function guardLoops(code: string, sourceType: 'module' | 'script'): string {
	if (!/\b(for|while|do)\b/.test(code)) return code;
	const tree = parse(code, {
		ecmaVersion: 'latest',
		sourceType,
		allowReturnOutsideFunction: true,
		allowHashBang: true,
	});
	const text = new MagicString(code);
	const guard = (node: Node): void => {
		if (!isLoop(node)) return;
		const { body } = node;
		if (body.type === 'BlockStatement') text.appendRight(body.start + 1, '__aetherGuard();');
		else text.appendRight(body.start, '{__aetherGuard();').prependLeft(body.end, '}');
	};
	simple(tree, {
		ForStatement: guard,
		ForInStatement: guard,
		ForOfStatement: guard,
		WhileStatement: guard,
		DoWhileStatement: guard,
	});
	return text.toString();
}
