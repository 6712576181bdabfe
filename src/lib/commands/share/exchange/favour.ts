import type { CreationId } from '#lib/model/id.ts';
import type { Services } from '../../services.ts';

/** What it takes to do something for a member. */
export interface FavourOptions {
	/** The shared one, as this device knows it. */
	readonly creationId: CreationId;
	readonly services: Services;
}
