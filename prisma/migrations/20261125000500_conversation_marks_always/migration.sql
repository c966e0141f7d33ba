-- A conversation without marks has an empty list of them.
UPDATE conversation SET marks = '{}' WHERE marks IS NULL;
ALTER TABLE conversation ALTER COLUMN marks SET NOT NULL;
