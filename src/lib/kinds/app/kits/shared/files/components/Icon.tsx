const paths = {
	add: 'M12 5v14M5 12h14',
	edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
	remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
	close: 'M6 6l12 12M18 6L6 18',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	left: 'M15 5l-7 7 7 7',
	right: 'M9 5l7 7-7 7',
	up: 'M5 15l7-7 7 7',
	down: 'M5 9l7 7 7-7',
	pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
	search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4',
	download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
	moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
	flame: 'M12 3c1 4 5 5.5 5 10.5a5 5 0 0 1-10 0c0-2 1-3 2-4 .5 1.5 1 2 2 2.5-.5-3-.5-6 1-9z',
	swap: 'M4 8h15M16 5l3 3-3 3M20 16H5M8 13l-3 3 3 3',
} as const;

/** A drawing beside words; screen readers skip it. */
export function Icon({ name, size = 18 }: { readonly name: keyof typeof paths; readonly size?: number }) {
	return (
		<svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
			<path d={paths[name]} />
		</svg>
	);
}
