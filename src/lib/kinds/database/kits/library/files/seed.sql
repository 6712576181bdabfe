INSERT INTO authors (name, born) VALUES
	('Ursula K. Le Guin', 1929), ('Italo Calvino', 1923), ('Toni Morrison', 1931), ('Stanisław Lem', 1921), ('Jane Austen', 1775), ('Chinua Achebe', 1930);

INSERT INTO books (title, author_id, isbn, published, genre, copies) VALUES
	('The Dispossessed', 1, '978-0-06-051275-7', 1974, 'Science fiction', 2),
	('A Wizard of Earthsea', 1, NULL, 1968, 'Fantasy', 3),
	('Invisible Cities', 2, '978-0-15-645380-6', 1972, 'Novel', 1),
	('Beloved', 3, '978-1-4000-3341-6', 1987, 'Novel', 2),
	('Solaris', 4, NULL, 1961, 'Science fiction', 1),
	('Emma', 5, NULL, 1815, 'Novel', 2),
	('Persuasion', 5, NULL, 1817, 'Novel', 1),
	('Things Fall Apart', 6, '978-0-385-47454-2', 1958, 'Novel', 2);

INSERT INTO members (card, name, email, joined_on) VALUES
	('M-0001', 'Greta Holm', 'greta@example.com', '2019-03-01'),
	('M-0002', 'Samuel Okoro', 'samuel@example.com', '2021-09-14'),
	('M-0003', 'Lucía Paredes', NULL, '2022-01-20'),
	('M-0004', 'Bram de Vries', 'bram@example.com', '2023-05-05'),
	('M-0005', 'Hana Sato', 'hana@example.com', '2024-11-30');

INSERT INTO loans (book_id, member_id, lent_on, due_on, returned_on) VALUES
	(1, 1, current_date - 60, current_date - 32, current_date - 35),
	(3, 2, current_date - 40, current_date - 12, NULL),
	(5, 1, current_date - 20, current_date + 8, NULL),
	(4, 4, current_date - 33, current_date - 5, NULL),
	(6, 3, current_date - 90, current_date - 62, current_date - 50),
	(2, 5, current_date - 3, current_date + 25, NULL),
	(8, 2, current_date - 1, current_date + 27, NULL);
