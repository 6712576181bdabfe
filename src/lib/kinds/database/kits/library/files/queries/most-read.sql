-- Most read
SELECT b.title, a.name AS author, count(l.id) AS loans FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN loans l ON l.book_id = b.id GROUP BY b.id, a.name ORDER BY loans DESC, b.title;
