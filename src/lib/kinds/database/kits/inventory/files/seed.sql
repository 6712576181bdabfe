INSERT INTO locations (name) VALUES ('Main store'), ('Workshop'), ('Van');

INSERT INTO suppliers (name, email, phone, delivery_days) VALUES
	('Bolt & Nut Co', 'orders@bolt.example', '+1 555 0110', 3), ('Holzmann', 'info@holzmann.example', NULL, 10), ('Lumen Light', NULL, '+31 20 555 012', 5);

INSERT INTO items (sku, name, unit, supplier_id, cost, reorder_at) VALUES
	('SC-440', 'Wood screw 4 × 40', 'box', 1, 6.40, 10),
	('SC-560', 'Wood screw 5 × 60', 'box', 1, 8.10, 10),
	('BD-018', 'Birch plywood 18 mm', 'sheet', 2, 42.00, 4),
	('BD-009', 'Birch plywood 9 mm', 'sheet', 2, 27.50, 4),
	('GL-750', 'Wood glue 750 ml', 'bottle', 2, 11.20, 3),
	('LM-010', 'LED lamp 10 W', 'piece', 3, 7.90, 12),
	('LM-CAB', 'Cable 3 × 1.5', 'metre', 3, 0.85, 100);

INSERT INTO movements (item_id, location_id, kind, quantity, moved_at, note) VALUES
	(1, 1, 'received', 40, now() - interval '30 days', NULL), (1, 2, 'received', 6, now() - interval '30 days', NULL),
	(1, 1, 'used', -33, now() - interval '9 days', 'Kitchen, Elm Street'), (2, 1, 'received', 20, now() - interval '30 days', NULL),
	(3, 1, 'received', 12, now() - interval '21 days', NULL), (3, 2, 'used', -2, now() - interval '7 days', NULL),
	(3, 2, 'received', 4, now() - interval '14 days', NULL), (4, 1, 'received', 3, now() - interval '21 days', NULL),
	(5, 2, 'received', 5, now() - interval '12 days', NULL), (5, 2, 'used', -3, now() - interval '2 days', NULL),
	(6, 3, 'received', 24, now() - interval '5 days', NULL), (6, 3, 'thrown away', -2, now() - interval '1 day', 'Broken in transit'),
	(7, 3, 'received', 150, now() - interval '5 days', NULL), (7, 3, 'used', -64, now() - interval '1 day', NULL);
