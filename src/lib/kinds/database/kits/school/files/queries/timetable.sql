-- Timetable of this week
SELECT lower(l.during) AS starts, c.title AS course, r.name AS room, t.name AS teacher
FROM lessons l
JOIN courses c ON c.id = l.course_id
JOIN rooms r ON r.id = l.room_id
JOIN teachers t ON t.id = c.teacher_id
ORDER BY starts;
