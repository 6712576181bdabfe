-- What runs low
SELECT sku, name, stock FROM products WHERE is_active AND stock < 10 ORDER BY stock, name;
