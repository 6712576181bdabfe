-- Best customers
SELECT c.name, count(DISTINCT o.id) AS orders, sum(l.quantity * l.price) AS spent
FROM customers c
JOIN orders o ON o.customer_id = c.id AND o.status <> 'cancelled'
JOIN order_lines l ON l.order_id = o.id
GROUP BY c.id
ORDER BY spent DESC;
