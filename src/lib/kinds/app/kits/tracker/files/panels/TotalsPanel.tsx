import { formatNumber } from '../../../shared/files/format.ts';
import { NUMBER_TYPES } from '../../../shared/files/schema.ts';
import type { Panel } from '../panel.ts';

/** Sum and average of every number. */
export const TotalsPanel: Panel = ({ entity, rows }) => {
	const fields = entity.fields.filter((field) => NUMBER_TYPES.has(field.type));
	if (fields.length === 0 || rows.length === 0) return null;
	return (
		<dl className="figures" aria-label="Totals">
			{fields.slice(0, 4).map((field) => {
				const values = rows.map((row) => row[field.name]).filter((value) => typeof value === 'number');
				const sum = values.reduce((total, value) => total + value, 0);
				const isShare = field.type === 'percent';
				const shown = isShare ? sum / Math.max(1, values.length) : sum;
				return (
					<div key={field.name} className="figure">
						<dt>{isShare ? `${field.label}, average` : `${field.label}, total`}</dt>
						<dd>{formatNumber(field, shown)}</dd>
					</div>
				);
			})}
		</dl>
	);
};
