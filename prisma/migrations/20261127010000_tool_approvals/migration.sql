-- Calls of tools that the LLM agent wants and a person decides on, and what the LLM agent may do with each tool.

CREATE TABLE tool_approval (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  -- The turn whose reply told the visitor that a person is asked.
  turn_id uuid REFERENCES turn (id) ON DELETE SET NULL,
  tool text NOT NULL,
  description text NOT NULL,
  -- As the model gave them and the tool checked them; identity is bound when the tool runs.
  arguments jsonb NOT NULL,
  -- The same in words, identity included: [{"label", "value"}].
  details jsonb NOT NULL,
  status text NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'approved', 'running', 'done', 'declined', 'expired')),
  decided_by uuid REFERENCES agent (id) ON DELETE SET NULL,
  reason text NOT NULL DEFAULT '',
  -- Until then a decision can be taken back.
  settles_at timestamptz,
  -- The process that runs the tool; when its lease runs out, the tool is not run again.
  process_id text,
  lease_until timestamptz,
  outcome jsonb,
  settled_at timestamptz,
  -- The conversation's epoch when it was settled: a turn of that epoch tells the visitor, no other does.
  epoch integer,
  told_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tool_approval_workspace_id_idx ON tool_approval (workspace_id, created_at);
CREATE INDEX tool_approval_conversation_id_idx ON tool_approval (conversation_id, created_at);
CREATE INDEX tool_approval_open_idx ON tool_approval (created_at) WHERE settled_at IS NULL;

CREATE TABLE tool_rule (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  tool text NOT NULL,
  rule text NOT NULL CHECK (rule IN ('allow', 'approval', 'off')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, tool)
);
