-- Money: accounts, what goes in and out, categories and a budget for each month.

CREATE TYPE account_kind AS ENUM ('cash', 'current', 'savings', 'credit card');

CREATE TABLE accounts (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE CHECK (name <> ''),
	kind account_kind NOT NULL DEFAULT 'current',
	currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
	opening_balance numeric(14, 2) NOT NULL DEFAULT 0,
	is_closed boolean NOT NULL DEFAULT false
);

CREATE TABLE categories (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	is_income boolean NOT NULL DEFAULT false
);

CREATE TABLE transactions (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account_id bigint NOT NULL REFERENCES accounts,
	category_id bigint REFERENCES categories ON DELETE SET NULL,
	booked_on date NOT NULL DEFAULT current_date,
	payee text NOT NULL,
	amount numeric(14, 2) NOT NULL CHECK (amount <> 0),
	note text
);

CREATE TABLE budgets (
	category_id bigint NOT NULL REFERENCES categories ON DELETE CASCADE,
	month date NOT NULL CHECK (extract(day FROM month) = 1),
	amount numeric(14, 2) NOT NULL CHECK (amount >= 0),
	PRIMARY KEY (category_id, month)
);

CREATE INDEX transactions_account_idx ON transactions (account_id, booked_on DESC);
CREATE INDEX transactions_category_idx ON transactions (category_id);
CREATE INDEX transactions_date_idx ON transactions (booked_on DESC);

CREATE VIEW balances AS
SELECT a.id, a.name, a.kind, a.currency, a.opening_balance + coalesce(sum(t.amount), 0) AS balance
FROM accounts a
LEFT JOIN transactions t ON t.account_id = a.id
GROUP BY a.id;

CREATE VIEW monthly AS
SELECT date_trunc('month', t.booked_on)::date AS month, coalesce(c.name, 'Without category') AS category, sum(t.amount) AS amount
FROM transactions t
LEFT JOIN categories c ON c.id = t.category_id
GROUP BY 1, 2;
