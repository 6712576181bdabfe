-- Pipeline
SELECT * FROM pipeline;
