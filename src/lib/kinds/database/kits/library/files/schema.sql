-- A lending library: copies of books go out to members and come back.

CREATE TABLE authors (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL CHECK (name <> ''),
	born integer CHECK (born BETWEEN -3000 AND 2100)
);

CREATE TABLE books (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	title text NOT NULL,
	author_id bigint NOT NULL REFERENCES authors,
	isbn text UNIQUE CHECK (isbn ~ '^[0-9X-]{10,17}$'),
	published integer CHECK (published BETWEEN 0 AND 2100),
	genre text,
	copies integer NOT NULL DEFAULT 1 CHECK (copies >= 0)
);

CREATE TABLE members (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	card text NOT NULL UNIQUE,
	name text NOT NULL CHECK (name <> ''),
	email text UNIQUE CHECK (email LIKE '%_@_%'),
	joined_on date NOT NULL DEFAULT current_date
);

CREATE TABLE loans (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	book_id bigint NOT NULL REFERENCES books,
	member_id bigint NOT NULL REFERENCES members,
	lent_on date NOT NULL DEFAULT current_date,
	due_on date NOT NULL DEFAULT current_date + 28,
	returned_on date,
	CHECK (due_on >= lent_on),
	CHECK (returned_on >= lent_on)
);

CREATE INDEX books_author_idx ON books (author_id);
CREATE INDEX loans_member_idx ON loans (member_id);
-- Nobody borrows the same book twice at once.
CREATE UNIQUE INDEX loans_open_idx ON loans (book_id, member_id) WHERE returned_on IS NULL;

CREATE VIEW shelf AS
SELECT b.id, b.title, a.name AS author, b.genre, b.copies,
	b.copies - (SELECT count(*) FROM loans l WHERE l.book_id = b.id AND l.returned_on IS NULL) AS available
FROM books b
JOIN authors a ON a.id = b.author_id;
