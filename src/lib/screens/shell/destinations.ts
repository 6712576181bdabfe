import House from '@lucide/svelte/icons/house';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Waypoints from '@lucide/svelte/icons/waypoints';
import Activity from '@lucide/svelte/icons/activity';
import Store from '@lucide/svelte/icons/store';
import Settings from '@lucide/svelte/icons/settings';

/** The places of the main navigation, in order. */
export const destinations = [
	{ label: 'Home', path: '/', icon: House },
	{ label: 'Creations', path: '/creations', icon: LayoutGrid },
	{ label: 'Mesh', path: '/mesh', icon: Waypoints },
	{ label: 'Activity', path: '/activity', icon: Activity },
	{ label: 'Market', path: '/market', icon: Store },
	{ label: 'Settings', path: '/settings', icon: Settings },
] as const;

/** Whether `path` lies in a place: an open creation belongs to Creations, services and events to Mesh, usage to Settings. */
export function isAt(place: string, path: string): boolean {
	if (place === '/creations') return path === place || path.startsWith('/c/');
	if (place === '/mesh') return [place, '/services', '/events'].includes(path);
	if (place === '/settings') return path === place || path === '/usage';
	return path === place;
}
