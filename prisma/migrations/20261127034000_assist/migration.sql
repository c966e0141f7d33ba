-- Help for people: replies that were suggested to them and what they sent instead, summaries, labels.
CREATE TABLE suggestion (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  -- The visitor's message that it answers.
  seq integer NOT NULL,
  state text NOT NULL CHECK (state IN ('drafting', 'ready', 'none')),
  question text NOT NULL,
  text text,
  -- Why there is none, in words.
  reason text,
  way text CHECK (way IN ('curated', 'passage', 'llm')),
  model text,
  citations jsonb NOT NULL DEFAULT '[]',
  -- What the specialists read in the message: [{"label", "score"}].
  intents jsonb NOT NULL DEFAULT '[]',
  tones jsonb NOT NULL DEFAULT '[]',
  outcome text CHECK (outcome IN ('accepted', 'edited', 'rejected')),
  sent_text text,
  sent_seq integer,
  agent_id uuid REFERENCES agent (id),
  -- When a process began to draft it: one that was killed leaves it to another.
  claimed_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  CONSTRAINT suggestion_conversation_id_seq_key UNIQUE (conversation_id, seq)
);
CREATE INDEX suggestion_decided_idx ON suggestion (workspace_id, decided_at);

CREATE TABLE summary (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  -- For the LLM agent, for who takes over, or for the record.
  kind text NOT NULL CHECK (kind IN ('memory', 'hand-over', 'end')),
  -- The last message that it covers.
  to_seq integer NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  made_by text NOT NULL CHECK (made_by IN ('llm', 'extract')),
  model text,
  prompt_version integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT summary_conversation_id_kind_to_seq_language_key UNIQUE (conversation_id, kind, to_seq, language)
);
CREATE INDEX summary_workspace_id_idx ON summary (workspace_id, created_at);

-- What a person says a conversation is about, or is like.
CREATE TABLE conversation_label (
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('intent', 'tone')),
  label text NOT NULL,
  agent_id uuid REFERENCES agent (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (conversation_id, kind, label)
);
CREATE INDEX conversation_label_workspace_id_idx ON conversation_label (workspace_id, kind, label);
