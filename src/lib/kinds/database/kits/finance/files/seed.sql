INSERT INTO accounts (name, kind, opening_balance) VALUES ('Everyday', 'current', 1240.50), ('Rainy day', 'savings', 5000), ('Wallet', 'cash', 60);

INSERT INTO categories (name, is_income) VALUES ('Salary', true), ('Rent', false), ('Food', false), ('Transport', false), ('Fun', false), ('Health', false);

INSERT INTO transactions (account_id, category_id, booked_on, payee, amount, note)
SELECT 1, 1, (date_trunc('month', current_date) - make_interval(months => m))::date, 'Employer', 2650, NULL FROM generate_series(0, 3) m
UNION ALL
SELECT 1, 2, (date_trunc('month', current_date) - make_interval(months => m))::date + 1, 'Landlord', -870, NULL FROM generate_series(0, 3) m;

INSERT INTO transactions (account_id, category_id, booked_on, payee, amount, note) VALUES
	(1, 3, current_date - 2, 'Green grocer', -38.20, NULL),
	(1, 3, current_date - 9, 'Market hall', -54.75, NULL),
	(1, 3, current_date - 35, 'Green grocer', -61.10, NULL),
	(3, 3, current_date - 4, 'Bakery', -6.40, NULL),
	(1, 4, current_date - 12, 'Railway', -49.00, 'Monthly pass'),
	(1, 4, current_date - 43, 'Railway', -49.00, 'Monthly pass'),
	(1, 5, current_date - 6, 'Cinema', -24.00, 'With Lea'),
	(3, 5, current_date - 20, 'Concert', -18.00, NULL),
	(1, 6, current_date - 17, 'Dentist', -80.00, NULL),
	(1, NULL, current_date - 8, 'Kiosk', -3.50, NULL),
	(2, NULL, current_date - 30, 'Transfer', 300.00, 'From Everyday'),
	(1, NULL, current_date - 30, 'Transfer', -300.00, 'To Rainy day');

INSERT INTO budgets (category_id, month, amount)
SELECT id, date_trunc('month', current_date)::date, CASE name WHEN 'Rent' THEN 870 WHEN 'Food' THEN 320 WHEN 'Transport' THEN 60 WHEN 'Fun' THEN 120 ELSE 50 END
FROM categories WHERE NOT is_income;
