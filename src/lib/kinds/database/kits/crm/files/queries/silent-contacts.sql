-- Not heard of lately
SELECT c.name, co.name AS company, max(a.happened_at)::date AS last_contact
FROM contacts c
LEFT JOIN companies co ON co.id = c.company_id
LEFT JOIN activities a ON a.contact_id = c.id
GROUP BY c.id, co.name
ORDER BY last_contact NULLS FIRST;
