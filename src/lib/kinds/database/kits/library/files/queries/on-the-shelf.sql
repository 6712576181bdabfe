-- On the shelf
SELECT title, author, genre, available, copies FROM shelf ORDER BY available DESC, title;
