import type { Command, Option, Tool } from './cli.ts';

/** The text of `--help`: of the whole tool, or of one command. */
export function helpOf(tool: Tool, command?: Command): string {
	const examples = tool.examples.filter((line) => !command || line.includes(` ${command.name}`));
	const parts = command ? commandHelp(tool, command) : toolHelp(tool);
	if (examples.length > 0)
		parts.push(
			section(
				'Examples',
				examples.map((line) => [line, '']),
			),
		);
	return `${parts.join('\n\n')}\n`;
}

function toolHelp(tool: Tool): string[] {
	return [
		`Usage: ${tool.name} COMMAND …`,
		tool.help,
		section(
			'Commands',
			tool.commands.map(({ name, usage, help }) => [[name, usage].filter(Boolean).join(' '), help]),
		),
		`"${tool.name} COMMAND --help" tells more about one command. Without FILE a command reads standard input.`,
	];
}

function commandHelp(tool: Tool, { name, usage, help, options = [] }: Command): string[] {
	const all: readonly Option[] = [...options, { name: 'help', short: 'h', help: 'Show this text' }];
	return [
		`Usage: ${[tool.name, name, ...(options.length > 0 ? ['[OPTIONS]'] : []), usage].filter(Boolean).join(' ')}`,
		help,
		section(
			'Options',
			all.map((option) => [optionName(option), option.help]),
		),
	];
}

const optionName = ({ name, short, value }: Option): string =>
	`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;

/** Two columns; a long first column takes a line of its own. */
function section(title: string, rows: readonly (readonly [string, string])[]): string {
	const width = Math.min(30, Math.max(...rows.map(([left]) => left.length)));
	const lines = rows.map(([left, right]) => {
		if (right === '') return `  ${left}`;
		if (left.length > width) return `  ${left}\n  ${' '.repeat(width)}  ${right}`;
		return `  ${left.padEnd(width)}  ${right}`;
	});
	return `${title}:\n${lines.join('\n')}`;
}
