import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';

interface DialogProps {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
}

/** Opens as soon as it is rendered. Escape closes it, and focus goes back to where it came from. */
export function Dialog({ title, onClose, children }: DialogProps) {
	const element = useRef<HTMLDialogElement>(null);
	const titleId = useId();
	useEffect(() => {
		const dialog = element.current;
		dialog?.showModal();
		return () => dialog?.close();
	}, []);
	return (
		<dialog
			ref={element}
			className="dialog"
			aria-labelledby={titleId}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
		>
			<header className="dialog-head">
				<h2 id={titleId}>{title}</h2>
				<button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
					<Icon name="close" />
				</button>
			</header>
			{children}
		</dialog>
	);
}
