import type { KindId } from '#lib/model/kind.ts';
import type { Feature } from '#lib/model/spec.ts';

/** Phrases that ask for a feature, base forms, comma-separated. */
export const FEATURE_PHRASES: Readonly<Record<Feature, string>> = {
	search:
		'search, search box, search bar, search field, searchable, full text search, look up, lookup, find by, find quickly, quickly find, easy to find, search function',
	sort: 'sort, sort by, sortable, sort order, order by, ordered by, rank by, ranking, sorted, alphabetical, alphabetically, chronological, newest first, latest first, oldest first, highest first',
	filter:
		'filter, filter by, filterable, group by, narrow down, only show, show only, categorise by, broken down by',
	chart:
		'chart, bar chart, line chart, pie chart, graph, bar graph, line graph, plot, diagram of, statistics, stats, visualise, visualisation, trend, over time, histogram, progress chart, curve, analytics, heatmap',
	csv: 'csv, csv export, csv import, export, export to csv, export to excel, export as csv, spreadsheet, spreadsheet export, excel, excel export, downloadable, download as csv, xlsx',
	kanban:
		'kanban, kanban board, kanban view, board, board view, kanban column, column, swimlane, drag and drop, drag card, trello, task board, scrum board, jira, sprint board, move card',
	calendar:
		'calendar, calendar view, month view, monthly view, week view, weekly view, agenda, timetable, on a calendar, in a calendar, planner',
	darkMode:
		'dark mode, dark theme, night mode, dark, dark design, light and dark, dark colour scheme, black background',
	streak: 'streak, streak counter, in a row, consecutive, day streak, chain, unbroken',
	lowStock:
		'low stock, stock is low, is low, be low, run low, running low, low on stock, run out, runs out, reorder, restock, reorder level, almost empty, almost out, minimum stock, below minimum, out of stock, understocked, replenish, stock alert, low inventory, get low, too low, running out, low quantity',
	total:
		'total, grand total, running total, subtotal, sum, sum up, add up, average, how much i have, how much i spend, monthly total, balance',
	reminder:
		'remind, reminder, notification, notify, alert, warn, due soon, overdue, upcoming, before renewal, expire soon, reminds me',
	print: 'print, printable, print view, printing, pdf, pdf export, print out, paper version',
};

/** Features whose word can just as well name a field or a thing. */
export const AMBIGUOUS_FEATURES: ReadonlySet<string> = new Set(
	'total average balance reminder print column streak chain board plot planner curve dark subtotal sum trend mean statistics ranking calendar'.split(
		' ',
	),
);

/** Phrases that ask for a kind. */
export const KIND_PHRASES: Readonly<Record<Exclude<KindId, 'app'>, string>> = {
	api: 'api, service returning, service that return, service giving, rest api, http api, json api, web api, graphql api, graphql, rest, rest interface, rest service, rest endpoint, rest backend, endpoint, http endpoint, json endpoint, web service, webservice, microservice, backend, backend service, http service, http server, json server, web server, webhook receiver, webhook endpoint, webhook, http, crud api, crud backend, json service, openapi, swagger, rest server, server',
	cli: 'cli, command line, command line tool, command line app, command line program, command line utility, command line interface, terminal, terminal app, terminal program, terminal tool, terminal utility, console, console app, console program, console tool, console application, shell, shell script, shell command, bash, bash script, script, python script, stdin, standard input, stdout, command, unix tool, unix command, repl, tui, text based interface, grep, batch script, node script, commandline, cmd, powershell',
	database:
		'database, database schema, schema, sql, sql schema, sql database, sql table, mysql, postgres, postgresql, postgres database, postgres table, sqlite, sqlite database, relational, relational database, data model, er diagram, erd, entity relationship, entity relationship model, entity relationship diagram, table, table structure, relational data model, relational schema, mysql schema, mysql database, postgres schema, database table, mariadb, db schema, normalised',
	workflow:
		'workflow, automation, automate, automatic, pipeline, cron job, cronjob, cron, scheduled job, scheduled task, job that, approval process, approval flow, approval workflow, onboarding workflow, approval, onboarding process, data pipeline, etl, business process, zap, batch job, bpmn, process that, background job, nightly job',
};

/** Verbs of automations: what a step does. */
export const ACTION_VERBS: ReadonlySet<string> = new Set(
	'send notify post email mail text message alert fetch backup back check upload sync synchronise copy publish remind ping get download forward archive collect delete tweet charge retry create update move call validate approve reject assign append write generate resize store save inform ask order reply invite escalate trigger start stop run import export clean load pull push print close open pay refund mark add remove tell warn read transform convert merge compute calculate tag label restart deploy rotate scan process wait confirm book cancel issue schedule submit transfer compare look make render put log record monitor watch'.split(
		' ',
	),
);

/** Words that name a kind only as the head of the wish; elsewhere they name things: "my server", "a table". */
export const HEAD_ONLY_KINDS: ReadonlySet<string> = new Set([
	'server',
	'table',
	'command',
	'script',
	'route',
	'process',
	'approval',
	'automatic',
	'pipeline',
	'rest',
	'http',
	'console',
	'schema',
	'repl',
	'shell',
]);
