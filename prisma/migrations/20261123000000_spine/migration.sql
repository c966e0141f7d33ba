-- The spine: workspaces and people, conversations with sequence and ownership, turns, outbox, knowledge, models.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE workspace (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  -- Decision table settings, parsed by policySchema.
  policy jsonb NOT NULL DEFAULT '{}',
  -- What the widget says first, by language: {"en": {"greeting", "suggestions"}, "zh-CN": …}.
  welcome jsonb NOT NULL DEFAULT '{}',
  -- IANA zone and opening hours of people, by weekday (1 = Monday): {"timezone", "days": {"1": ["08:00","20:00"]}}.
  hours jsonb NOT NULL DEFAULT '{}',
  -- The intent model that is live; a pointer change promotes or rolls back.
  intent_model_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- SHA-256 of the key; the key itself is shown once.
  key_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
CREATE INDEX api_key_workspace_id_idx ON api_key (workspace_id);

CREATE TABLE agent (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX agent_workspace_id_idx ON agent (workspace_id);

CREATE TABLE agent_session (
  token_hash text PRIMARY KEY,
  agent_id uuid NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX agent_session_agent_id_idx ON agent_session (agent_id);

CREATE TABLE visitor (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  name text,
  email text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX visitor_workspace_id_idx ON visitor (workspace_id);

CREATE TABLE conversation (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  visitor_id uuid NOT NULL REFERENCES visitor (id) ON DELETE CASCADE,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved')),
  owner_kind text NOT NULL DEFAULT 'bot' CHECK (owner_kind IN ('bot', 'queue', 'agent')),
  owner_agent_id uuid REFERENCES agent (id),
  epoch integer NOT NULL DEFAULT 0,
  last_seq integer NOT NULL DEFAULT 0,
  language text NOT NULL DEFAULT 'en',
  -- Turns in a row that ended without an answer; reset by an answer.
  failures integer NOT NULL DEFAULT 0,
  last_author_kind text,
  last_text text,
  last_at timestamptz,
  waiting_since timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((owner_kind = 'agent') = (owner_agent_id IS NOT NULL))
);
CREATE INDEX conversation_inbox_idx ON conversation (workspace_id, status, updated_at DESC, id DESC);
CREATE INDEX conversation_queue_idx ON conversation (workspace_id, waiting_since) WHERE owner_kind = 'queue';
CREATE INDEX conversation_visitor_id_idx ON conversation (visitor_id);

CREATE TABLE turn (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  -- The visitor messages it answers.
  from_seq integer NOT NULL,
  to_seq integer NOT NULL,
  -- The conversation's epoch when the turn was made: a reply of an older epoch is stale.
  epoch integer NOT NULL,
  -- The process that works on it, and until when the others leave it alone.
  lease_owner text NOT NULL,
  lease_until timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  -- Null while it is pending.
  outcome text CHECK (outcome IN ('replied', 'superseded', 'handed-off', 'silent', 'stale', 'failed')),
  trace jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
-- At most one pending turn a conversation: a burst gets one reply.
CREATE UNIQUE INDEX turn_pending_key ON turn (conversation_id) WHERE outcome IS NULL;
CREATE INDEX turn_lease_idx ON turn (lease_until) WHERE outcome IS NULL;
CREATE INDEX turn_conversation_id_idx ON turn (conversation_id, created_at);

CREATE TABLE message (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  seq integer NOT NULL,
  client_id text NOT NULL,
  author_kind text NOT NULL CHECK (author_kind IN ('visitor', 'bot', 'agent', 'system')),
  author_agent_id uuid REFERENCES agent (id),
  text text NOT NULL,
  event jsonb,
  citations jsonb NOT NULL DEFAULT '[]',
  choices jsonb NOT NULL DEFAULT '[]',
  turn_id uuid REFERENCES turn (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT message_conversation_id_seq_key UNIQUE (conversation_id, seq),
  CONSTRAINT message_conversation_id_client_id_key UNIQUE (conversation_id, client_id)
);

-- A committed message that has not yet been handed to everybody who listens.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  message_id uuid NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  -- Until when the process that wrote it may deliver it before another one does.
  lease_until timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_lease_until_idx ON outbox (lease_until);

CREATE TABLE document (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  -- Where it comes from, e.g. "pack:retail".
  source text NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL DEFAULT '',
  markdown text NOT NULL,
  content_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT document_workspace_id_slug_key UNIQUE (workspace_id, slug)
);

CREATE TABLE passage (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  document_id uuid NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position integer NOT NULL,
  heading text NOT NULL DEFAULT '',
  text text NOT NULL,
  -- The embedding space the vector was made in; vectors of different spaces never meet.
  space text NOT NULL,
  embedding vector(384) NOT NULL,
  -- The passage's sentences in order, and their vectors as int8 (384 bytes each), so that quoting needs no encoder.
  sentences text[] NOT NULL DEFAULT '{}',
  sentence_vectors bytea NOT NULL DEFAULT '',
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('english', text), 'B')
  ) STORED,
  CONSTRAINT passage_document_id_space_position_key UNIQUE (document_id, space, position)
);
CREATE INDEX passage_workspace_id_space_idx ON passage (workspace_id, space);
CREATE INDEX passage_search_idx ON passage USING gin (search);
CREATE INDEX passage_embedding_idx ON passage USING hnsw (embedding vector_cosine_ops);

CREATE TABLE curated_answer (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  intent text NOT NULL,
  -- How a visitor would name it; shown on buttons.
  title text NOT NULL,
  text text NOT NULL,
  -- Slugs of the documents it rests on.
  documents text[] NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, intent)
);

CREATE TABLE model_version (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('intents')),
  -- Content hash of the artifact, which is also its folder's name under the data folder.
  artifact_hash text NOT NULL,
  dataset_hash text NOT NULL,
  base_model text NOT NULL,
  code_version text NOT NULL,
  metrics jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT model_version_workspace_id_artifact_hash_key UNIQUE (workspace_id, artifact_hash)
);
ALTER TABLE workspace ADD CONSTRAINT workspace_intent_model_id_fkey
  FOREIGN KEY (intent_model_id) REFERENCES model_version (id) ON DELETE SET NULL;

-- Secrets that belong to the installation and not to a person, such as the key that signs visitors' tokens.
CREATE TABLE installation_secret (
  name text PRIMARY KEY,
  value text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
