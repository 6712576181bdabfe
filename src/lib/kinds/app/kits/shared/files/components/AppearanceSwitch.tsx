import { useEffect, useState } from 'react';
import { isDarkAsked, watchAppearance } from '../appearance.ts';
import { isBoolean, useSetting } from '../store.ts';
import { Icon } from './Icon.tsx';

/** Follows the system until it is pressed; then the choice is kept. */
export function AppearanceSwitch() {
	const [isSystemDark, setSystemDark] = useState(isDarkAsked);
	const [isOn, setOn] = useSetting('darkMode', isSystemDark, isBoolean);
	useEffect(() => watchAppearance(() => setSystemDark(isDarkAsked())), []);
	useEffect(() => {
		if (isOn === isSystemDark) delete document.documentElement.dataset['choice'];
		else document.documentElement.dataset['choice'] = isOn ? 'dark' : 'light';
	}, [isOn, isSystemDark]);
	return (
		<button
			type="button"
			role="switch"
			aria-checked={isOn}
			className="button quiet appearance"
			onClick={() => setOn(!isOn)}
		>
			<Icon name="moon" size={16} /> Dark mode
		</button>
	);
}
