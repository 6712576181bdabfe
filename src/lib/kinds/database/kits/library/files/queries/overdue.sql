-- Overdue
SELECT m.name AS member, m.email, b.title, l.due_on, current_date - l.due_on AS days_late
FROM loans l
JOIN members m ON m.id = l.member_id
JOIN books b ON b.id = l.book_id
WHERE l.returned_on IS NULL AND l.due_on < current_date
ORDER BY days_late DESC;
