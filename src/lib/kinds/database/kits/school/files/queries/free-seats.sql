-- Free seats
SELECT c.title, c.seats, c.seats - count(e.student_id) AS free FROM courses c LEFT JOIN enrollments e ON e.course_id = c.id GROUP BY c.id ORDER BY free DESC;
