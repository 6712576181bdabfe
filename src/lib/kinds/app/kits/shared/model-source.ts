import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import { printConst, type Literal } from '../../../print.ts';

interface ModelParts {
	/** Import lines beside that of `Entity`. */
	readonly imports?: readonly string[];
	readonly entities?: readonly Entity[];
	/** Further constants of the kit, each with its doc line. */
	readonly constants?: readonly ModelConstant[];
}

export interface ModelConstant {
	readonly doc: string;
	readonly name: string;
	/** Left out where inference says the same. */
	readonly type?: string;
	readonly value: Literal;
}

/** `src/model.ts`: the one file that a person edits to add a field. */
export function modelSource(spec: Spec, { imports = [], entities, constants = [] }: ModelParts): string {
	const types = ['AppFacts', ...(entities ? ['Entity'] : [])].join(', ');
	const app = { title: spec.title, appearanceSwitch: spec.features.includes('darkMode') };
	const blocks = [
		[`import type { ${types} } from './schema.ts';\n`, ...imports.map((line) => `${line}\n`)].join(''),
		`/** What the page shows around everything. */\n${printConst('app', 'AppFacts', app)}`,
		...(entities ? [entitiesBlock(entities)] : []),
		...constants.map(({ doc, name, type, value }) => `/** ${doc} */\n${printConst(name, type ?? '', value)}`),
	];
	return blocks.join('\n');
}

function entitiesBlock(entities: readonly Entity[]): string {
	return (
		'/** What this app keeps. A field added here appears in the form, the list, the search and the export. */\n' +
		printConst('entities', 'readonly [Entity, ...Entity[]]', entities.map(entityLiteral))
	);
}

const entityLiteral = ({ name, label, plural, fields }: Entity): Literal => ({
	name,
	label,
	plural,
	fields: fields.map(fieldLiteral),
});

const fieldLiteral = ({ name, label, type, options, ref, unit, required }: Field): Literal => ({
	name,
	label,
	type,
	options: type === 'enum' ? options : undefined,
	ref: type === 'ref' ? ref : undefined,
	unit,
	required: required || undefined,
});
