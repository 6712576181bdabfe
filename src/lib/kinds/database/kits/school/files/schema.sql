-- A school: who teaches what to whom, in which room, with which grades.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE teachers (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL CHECK (name <> ''),
	email text NOT NULL UNIQUE CHECK (email LIKE '%_@_%')
);

CREATE TABLE rooms (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	seats integer NOT NULL CHECK (seats > 0)
);

CREATE TABLE students (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL CHECK (name <> ''),
	email text UNIQUE CHECK (email LIKE '%_@_%'),
	birth_date date,
	joined_on date NOT NULL DEFAULT current_date
);

CREATE TABLE courses (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	title text NOT NULL,
	subject text NOT NULL,
	teacher_id bigint NOT NULL REFERENCES teachers,
	seats integer NOT NULL DEFAULT 20 CHECK (seats > 0)
);

CREATE TABLE lessons (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	course_id bigint NOT NULL REFERENCES courses ON DELETE CASCADE,
	room_id bigint NOT NULL REFERENCES rooms,
	during tstzrange NOT NULL CHECK (NOT isempty(during)),
	-- One room, one lesson at a time.
	EXCLUDE USING gist (room_id WITH =, during WITH &&)
);

CREATE TABLE enrollments (
	student_id bigint NOT NULL REFERENCES students ON DELETE CASCADE,
	course_id bigint NOT NULL REFERENCES courses ON DELETE CASCADE,
	enrolled_on date NOT NULL DEFAULT current_date,
	PRIMARY KEY (student_id, course_id)
);

CREATE TABLE grades (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	student_id bigint NOT NULL,
	course_id bigint NOT NULL,
	title text NOT NULL,
	points numeric(5, 2) NOT NULL CHECK (points BETWEEN 0 AND 100),
	weight numeric(3, 2) NOT NULL DEFAULT 1 CHECK (weight > 0),
	given_on date NOT NULL DEFAULT current_date,
	FOREIGN KEY (student_id, course_id) REFERENCES enrollments ON DELETE CASCADE
);

CREATE INDEX courses_teacher_idx ON courses (teacher_id);
CREATE INDEX lessons_course_idx ON lessons (course_id);
CREATE INDEX enrollments_course_idx ON enrollments (course_id);
CREATE INDEX grades_enrollment_idx ON grades (student_id, course_id);

CREATE VIEW report AS
SELECT s.name AS student, c.title AS course, round(sum(g.points * g.weight) / sum(g.weight), 1) AS average, count(*) AS grades
FROM grades g
JOIN students s ON s.id = g.student_id
JOIN courses c ON c.id = g.course_id
GROUP BY s.id, c.id;
