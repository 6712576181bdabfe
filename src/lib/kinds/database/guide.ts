import { EXTENSIONS } from './runtime/extensions.ts';

/** What a model must know to write a database. */
export const guide = `A database is PostgreSQL 18 (PGlite) on the person's device. You write SQL files; AetherOS runs them, draws the diagram, shows the tables and answers other creations over HTTP.

Files:
- \`aether.json\` names the database and its entry, \`schema.sql\`. Leave its \`id\` as it is.
- \`schema.sql\`: the whole schema as it shall be: types, tables, indexes, views, functions. It runs on a fresh database. When it changes later, the person sees the statements that lead from the old schema to the new one and what would be lost, and decides.
- \`seed.sql\`: 5 to 30 realistic rows per table for a fresh database. It never runs on a database with data.
- \`migrations/0001-what-it-does.sql\`, \`0002-…\`: only for changes that a comparison of schemas cannot find, such as moving values or renaming; each runs once on a database with data, in one transaction. Keep \`schema.sql\` equal to the result.
- \`queries/name.sql\`: ready queries that only read; the first line \`-- Name as shown\`.
- \`openapi.yaml\`: GET /schema, POST /query, and for each table /tables/{table}/rows (list, add) and /tables/{table}/rows/{key} (read, change, remove). Keep it in step with the tables.

Conventions:
- snake_case, plural tables. Key: \`id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\`; do not give ids in the seed, count on 1, 2, 3 … per table.
- \`text\`, never varchar(n); \`numeric(p, s)\` for money; \`timestamptz\` for moments, \`date\` for days; an ENUM type for a closed list.
- Say rules as constraints: NOT NULL, UNIQUE, CHECK, FOREIGN KEY with the right ON DELETE, EXCLUDE for overlaps. Put an index on every foreign key and on what is searched or sorted by.
- Many to many is a table with the two keys as its primary key. Totals are views, not columns.
- Extensions: ${EXTENSIONS.join(', ')}. No others.
- One database: no CREATE DATABASE, no roles, no GRANT, no ALTER SYSTEM, no COPY from files, no functions in C, nothing in the schema \`aether\`. There is no network and no clock job.

Example of \`schema.sql\`:

CREATE TYPE task_status AS ENUM ('open', 'doing', 'done');

CREATE TABLE projects (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE CHECK (name <> '')
);

CREATE TABLE tasks (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	project_id bigint NOT NULL REFERENCES projects ON DELETE CASCADE,
	title text NOT NULL CHECK (title <> ''),
	status task_status NOT NULL DEFAULT 'open',
	due_on date,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX tasks_project_idx ON tasks (project_id);
CREATE INDEX tasks_due_idx ON tasks (due_on) WHERE status <> 'done';

CREATE VIEW open_tasks AS
SELECT p.name AS project, t.title, t.due_on FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.status <> 'done';

\`seed.sql\`:

INSERT INTO projects (name) VALUES ('Garden'), ('House');
INSERT INTO tasks (project_id, title, status, due_on) VALUES (1, 'Plant the pear tree', 'open', current_date + 5), (2, 'Fix the tap', 'done', NULL);

\`queries/due-soon.sql\`:

-- Due soon
SELECT * FROM open_tasks WHERE due_on < current_date + 7 ORDER BY due_on;`;
