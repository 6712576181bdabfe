import { useId } from 'react';

export const RATINGS = [1, 2, 3, 4, 5] as const;

export const starsLabel = (count: number): string => `${count} star${count === 1 ? '' : 's'}`;

/** Stars to read. */
export function Stars({ value }: { readonly value: number }) {
	return (
		<span className="stars" role="img" aria-label={`${value} of 5 stars`}>
			{RATINGS.map((star) => (
				<Star key={star} isFull={star <= value} />
			))}
		</span>
	);
}

interface RatingInputProps {
	readonly label: string;
	/** 0 when not rated yet. */
	readonly value: number;
	readonly fault?: string | undefined;
	readonly onChange: (value: number) => void;
}

/** Stars to press: a radio group, so that arrow keys work. */
export function RatingInput({ label, value, fault, onChange }: RatingInputProps) {
	const id = useId();
	return (
		<div className="field field-rating">
			<span className="label" id={id}>
				{label}
			</span>
			<div role="radiogroup" aria-labelledby={id} className="stars stars-input">
				{RATINGS.map((star) => (
					<label key={star} className="star-choice">
						<input
							type="radio"
							name={id}
							aria-label={starsLabel(star)}
							checked={star === value}
							onChange={() => onChange(star)}
						/>
						<Star isFull={star <= value} />
					</label>
				))}
				{value > 0 && (
					<button type="button" className="link" onClick={() => onChange(0)}>
						Clear
					</button>
				)}
			</div>
			{fault && <span className="fault">{fault}</span>}
		</div>
	);
}

function Star({ isFull }: { readonly isFull: boolean }) {
	return (
		<svg className={isFull ? 'star full' : 'star'} viewBox="0 0 24 24" aria-hidden="true">
			<path d="M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3-5.8 3 1.1-6.5-4.7-4.6 6.5-.9z" />
		</svg>
	);
}
