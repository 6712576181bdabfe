import { useState } from 'react';
import { Chart } from '../../../shared/files/components/Chart.tsx';
import { useRefTitle } from '../../../shared/files/components/entities.tsx';
import { PillSelect } from '../../../shared/files/components/ListTools.tsx';
import { groupings, groupRows, measures } from '../../../shared/files/group.ts';
import { inSentence } from '../../../shared/files/schema.ts';
import type { Panel } from '../panel.ts';

/** Any number of the rows by any date or choice. */
export const ChartPanel: Panel = ({ entity, rows }) => {
	const refTitle = useRefTitle();
	const [measureName, setMeasure] = useState<string>();
	const [groupingName, setGrouping] = useState<string>();
	const measure = measures(entity).find((choice) => choice.value === measureName) ?? measures(entity)[0];
	const grouping = groupings(entity).find((choice) => choice.value === groupingName) ?? groupings(entity)[0];
	if (!measure || !grouping || rows.length === 0) return null;
	const groups = groupRows(entity, rows, { measure: measure.value, grouping: grouping.value }, refTitle);
	return (
		<section className="panel" aria-label="Chart">
			<div className="tools">
				<PillSelect label="Show" value={measure.value} choices={measures(entity)} onChange={setMeasure} />
				<PillSelect label="By" value={grouping.value} choices={groupings(entity)} onChange={setGrouping} />
			</div>
			<Chart
				title={`${measure.label} ${inSentence(grouping.label)}`}
				type={grouping.isTime ? 'line' : 'bar'}
				groups={groups}
			/>
		</section>
	);
};
