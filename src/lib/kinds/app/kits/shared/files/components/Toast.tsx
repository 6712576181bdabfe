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

const SHOWN_MS = 8000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
	const [message, setMessage] = useState<Message | null>(null);
	const timer = useRef(0);
	const hide = useCallback(() => setMessage(null), []);
	const hold = useCallback(() => clearTimeout(timer.current), []);
	const wait = useCallback(() => {
		clearTimeout(timer.current);
		timer.current = window.setTimeout(hide, SHOWN_MS);
	}, [hide]);
	const say = useCallback<Say>(
		(text, undo) => {
			setMessage(undo ? { text, undo } : { text });
			wait();
		},
		[wait],
	);
	useEffect(() => onFailure(say), [say]);
	const undo = message?.undo;

	return (
		<ToastContext value={say}>
			{children}
			<div className="toasts" onPointerEnter={hold} onPointerLeave={wait} onFocus={hold} onBlur={wait}>
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
