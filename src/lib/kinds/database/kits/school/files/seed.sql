INSERT INTO teachers (name, email) VALUES ('Helen Marsh', 'marsh@school.example'), ('Ivo Kovač', 'kovac@school.example'), ('Amina Diallo', 'diallo@school.example');
INSERT INTO rooms (name, seats) VALUES ('A 101', 24), ('A 102', 18), ('Lab', 16);

INSERT INTO students (name, email, birth_date) VALUES
	('Noa Berg', 'noa@school.example', '2010-02-11'), ('Milan Petrov', 'milan@school.example', '2010-07-30'), ('Ella Quinn', NULL, '2009-12-05'),
	('Yusuf Aydin', 'yusuf@school.example', '2010-04-18'), ('Clara Neumann', NULL, '2010-09-02'), ('Leo Costa', 'leo@school.example', '2009-11-23');

INSERT INTO courses (title, subject, teacher_id, seats) VALUES ('Algebra I', 'Mathematics', 1, 20), ('Mechanics', 'Physics', 2, 16), ('Short stories', 'English', 3, 18), ('Statistics', 'Mathematics', 1, 20);

INSERT INTO lessons (course_id, room_id, during)
SELECT c, r, tstzrange(date_trunc('week', now()) + make_interval(days => d, hours => h), date_trunc('week', now()) + make_interval(days => d, hours => h + 1))
FROM (VALUES (1, 1, 0, 8), (1, 1, 2, 8), (2, 3, 1, 10), (2, 3, 3, 10), (3, 2, 0, 9), (3, 2, 4, 11), (4, 1, 1, 9)) v(c, r, d, h);

INSERT INTO enrollments (student_id, course_id) VALUES (1, 1), (1, 3), (2, 1), (2, 2), (3, 3), (3, 4), (4, 1), (4, 2), (5, 2), (5, 3), (6, 4);

INSERT INTO grades (student_id, course_id, title, points, weight) VALUES
	(1, 1, 'Test 1', 82, 1), (1, 1, 'Test 2', 91, 2), (2, 1, 'Test 1', 64, 1), (2, 2, 'Lab report', 77.5, 1), (3, 3, 'Essay', 95, 1),
	(3, 4, 'Test 1', 58, 1), (4, 1, 'Test 1', 73, 1), (4, 2, 'Lab report', 88, 1), (5, 3, 'Essay', 81, 1), (6, 4, 'Test 1', 69.5, 1);
