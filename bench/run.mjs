import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { openLab } from './lab.mjs';
import { rows } from './rows/index.mjs';

/**
 * `npm run bench [-- ROW…]`: measures, prints a table and writes `bench/results/TIME.json`. Nothing here passes or
 * fails: numbers depend on the machine, so each stands beside a peer measured in the same run where one can run.
 */
const wanted = process.argv.slice(2);
const chosen = rows.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const lab = await openLab();
/** @type {Record<string, unknown>[]} */
const results = [];
for (const { id, what, goal, measure } of chosen) {
	process.stderr.write(`${what} … `);
	try {
		const result = await measure(lab);
		results.push({ id, what, goal: goal.text, reached: goal.isReached(result), ...result });
		process.stderr.write(`${text(result)}\n`);
	} catch (error) {
		results.push({ id, what, goal: goal.text, error: String(error) });
		process.stderr.write(`not measured: ${String(error).split('\n')[0]}\n`);
	}
}
await lab.close();
print();
save();

/** @param {{ value: number, unit: string }} result */
function text({ value, unit }) {
	return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ${unit}`;
}

function print() {
	console.table(
		results.map(({ what, value, unit, goal, reached, peer, error }) => {
			const other = /** @type {{ name: string, value: number } | undefined} */ (peer);
			const own = Number(value);
			return {
				what,
				measured: error ? 'not measured' : text({ value: own, unit: String(unit) }),
				goal,
				reached: error ? '–' : reached ? 'yes' : 'no',
				peer: other ? `${other.name}: ${text({ value: other.value, unit: String(unit) })}` : '–',
				ratio: other ? `${(other.value / own).toFixed(1)}×` : '–',
			};
		}),
	);
}

function save() {
	const at = new Date().toISOString();
	const machine = {
		node: process.version,
		cpus: cpus().length,
		model: cpus()[0]?.model,
		browser: lab.browserVersion,
	};
	mkdirSync('bench/results', { recursive: true });
	const path = join('bench/results', `${at.replaceAll(':', '-')}.json`);
	writeFileSync(path, `${JSON.stringify({ at, machine, results }, null, 2)}\n`);
	console.log(`Written to ${path}`);
}
