-- Newest posts
SELECT title, author, published_at::date AS published, comments, tags FROM published_posts ORDER BY published_at DESC;
