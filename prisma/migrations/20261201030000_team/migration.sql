-- Who may change a workspace, and who has left it: what they wrote stays theirs.
ALTER TABLE agent ADD COLUMN role text NOT NULL DEFAULT 'agent';
ALTER TABLE agent ADD COLUMN removed_at timestamptz(6);
-- So far everybody could do everything.
UPDATE agent SET role = 'lead';
ALTER TABLE api_key ADD COLUMN last_used_at timestamptz(6);
