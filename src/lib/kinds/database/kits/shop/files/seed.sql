INSERT INTO customers (name, email, phone, street, city, country) VALUES
	('Mara Lindqvist', 'mara@example.com', '+46 70 555 01 01', 'Storgatan 4', 'Lund', 'SE'),
	('Jonas Weber', 'jonas.weber@example.com', '+49 30 555 0102', 'Kastanienallee 12', 'Berlin', 'DE'),
	('Aiko Tanaka', 'aiko@example.com', NULL, '3-2 Sakae', 'Nagoya', 'JP'),
	('Luis Ortega', 'luis.ortega@example.com', '+34 600 555 104', 'Calle Mayor 8', 'Valencia', 'ES'),
	('Nadia Haddad', 'nadia@example.com', '+33 6 55 50 10 05', '21 rue des Lilas', 'Lyon', 'FR'),
	('Tom Archer', 'tom.archer@example.com', NULL, '9 Mill Lane', 'Bath', 'GB');

INSERT INTO categories (name, parent_id) VALUES ('Kitchen', NULL), ('Garden', NULL), ('Knives', 1), ('Pots', 1), ('Tools', 2);

INSERT INTO products (sku, name, description, category_id, price, stock) VALUES
	('KN-018', 'Chef''s knife 18 cm', 'Forged steel, walnut handle', 3, 89.00, 14),
	('KN-009', 'Paring knife 9 cm', NULL, 3, 34.50, 31),
	('PT-240', 'Cast iron pot 24 cm', 'For every hob, and the oven', 4, 129.00, 6),
	('PT-160', 'Saucepan 16 cm', NULL, 4, 49.90, 22),
	('GD-101', 'Hand trowel', 'Stainless steel', 5, 18.20, 40),
	('GD-205', 'Pruning shears', NULL, 5, 27.80, 3),
	('GD-330', 'Watering can 9 l', 'Galvanised', 2, 42.00, 0),
	('KT-511', 'Linen apron', NULL, 1, 39.00, 17);

INSERT INTO orders (number, customer_id, status, ordered_on) VALUES
	('A-1001', 1, 'delivered', current_date - 41),
	('A-1002', 2, 'delivered', current_date - 33),
	('A-1003', 1, 'shipped', current_date - 6),
	('A-1004', 3, 'paid', current_date - 4),
	('A-1005', 4, 'cancelled', current_date - 3),
	('A-1006', 5, 'new', current_date - 1),
	('A-1007', 6, 'new', current_date);

INSERT INTO order_lines (order_id, product_id, quantity, price) VALUES
	(1, 1, 1, 89.00), (1, 8, 2, 39.00), (2, 3, 1, 129.00), (3, 5, 2, 18.20), (3, 6, 1, 27.80), (4, 2, 2, 34.50),
	(4, 4, 1, 49.90), (5, 7, 1, 42.00), (6, 1, 1, 89.00), (6, 2, 1, 34.50), (7, 8, 1, 39.00), (7, 5, 1, 18.20);
