-- Comments that wait
SELECT c.id, p.title AS post, c.name, c.body, c.created_at FROM comments c JOIN posts p ON p.id = c.post_id WHERE NOT c.is_approved ORDER BY c.created_at;
