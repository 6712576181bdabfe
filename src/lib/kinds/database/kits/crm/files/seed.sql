INSERT INTO companies (name, website, industry, city) VALUES
	('Nordlicht Energie', 'https://nordlicht.example', 'Energy', 'Kiel'),
	('Papaya Foods', 'https://papaya.example', 'Food', 'Porto'),
	('Quill & Sons', NULL, 'Publishing', 'Dublin'),
	('Atelier Mondo', 'https://mondo.example', 'Architecture', 'Milan'),
	('Tundra Robotics', 'https://tundra.example', 'Machines', 'Oulu');

INSERT INTO contacts (company_id, name, role, email, phone) VALUES
	(1, 'Anke Petersen', 'Head of purchasing', 'anke@nordlicht.example', '+49 431 555 01'),
	(1, 'Rolf Maas', 'Engineer', 'rolf@nordlicht.example', NULL),
	(2, 'Tiago Ramos', 'Founder', 'tiago@papaya.example', '+351 22 555 02'),
	(3, 'Niamh Byrne', 'Editor', 'niamh@quill.example', NULL),
	(4, 'Carla Ricci', 'Partner', 'carla@mondo.example', '+39 02 555 04'),
	(5, 'Eero Laine', 'CTO', 'eero@tundra.example', '+358 8 555 05'),
	(NULL, 'Sofia Marin', 'Freelancer', 'sofia@example.com', NULL);

INSERT INTO deals (company_id, contact_id, title, stage, amount, probability, expected_on, closed_on) VALUES
	(1, 1, 'Monitoring for 40 turbines', 'offer', 48000, 60, current_date + 21, NULL),
	(2, 3, 'Label redesign', 'won', 7200, 100, current_date - 14, current_date - 10),
	(3, 4, 'Archive digitisation', 'qualified', 15500, 40, current_date + 60, NULL),
	(4, 5, 'Office network', 'lead', 9000, 15, NULL, NULL),
	(5, 6, 'Vision system pilot', 'offer', 31000, 50, current_date + 9, NULL),
	(4, 5, 'Website', 'lost', 4800, 0, current_date - 30, current_date - 25);

INSERT INTO activities (contact_id, deal_id, kind, summary, happened_at, next_step, next_on) VALUES
	(1, 1, 'meeting', 'Went through the offer, wants a price per turbine', now() - interval '6 days', 'Send the split offer', current_date - 1),
	(2, 1, 'mail', 'Sent the data sheet', now() - interval '4 days', NULL, NULL),
	(3, 2, 'call', 'Signed on the phone, very happy', now() - interval '10 days', 'Ask for a reference', current_date + 14),
	(4, 3, 'call', 'Budget decided next month', now() - interval '8 days', 'Call again', current_date + 20),
	(6, 5, 'meeting', 'Pilot on one line first', now() - interval '2 days', 'Plan the visit to Oulu', current_date + 3),
	(5, 4, 'note', 'Met at the fair', now() - interval '15 days', 'Write to Carla', current_date - 5);
