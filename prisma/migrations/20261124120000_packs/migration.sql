-- Packs: what a workspace's desk may do (procedures, tools, safety rules, names of its own), the procedures that run,
-- the calls of tools, and the records that stand in for a company's systems.

CREATE TABLE definition (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('procedure', 'tool', 'safety', 'vocabulary')),
  name text NOT NULL,
  -- Order within its kind: of two procedures that fit, the first one counts.
  position integer NOT NULL,
  body jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, kind, name)
);

-- At most one a conversation. It holds while the conversation's epoch is the one it was written in.
CREATE TABLE procedure_run (
  conversation_id uuid PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  epoch integer NOT NULL,
  state jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX procedure_run_workspace_id_idx ON procedure_run (workspace_id);

-- Writes, written down before they run: a turn that is repeated does not do them again.
CREATE TABLE tool_call (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  key text NOT NULL,
  turn_id uuid REFERENCES turn (id) ON DELETE SET NULL,
  tool text NOT NULL,
  arguments jsonb NOT NULL,
  -- Null while it runs, or when its process died in the middle.
  outcome jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (conversation_id, key)
);
CREATE INDEX tool_call_workspace_id_idx ON tool_call (workspace_id, created_at);

CREATE TABLE mock_record (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  collection text NOT NULL,
  id text NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (workspace_id, collection, id)
);

-- An intent is answered in each language of the workspace.
ALTER TABLE curated_answer ADD COLUMN language text NOT NULL DEFAULT 'en';
ALTER TABLE curated_answer DROP CONSTRAINT curated_answer_pkey;
ALTER TABLE curated_answer ADD PRIMARY KEY (workspace_id, intent, language);
