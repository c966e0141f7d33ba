-- No language stands for rows of all.
UPDATE dataset_version SET languages = '{}' WHERE languages IS NULL;
ALTER TABLE dataset_version ALTER COLUMN languages SET DEFAULT '{}', ALTER COLUMN languages SET NOT NULL;
