-- Stock by place
SELECT location, sku, name, on_hand, unit FROM stock WHERE on_hand <> 0 ORDER BY location, name;
