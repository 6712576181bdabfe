import { panelWishSchema, type PanelWish } from '#lib/commands/composite/composite.ts';

/** What a drag from the palette carries. */
const TYPE = 'application/x-aether-panel';

export function carry(transfer: DataTransfer | null, wish: PanelWish): void {
	transfer?.setData(TYPE, JSON.stringify(wish));
}

/** Whether a drag could be one of ours; what it carries shows when it is dropped. */
export const isCarried = (transfer: DataTransfer | null): boolean => transfer?.types.includes(TYPE) === true;

/** What was dropped; undefined where it is none of ours. */
export function carriedIn(transfer: DataTransfer | null): PanelWish | undefined {
	try {
		const wish = panelWishSchema.safeParse(JSON.parse(transfer?.getData(TYPE) ?? ''));
		return wish.success ? wish.data : undefined;
	} catch {
		return undefined;
	}
}
