-- The words of a passage are taken in the desk's own process, for English and Chinese alike, in both databases.
ALTER TABLE passage DROP COLUMN search;
ALTER TABLE passage ADD COLUMN words text[] NOT NULL DEFAULT '{}';
CREATE INDEX passage_words_idx ON passage USING gin (words);
