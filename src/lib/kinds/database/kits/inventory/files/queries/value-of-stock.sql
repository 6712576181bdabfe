-- Value of the stock
SELECT i.name, sum(m.quantity) AS on_hand, sum(m.quantity) * i.cost AS value FROM items i JOIN movements m ON m.item_id = i.id GROUP BY i.id ORDER BY value DESC;
