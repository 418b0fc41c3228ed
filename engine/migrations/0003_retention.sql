-- Where an audit log that was purged begins: the last entry taken out, so that the chain still holds. One row, or none.
CREATE TABLE audit_anchor (number BIGINT PRIMARY KEY, hash TEXT NOT NULL);

-- How many audit entries there ever were: an end that was cut off is missed.
INSERT INTO counters (name, value) SELECT 'audit', COALESCE(MAX(number), 0) FROM audit;
