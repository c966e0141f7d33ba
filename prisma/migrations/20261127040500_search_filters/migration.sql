-- For whom an article is and which products it is about; empty for everybody and for all.
ALTER TABLE document ADD COLUMN audiences text[] NOT NULL DEFAULT '{}';
ALTER TABLE document ADD COLUMN products text[] NOT NULL DEFAULT '{}';

-- What a source's articles take over; without a language each keeps the one it is found to be in.
ALTER TABLE source ADD COLUMN language text;
ALTER TABLE source ADD COLUMN audiences text[] NOT NULL DEFAULT '{}';
ALTER TABLE source ADD COLUMN products text[] NOT NULL DEFAULT '{}';

-- What the workspace's own systems know of a visitor.
ALTER TABLE visitor ADD COLUMN audience text;
ALTER TABLE visitor ADD COLUMN product text;
