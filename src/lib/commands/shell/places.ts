import * as z from 'zod/mini';
import { ok } from '#lib/model/result.ts';
import { defineCommand, type Command } from '../command.ts';

const place = (
	id: string,
	title: string,
	path: string,
	shortcut?: string,
): Command<Record<string, never>, void> =>
	defineCommand({
		id: `go.${id}`,
		title,
		input: z.strictObject({}),
		fromContext: () => ({}),
		...(shortcut ? { shortcut } : {}),
		run: async (_input, services) => {
			services.shell.navigate(path);
			return ok(undefined);
		},
	});

/** The screens, as the palette lists them. */
export const places = [
	place('new', 'New creation', '/', 'Mod+Shift+O'),
	place('creations', 'Go to creations', '/creations'),
	place('teams', 'Go to teams', '/teams'),
	place('new-team', 'New team', '/teams?new'),
	place('mesh', 'Go to mesh', '/mesh'),
	place('services', 'Add a service', '/services'),
	place('events', 'Go to events', '/events'),
	place('activity', 'Go to activity', '/activity'),
	place('market', 'Go to market', '/market'),
	place('usage', 'Go to usage', '/usage'),
	place('settings', 'Go to settings', '/settings', 'Mod+,'),
];
