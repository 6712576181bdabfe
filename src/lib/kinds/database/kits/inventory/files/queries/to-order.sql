-- To order
SELECT i.sku, i.name, coalesce(sum(m.quantity), 0) AS on_hand, i.reorder_at, s.name AS supplier, s.delivery_days
FROM items i
LEFT JOIN movements m ON m.item_id = i.id
LEFT JOIN suppliers s ON s.id = i.supplier_id
WHERE i.is_active
GROUP BY i.id, s.id
HAVING coalesce(sum(m.quantity), 0) <= i.reorder_at
ORDER BY s.name, i.name;
