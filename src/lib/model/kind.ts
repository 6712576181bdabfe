export const KIND_IDS = ['app', 'api', 'cli', 'database', 'workflow'] as const;
export type KindId = (typeof KIND_IDS)[number];

/** What a person calls each kind. */
export const KIND_LABELS: Readonly<Record<KindId, string>> = {
	app: 'App',
	api: 'API',
	cli: 'CLI',
	database: 'Database',
	workflow: 'Workflow',
};
