-- Posts by tag
SELECT t.name AS tag, count(pt.post_id) AS posts FROM tags t LEFT JOIN post_tags pt ON pt.tag_id = t.id GROUP BY t.id ORDER BY posts DESC, tag;
