import { Icon } from '../../shared/files/components/Icon.tsx';

interface PagerProps {
	readonly title: string;
	readonly unit: 'month' | 'week';
	readonly onGo: (steps: -1 | 0 | 1) => void;
}

export function Pager({ title, unit, onGo }: PagerProps) {
	return (
		<div className="pager">
			<h2 aria-live="polite">{title}</h2>
			<button type="button" className="button quiet" onClick={() => onGo(0)}>
				Today
			</button>
			<button type="button" className="icon-button" aria-label={`Previous ${unit}`} onClick={() => onGo(-1)}>
				<Icon name="left" />
			</button>
			<button type="button" className="icon-button" aria-label={`Next ${unit}`} onClick={() => onGo(1)}>
				<Icon name="right" />
			</button>
		</div>
	);
}
