import type { Bash } from 'just-bash/browser';

type Script = ReturnType<Bash['transform']>['ast'];
type Command = Script['statements'][number]['pipelines'][number]['commands'][number];

/** How the creation's own command takes part in a line: what of it can go straight to or from the terminal. */
export interface Part {
	/** Nothing is piped into it, so it may ask the person. */
	readonly isTyped: boolean;
	/** Its output goes to the terminal and nowhere else. */
	readonly isShown: boolean;
}

const PLAIN: Part = { isTyped: false, isShown: false };

/** For each call of one of `names` in the line, in order, its part. Empty when the line is more than one pipeline. */
export function partsOf(script: Script, names: readonly string[]): readonly Part[] {
	const [statement, ...more] = script.statements;
	const pipeline = statement?.pipelines[0];
	if (!statement || !pipeline || more.length > 0 || statement.pipelines.length > 1) return [];
	// What runs inside of an argument would be counted as well.
	if (statement.background || /"type":"(?:Command|Process)Substitution"/.test(JSON.stringify(script)))
		return [];
	return pipeline.commands.flatMap((command, index) => {
		if (!names.includes(nameOf(command) ?? '')) return [];
		const isFree = command.redirections.length === 0;
		if (!isFree) return [PLAIN];
		return [{ isTyped: index === 0, isShown: index === pipeline.commands.length - 1 }];
	});
}

function nameOf(command: Command): string | undefined {
	if (command.type !== 'SimpleCommand') return undefined;
	const [part, ...more] = command.name?.parts ?? [];
	return part?.type === 'Literal' && more.length === 0 ? part.value : undefined;
}
