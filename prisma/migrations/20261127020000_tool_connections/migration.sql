-- Tools outside of the desk: HTTP interfaces described by OpenAPI, and MCP servers; and what was sent to them.

CREATE TABLE tool_connection (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('openapi', 'mcp')),
  url text NOT NULL,
  -- {"header", "env"}: the header that the desk shows itself with; null when it sends none.
  auth jsonb,
  -- The header's value, AES-256-GCM; null when it stands in an environment variable.
  secret text,
  tools jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, name)
);

CREATE TABLE tool_request (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid REFERENCES conversation (id) ON DELETE CASCADE,
  connection text NOT NULL,
  tool text NOT NULL,
  host text NOT NULL,
  sent_bytes integer NOT NULL,
  outcome text NOT NULL,
  ms integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tool_request_workspace_id_idx ON tool_request (workspace_id, created_at);
CREATE INDEX tool_request_conversation_id_idx ON tool_request (conversation_id);
