-- A shop: customers order products; stock moves with every line.

CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'delivered', 'cancelled');

CREATE TABLE customers (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL CHECK (name <> ''),
	email text NOT NULL UNIQUE CHECK (email LIKE '%_@_%'),
	phone text,
	street text,
	city text,
	country text NOT NULL DEFAULT 'DE' CHECK (country ~ '^[A-Z]{2}$'),
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE categories (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	parent_id bigint REFERENCES categories ON DELETE SET NULL
);

CREATE TABLE products (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	sku text NOT NULL UNIQUE,
	name text NOT NULL,
	description text,
	category_id bigint REFERENCES categories ON DELETE SET NULL,
	price numeric(10, 2) NOT NULL CHECK (price >= 0),
	stock integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
	is_active boolean NOT NULL DEFAULT true,
	created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	number text NOT NULL UNIQUE,
	customer_id bigint NOT NULL REFERENCES customers,
	status order_status NOT NULL DEFAULT 'new',
	ordered_on date NOT NULL DEFAULT current_date,
	note text
);

CREATE TABLE order_lines (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
	product_id bigint NOT NULL REFERENCES products,
	quantity integer NOT NULL CHECK (quantity > 0),
	price numeric(10, 2) NOT NULL CHECK (price >= 0),
	UNIQUE (order_id, product_id)
);

CREATE INDEX products_category_idx ON products (category_id);
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_date_idx ON orders (ordered_on DESC);
CREATE INDEX order_lines_product_idx ON order_lines (product_id);

CREATE VIEW order_totals AS
SELECT o.id, o.number, c.name AS customer, o.status, o.ordered_on, coalesce(sum(l.quantity * l.price), 0) AS total
FROM orders o
JOIN customers c ON c.id = o.customer_id
LEFT JOIN order_lines l ON l.order_id = o.id
GROUP BY o.id, c.name;
