import { useId } from 'react';
import { inSentence, type Entity, type Row } from '../../../shared/files/schema.ts';
import { isNumber, useSetting } from '../../../shared/files/store.ts';
import type { Badge, Panel } from '../panel.ts';
import './low.css';

/** Names what is running out, and asks from how many on that is so. */
export const LowPanel: Panel = ({ entity, rows }) => {
	const id = useId();
	const [threshold, setThreshold] = useThreshold();
	const low = rows.filter((row) => isLow(entity, row, threshold));
	if (!amountOf(entity) || rows.length === 0) return null;
	const [first] = entity.fields;
	const heading = entity.fields.find((field) => field.name === 'name' || field.name === 'title') ?? first;
	return (
		<section className="panel low" aria-label="Running low">
			<div className="low-names">
				<h2 className="panel-title">Running low</h2>
				<p>
					{low.length === 0
						? `All ${inSentence(entity.plural)} are above ${threshold}.`
						: low.map((row) => String(row[heading?.name ?? ''] ?? '')).join(', ')}
				</p>
			</div>
			<div className="field">
				<label className="label" htmlFor={id}>
					Low at or below
				</label>
				<input
					id={id}
					type="number"
					min={0}
					value={threshold}
					onChange={(event) => setThreshold(Math.max(0, event.target.valueAsNumber || 0))}
				/>
			</div>
		</section>
	);
};

export const LowBadge: Badge = ({ entity, row }) => {
	const [threshold] = useThreshold();
	return isLow(entity, row, threshold) ? <span className="chip warn">Low</span> : null;
};

const useThreshold = () => useSetting('lowThreshold', 5, isNumber);

const AMOUNT = /quantit|stock|count|amount|left|units/i;
const MINIMUM = /minimum|reorder|threshold/i;

function amountOf(entity: Entity) {
	const numbers = entity.fields.filter((field) => field.type === 'integer' || field.type === 'number');
	return numbers.find((field) => AMOUNT.test(field.name) && !MINIMUM.test(field.name)) ?? numbers[0];
}

/** A row may carry its own minimum, as in "reorder at". */
function isLow(entity: Entity, row: Row, threshold: number): boolean {
	const amount = row[amountOf(entity)?.name ?? ''];
	const own = entity.fields.find((field) => MINIMUM.test(field.name));
	const limit = own && isNumber(row[own.name]) ? row[own.name] : threshold;
	return isNumber(amount) && isNumber(limit) && amount <= limit;
}
