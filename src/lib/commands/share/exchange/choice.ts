import { lentProviderId, type LentModel } from '#lib/model/lending.ts';
import { dollarText } from '#lib/model/spending.ts';
import type { ModelChoice } from '../../generate/models.ts';
import type { Received } from './exchange.svelte.ts';

/** "$0.40", "12,000 tokens". */
export const amountText = (unit: LentModel['unit'], amount: number): string =>
	unit === 'money' ? dollarText(amount) : `${amount.toLocaleString('en')} tokens`;

/** The model that somebody lends, as one of those that can be chosen; none where none is lent. */
export function choiceOf({ author, name, offer: { lent } }: Received): readonly ModelChoice[] {
	if (lent === undefined) return [];
	const { model, unit, left, ...facts } = lent;
	return [
		{
			ref: { provider: lentProviderId(author), model },
			info: { id: model, ...facts },
			providerTitle: `Lent by ${name}`,
			isLocal: false,
			note: `lent by ${name} (${amountText(unit, left)} left)`,
		},
	];
}
