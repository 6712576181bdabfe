-- A blog: authors write posts, readers comment, tags bring posts together.

CREATE TABLE authors (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL CHECK (name <> ''),
	email text NOT NULL UNIQUE CHECK (email LIKE '%_@_%'),
	bio text,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE posts (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	author_id bigint NOT NULL REFERENCES authors,
	slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]+$'),
	title text NOT NULL,
	body text NOT NULL DEFAULT '',
	published_at timestamptz,
	created_at timestamptz NOT NULL DEFAULT now(),
	search tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED
);

CREATE TABLE comments (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
	reply_to_id bigint REFERENCES comments ON DELETE CASCADE,
	name text NOT NULL,
	body text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
	is_approved boolean NOT NULL DEFAULT false,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tags (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE
);

CREATE TABLE post_tags (
	post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
	tag_id bigint NOT NULL REFERENCES tags ON DELETE CASCADE,
	PRIMARY KEY (post_id, tag_id)
);

CREATE INDEX posts_author_idx ON posts (author_id);
CREATE INDEX posts_published_idx ON posts (published_at DESC) WHERE published_at IS NOT NULL;
CREATE INDEX posts_search_idx ON posts USING gin (search);
CREATE INDEX comments_post_idx ON comments (post_id, created_at);
CREATE INDEX post_tags_tag_idx ON post_tags (tag_id);

CREATE VIEW published_posts AS
SELECT p.id, p.slug, p.title, a.name AS author, p.published_at,
	(SELECT count(*) FROM comments c WHERE c.post_id = p.id AND c.is_approved) AS comments,
	(SELECT string_agg(t.name, ', ' ORDER BY t.name) FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = p.id) AS tags
FROM posts p
JOIN authors a ON a.id = p.author_id
WHERE p.published_at <= now();
