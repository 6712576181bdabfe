import { dollarText } from '#lib/model/spending.ts';
import type { Contender, Prospect } from './chain.ts';

/** Judged answers from which on a model's results speak for themselves. */
const ENOUGH = 5;

/** Why this chain, in plain words. `top` is the surest model asked alone. */
export function becauseOf(chosen: Prospect, top: Prospect): string {
	const [first, ...others] = chosen.chain;
	if (first === undefined) return '';
	const reason = `${nameOf(first)} goes first: ${shareText(first)}${costText(first)}.`;
	const next = others.map(nameOf).join(', then ');
	const follows = next ? ` ${next} follows only if the checks fail.` : '';
	return reason + follows + savingText(chosen, top);
}

export const BECAUSE_CHOSEN = 'You chose this model.';

export const becauseUnpriced = (best: Contender): string =>
	`${nameOf(best)} is the strongest you have; nobody knows the price of your models, so none could be called cheaper.`;

export const becauseExplored = (explored: Contender, rest: readonly Contender[]): string =>
	`Trying ${nameOf(explored)}, about which little is known here.${rest[0] ? ` ${nameOf(rest[0])} follows if the checks fail.` : ''}`;

const nameOf = ({ candidate }: Contender): string => candidate.model.model;

function shareText({ belief }: Contender): string {
	const tenths = Math.round(belief.good * 10);
	return belief.weight < ENOUGH
		? `models like it get about ${tenths} in 10 such tasks right`
		: `here it gets about ${tenths} in 10 such tasks right`;
}

function costText({ candidate, costNanoUsd }: Contender): string {
	if (candidate.isLocal) return ' on your own machine, for nothing';
	if (costNanoUsd === null) return '';
	return ` for ${costNanoUsd < 10_000_000 ? 'under 1 cent' : `about ${dollarText(costNanoUsd)}`} each`;
}

function savingText(chosen: Prospect, top: Prospect): string {
	const saved = 1 - chosen.costNanoUsd / top.costNanoUsd;
	const [best] = top.chain;
	if (best === undefined || chosen.chain[0] === best) return ' Nothing cheaper comes close.';
	return saved >= 0.05 ? ` About ${Math.round(saved * 100)} % cheaper than ${nameOf(best)} alone.` : '';
}
