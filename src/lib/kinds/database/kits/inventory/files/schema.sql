-- What lies where, and every movement of it. The quantity on hand is the sum of its movements.

CREATE TYPE movement_kind AS ENUM ('received', 'used', 'moved', 'counted', 'thrown away');

CREATE TABLE locations (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE
);

CREATE TABLE suppliers (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	email text CHECK (email LIKE '%_@_%'),
	phone text,
	delivery_days integer NOT NULL DEFAULT 7 CHECK (delivery_days > 0)
);

CREATE TABLE items (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	sku text NOT NULL UNIQUE,
	name text NOT NULL CHECK (name <> ''),
	unit text NOT NULL DEFAULT 'piece',
	supplier_id bigint REFERENCES suppliers ON DELETE SET NULL,
	cost numeric(10, 2) NOT NULL DEFAULT 0 CHECK (cost >= 0),
	reorder_at integer NOT NULL DEFAULT 0 CHECK (reorder_at >= 0),
	is_active boolean NOT NULL DEFAULT true
);

CREATE TABLE movements (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	item_id bigint NOT NULL REFERENCES items,
	location_id bigint NOT NULL REFERENCES locations,
	kind movement_kind NOT NULL,
	quantity integer NOT NULL CHECK (quantity <> 0),
	moved_at timestamptz NOT NULL DEFAULT now(),
	note text,
	CHECK ((kind = 'received') <= (quantity > 0)),
	CHECK ((kind IN ('used', 'thrown away')) <= (quantity < 0))
);

CREATE INDEX items_supplier_idx ON items (supplier_id);
CREATE INDEX movements_item_idx ON movements (item_id, location_id);
CREATE INDEX movements_time_idx ON movements (moved_at DESC);

CREATE VIEW stock AS
SELECT i.id, i.sku, i.name, l.name AS location, sum(m.quantity) AS on_hand, i.unit
FROM items i
JOIN movements m ON m.item_id = i.id
JOIN locations l ON l.id = m.location_id
GROUP BY i.id, l.name;
