-- Budget of this month
SELECT c.name AS category, b.amount AS budget, -coalesce(sum(t.amount), 0) AS spent, b.amount + coalesce(sum(t.amount), 0) AS left_over
FROM budgets b
JOIN categories c ON c.id = b.category_id
LEFT JOIN transactions t ON t.category_id = c.id AND date_trunc('month', t.booked_on) = b.month
WHERE b.month = date_trunc('month', current_date)
GROUP BY c.id, b.amount
ORDER BY left_over;
