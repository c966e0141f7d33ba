-- A workspace's languages decide which of its pack's rows a version holds; rows of people belong to every version.
ALTER TABLE dataset_row ADD COLUMN language text;
UPDATE dataset_row SET language = CASE WHEN text ~ '[一-鿿]' THEN 'zh' ELSE 'en' END WHERE source = 'pack';
-- Null: rows of all languages.
ALTER TABLE dataset_version ADD COLUMN languages text[];
-- Why a change goes on through a closed gate.
ALTER TABLE language_change ADD COLUMN reason text;
