import type { ReactNode } from 'react';
import type { AppFacts } from '../schema.ts';
import { useSavedWhere, useUnreadableCount } from '../store.ts';
import { AppearanceSwitch } from './AppearanceSwitch.tsx';

interface PageProps {
	readonly app: AppFacts;
	/** Beside the title: "12 kept · average 4.2". */
	readonly summary?: string;
	readonly isWide?: boolean;
	/** Beside "Saved on this device" at the end of the page. */
	readonly foot?: ReactNode;
	readonly children: ReactNode;
}

export function Page({ app, summary, isWide = false, foot, children }: PageProps) {
	const unreadable = useUnreadableCount();
	return (
		<main className={isWide ? 'page wide' : 'page'}>
			<header className="page-head">
				<h1>{app.title}</h1>
				{summary && <p>{summary}</p>}
				{app.appearanceSwitch && <AppearanceSwitch />}
			</header>
			{children}
			<footer className="page-foot">
				<span>
					{useSavedWhere()}
					{unreadable > 0 && ` · ${unreadable} could not be read and stay as they are`}
				</span>
				{foot}
			</footer>
		</main>
	);
}
