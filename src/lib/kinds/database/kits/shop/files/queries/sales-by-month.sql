-- Sales by month
SELECT date_trunc('month', o.ordered_on)::date AS month, count(DISTINCT o.id) AS orders, sum(l.quantity * l.price) AS sales
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.status <> 'cancelled'
GROUP BY 1
ORDER BY 1 DESC;
