-- Where it goes, in 90 days
SELECT coalesce(c.name, 'Without category') AS category, count(*) AS times, -sum(t.amount) AS spent
FROM transactions t
LEFT JOIN categories c ON c.id = t.category_id
WHERE t.amount < 0 AND t.booked_on > current_date - 90
GROUP BY 1
ORDER BY spent DESC;
