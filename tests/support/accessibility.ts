import axe from 'axe-core';

/** Serious and critical findings in what is on the page, one line each. */
export async function seriousFindings(root: Element = document.body): Promise<string[]> {
	await settled();
	const { violations } = await axe.run(root, { resultTypes: ['violations'] });
	return violations
		.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
		.flatMap((violation) =>
			violation.nodes.map(
				(node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`,
			),
		);
}

/** Half-way through a transition colours are those of nothing that a person reads. What moves for ever is not waited for. */
async function settled(): Promise<void> {
	const ending = document
		.getAnimations()
		.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
	await Promise.allSettled(ending.map(({ finished }) => finished));
}
