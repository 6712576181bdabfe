import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { onFailure } from '../store.ts';
import { Icon } from './Icon.tsx';

interface Message {
	readonly text: string;
	readonly undo?: () => void;
}

type Say = (text: string, undo?: () => void) => void;

const ToastContext = createContext<Say>(() => {});

/** Returns `say(text, undo?)`: a short message at the bottom, read out by screen readers, with "Undo" if it can be. */
export const useToast = (): Say => useContext(ToastContext);

/** Long enough to read; longer where there is something to press. */
const SHOWN_MS = { text: 4000, undo: 10_000 };

export function ToastProvider({ children }: { readonly children: ReactNode }) {
	const [message, setMessage] = useState<Message | null>(null);
	const timer = useRef(0);
	const hide = useCallback(() => setMessage(null), []);
	const hold = useCallback(() => clearTimeout(timer.current), []);
	const wait = useCallback(
		(ms: number) => {
			clearTimeout(timer.current);
			timer.current = window.setTimeout(hide, ms);
		},
		[hide],
	);
	const say = useCallback<Say>(
		(text, undo) => {
			setMessage(undo ? { text, undo } : { text });
			wait(undo ? SHOWN_MS.undo : SHOWN_MS.text);
		},
		[wait],
	);
	useEffect(() => onFailure(say), [say]);
	const undo = message?.undo;
	const resume = (): void => wait(SHOWN_MS.text);

	return (
		<ToastContext value={say}>
			{children}
			<div className="toasts" onPointerEnter={hold} onPointerLeave={resume} onFocus={hold} onBlur={resume}>
				<div className={message ? 'toast' : undefined}>
					<span role="status">{message?.text}</span>
					{undo && (
						<button
							type="button"
							className="toast-action"
							onClick={() => {
								undo();
								hide();
							}}
						>
							Undo
						</button>
					)}
					{message && (
						<button type="button" className="icon-button" aria-label="Dismiss" onClick={hide}>
							<Icon name="close" size={16} />
						</button>
					)}
				</div>
			</div>
		</ToastContext>
	);
}
