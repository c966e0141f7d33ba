-- Sources of knowledge, what was found in each, and which articles came of it.

CREATE TABLE source (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('site', 'file')),
  name text NOT NULL,
  -- Of a site: {"url", "depth", "pages"}.
  settings jsonb NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'syncing', 'ready', 'failed')),
  -- Why it failed: a stable reason, and the figures or words that go with it.
  reason text,
  detail text NOT NULL DEFAULT '',
  sync_every_hours integer CHECK (sync_every_hours > 0),
  next_sync_at timestamptz,
  last_synced_at timestamptz,
  -- Counts the syncs; one that a killed process left behind goes on under its number.
  run integer NOT NULL DEFAULT 0,
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX source_workspace_id_idx ON source (workspace_id, created_at);
CREATE INDEX source_due_idx ON source (status, next_sync_at);

CREATE TABLE source_upload (
  source_id uuid PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bytea NOT NULL
);

-- A page of a site or an article of a file. The rows that wait are what a sync has still to do.
CREATE TABLE source_item (
  source_id uuid NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  key text NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  title text NOT NULL DEFAULT '',
  -- Links away from the start of a site.
  depth integer NOT NULL DEFAULT 0,
  position bigint GENERATED ALWAYS AS IDENTITY,
  -- The sync that last saw it.
  run integer NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'written', 'unchanged', 'skipped', 'failed')),
  reason text,
  detail text NOT NULL DEFAULT '',
  -- It tells the reader's model what to do.
  has_instructions boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source_id, key)
);
CREATE INDEX source_item_source_id_idx ON source_item (source_id, run, status, depth, position);

-- A source's articles go with it, and their passages with them.
ALTER TABLE document ADD COLUMN source_id uuid REFERENCES source (id) ON DELETE CASCADE;
ALTER TABLE document ADD COLUMN source_key text;
-- Where it stands on the web.
ALTER TABLE document ADD COLUMN url text;
ALTER TABLE document ADD COLUMN language text;
ALTER TABLE document ADD COLUMN valid_from timestamptz;
ALTER TABLE document ADD COLUMN valid_until timestamptz;
CREATE INDEX document_source_id_idx ON document (source_id, source_key);
