import type { ReactNode } from 'react';

/** Says what belongs here and how to begin. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
	return (
		<div className="empty">
			<p className="empty-title">{title}</p>
			{children && <p>{children}</p>}
		</div>
	);
}
