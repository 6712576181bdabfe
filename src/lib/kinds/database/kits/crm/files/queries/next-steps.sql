-- Next steps
SELECT a.next_on, a.next_step, c.name AS contact, co.name AS company, a.next_on < current_date AS is_late
FROM activities a
JOIN contacts c ON c.id = a.contact_id
LEFT JOIN companies co ON co.id = c.company_id
WHERE a.next_on IS NOT NULL
ORDER BY a.next_on;
