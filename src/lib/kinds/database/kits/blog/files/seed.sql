INSERT INTO authors (name, email, bio) VALUES
	('Ines Falk', 'ines@example.com', 'Writes about bread and patience.'),
	('Omar Reyes', 'omar@example.com', 'Cyclist, father, bad guitarist.'),
	('Wen Li', 'wen@example.com', NULL);

INSERT INTO posts (author_id, slug, title, body, published_at) VALUES
	(1, 'a-starter-in-seven-days', 'A starter in seven days', 'Flour, water and a warm corner are all it takes.', now() - interval '38 days'),
	(1, 'why-rye-is-slow', 'Why rye is slow', 'Rye has little gluten, so time must do the work.', now() - interval '20 days'),
	(2, 'two-hundred-kilometres', 'Two hundred kilometres', 'The first hundred are legs, the second are head.', now() - interval '12 days'),
	(2, 'the-quiet-road', 'The quiet road', 'Leave at five and the road belongs to you.', now() - interval '5 days'),
	(3, 'tea-without-fuss', 'Tea without fuss', 'Good leaves, water off the boil, three minutes.', now() - interval '2 days'),
	(3, 'drafts-are-kind', 'Drafts are kind', 'Nobody sees this one yet.', NULL);

INSERT INTO comments (post_id, reply_to_id, name, body, is_approved) VALUES
	(1, NULL, 'Petra', 'Mine was ready on day six!', true),
	(1, 1, 'Ines Falk', 'A warm kitchen helps.', true),
	(2, NULL, 'Anton', 'Do you add malt?', true),
	(3, NULL, 'Kim', 'What did you eat on the way?', true),
	(4, NULL, 'spam bot', 'Cheap tyres here', false),
	(5, NULL, 'Rosa', 'Three minutes is long for green tea.', true);

INSERT INTO tags (name) VALUES ('baking'), ('cycling'), ('slow'), ('tea');
INSERT INTO post_tags (post_id, tag_id) VALUES (1, 1), (1, 3), (2, 1), (2, 3), (3, 2), (4, 2), (4, 3), (5, 4), (6, 3);
