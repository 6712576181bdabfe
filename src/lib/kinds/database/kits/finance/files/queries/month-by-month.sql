-- Month by month
SELECT month, sum(amount) FILTER (WHERE amount > 0) AS money_in, sum(amount) FILTER (WHERE amount < 0) AS money_out, sum(amount) AS difference
FROM monthly
GROUP BY month
ORDER BY month DESC;
