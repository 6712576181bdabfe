import ChartJs from 'chart.js/auto';
import { useEffect, useRef } from 'react';
import { watchAppearance } from '../appearance.ts';
import type { Group } from '../group.ts';
import './chart.css';

interface ChartProps {
	readonly title: string;
	readonly type: 'bar' | 'line' | 'doughnut';
	readonly groups: readonly Group[];
}

/** A drawing for those who see it, the same numbers as a table for everybody. */
export function Chart({ title, type, groups }: ChartProps) {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		if (!canvas.current) return;
		const element = canvas.current;
		let chart = draw(element, type, title, groups);
		const stop = watchAppearance(() => {
			chart.destroy();
			chart = draw(element, type, title, groups);
		});
		return () => {
			stop();
			chart.destroy();
		};
	}, [type, title, groups]);
	return (
		<figure className="chart">
			<figcaption className="panel-title">{title}</figcaption>
			<div className="chart-drawing" role="img" aria-label={`${title}: ${summaryOf(groups)}`}>
				<canvas ref={canvas} />
			</div>
			<details>
				<summary>Numbers as a table</summary>
				<table>
					<caption className="hidden">{title}</caption>
					<tbody>
						{groups.map((group) => (
							<tr key={group.key}>
								<th scope="row">{group.label}</th>
								<td>{group.text}</td>
							</tr>
						))}
					</tbody>
				</table>
			</details>
		</figure>
	);
}

const summaryOf = (groups: readonly Group[]): string =>
	groups
		.slice(0, 6)
		.map((group) => `${group.label} ${group.text}`)
		.join(', ');

function draw(
	element: HTMLCanvasElement,
	type: ChartProps['type'],
	title: string,
	groups: readonly Group[],
): ChartJs {
	const ink = colour(element, 'var(--ink-3)');
	const line = colour(element, 'var(--line)');
	const accent = colour(element, 'var(--accent)');
	const shades = groups.map((_, index) =>
		colour(element, `oklch(from var(--accent) l c calc(h + ${index * 47}))`),
	);
	const fill = type === 'doughnut' ? shades : accent;
	const axis = { ticks: { color: ink }, border: { display: false } };
	return new ChartJs(element, {
		type,
		data: {
			labels: groups.map((group) => group.label),
			datasets: [
				{
					label: title,
					data: groups.map((group) => group.value),
					backgroundColor: fill,
					hoverBackgroundColor: fill,
					borderColor: type === 'line' ? accent : colour(element, 'var(--surface)'),
					borderWidth: type === 'bar' ? 0 : 2,
					borderRadius: type === 'bar' ? 6 : 0,
					maxBarThickness: 48,
					tension: 0.3,
				},
			],
		},
		options: {
			maintainAspectRatio: false,
			animation: false,
			font: { family: getComputedStyle(element).fontFamily },
			plugins: {
				legend: { display: type === 'doughnut', position: 'right', labels: { color: ink, boxWidth: 12 } },
				tooltip: { callbacks: { label: (item) => ` ${groups[item.dataIndex]?.text ?? ''}` } },
			},
			...(type === 'doughnut'
				? { cutout: '65%' }
				: {
						scales: {
							x: { ...axis, grid: { display: false } },
							y: { ...axis, ticks: { color: ink, precision: 0 }, beginAtZero: true, grid: { color: line } },
						},
					}),
		},
	});
}

/** The drawing needs resolved colours: a probe inside the figure gets them from the style sheet. */
function colour(element: HTMLElement, value: string): string {
	const probe = document.createElement('span');
	probe.style.color = value;
	element.parentElement?.append(probe);
	const resolved = getComputedStyle(probe).color;
	probe.remove();
	return resolved;
}
