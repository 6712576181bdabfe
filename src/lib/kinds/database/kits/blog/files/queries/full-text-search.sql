-- Search for "slow"
SELECT title, ts_rank(search, query) AS rank FROM posts, to_tsquery('english', 'slow | time') query WHERE search @@ query ORDER BY rank DESC;
