import axe from 'axe-core';

/** Serious and critical findings in what is on the page, one line each. */
export async function seriousFindings(root: Element = document.body): Promise<string[]> {
	const { violations } = await axe.run(root, { resultTypes: ['violations'] });
	return violations
		.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
		.flatMap((violation) =>
			violation.nodes.map(
				(node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`,
			),
		);
}
