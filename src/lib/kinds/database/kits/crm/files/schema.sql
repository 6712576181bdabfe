-- Companies, the people in them, deals and what was said when.

CREATE TYPE deal_stage AS ENUM ('lead', 'qualified', 'offer', 'won', 'lost');
CREATE TYPE activity_kind AS ENUM ('call', 'mail', 'meeting', 'note');

CREATE TABLE companies (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE CHECK (name <> ''),
	website text CHECK (website ~ '^https?://'),
	industry text,
	city text,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE contacts (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	company_id bigint REFERENCES companies ON DELETE SET NULL,
	name text NOT NULL CHECK (name <> ''),
	role text,
	email text UNIQUE CHECK (email LIKE '%_@_%'),
	phone text
);

CREATE TABLE deals (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	company_id bigint NOT NULL REFERENCES companies ON DELETE CASCADE,
	contact_id bigint REFERENCES contacts ON DELETE SET NULL,
	title text NOT NULL,
	stage deal_stage NOT NULL DEFAULT 'lead',
	amount numeric(12, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0),
	probability integer NOT NULL DEFAULT 20 CHECK (probability BETWEEN 0 AND 100),
	expected_on date,
	closed_on date,
	CHECK (closed_on IS NULL OR stage IN ('won', 'lost'))
);

CREATE TABLE activities (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contact_id bigint NOT NULL REFERENCES contacts ON DELETE CASCADE,
	deal_id bigint REFERENCES deals ON DELETE CASCADE,
	kind activity_kind NOT NULL,
	summary text NOT NULL,
	happened_at timestamptz NOT NULL DEFAULT now(),
	next_step text,
	next_on date
);

CREATE INDEX contacts_company_idx ON contacts (company_id);
CREATE INDEX deals_company_idx ON deals (company_id);
CREATE INDEX deals_stage_idx ON deals (stage) WHERE stage NOT IN ('won', 'lost');
CREATE INDEX activities_contact_idx ON activities (contact_id, happened_at DESC);
CREATE INDEX activities_next_idx ON activities (next_on) WHERE next_on IS NOT NULL;

CREATE VIEW pipeline AS
SELECT stage, count(*) AS deals, sum(amount) AS amount, round(sum(amount * probability / 100), 2) AS weighted
FROM deals
GROUP BY stage
ORDER BY stage;
