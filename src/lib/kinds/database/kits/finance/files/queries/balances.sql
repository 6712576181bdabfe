-- Balances
SELECT name, kind, balance, currency FROM balances ORDER BY balance DESC;
