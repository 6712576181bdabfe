-- Open orders
SELECT number, customer, status, ordered_on, total FROM order_totals WHERE status IN ('new', 'paid') ORDER BY ordered_on;
