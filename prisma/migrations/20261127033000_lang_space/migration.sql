-- The embedding space that a workspace's passages are searched in. Null until the first is embedded.
ALTER TABLE workspace ADD COLUMN embedding_space text;
UPDATE workspace SET embedding_space = (SELECT space FROM passage WHERE passage.workspace_id = workspace.id LIMIT 1);
