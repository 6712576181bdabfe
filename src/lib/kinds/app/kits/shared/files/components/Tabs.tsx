import { useEffect, useId, type KeyboardEvent, type ReactNode } from 'react';

interface TabsProps<Name extends string> {
	readonly label: string;
	readonly tabs: readonly { readonly name: Name; readonly label: string }[];
	readonly selected: Name;
	readonly onSelect: (name: Name) => void;
	/** Content of the selected tab. */
	readonly children: ReactNode;
}

export function Tabs<Name extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Name>) {
	const id = useId();
	useEffect(() => {
		document.getElementById(`${id}-${selected}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	}, [id, selected]);
	const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		const index = tabs.findIndex((tab) => tab.name === selected);
		const next = tabs[(index + step + tabs.length) % tabs.length];
		if (!next) return;
		onSelect(next.name);
		document.getElementById(`${id}-${next.name}`)?.focus();
	};
	return (
		<>
			<div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
				{tabs.map((tab) => (
					<button
						key={tab.name}
						type="button"
						role="tab"
						id={`${id}-${tab.name}`}
						aria-selected={tab.name === selected}
						aria-controls={`${id}-panel`}
						tabIndex={tab.name === selected ? 0 : -1}
						onClick={() => onSelect(tab.name)}
					>
						{tab.label}
					</button>
				))}
			</div>
			<div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
				{children}
			</div>
		</>
	);
}
