-- One row = one content of one hall. The row is the truth; the object in the store follows it:
-- pending (received, nobody keeps it yet) → stored (kept `uses` times) → pending → removing → gone.
CREATE TABLE kernel.blob (
  hall text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  -- Month of the first receipt in Beijing, YYYYMM: part of the object's key, so it never changes.
  month text NOT NULL,
  state text NOT NULL,
  uses integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  CONSTRAINT blob_pkey PRIMARY KEY (hall, sha256),
  CONSTRAINT blob_hall_check CHECK (hall ~ '^[0-9]{6}$'),
  CONSTRAINT blob_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT blob_month_check CHECK (month ~ '^[0-9]{6}$'),
  CONSTRAINT blob_size_check CHECK (size >= 0),
  CONSTRAINT blob_state_check CHECK (state IN ('pending', 'stored', 'removing')),
  CONSTRAINT blob_uses_check CHECK (uses >= 0 AND (uses > 0) = (state = 'stored'))
) WITH (fillfactor = 85);

-- What the sweep looks for.
CREATE INDEX blob_unkept ON kernel.blob (hall, touched_at) WHERE state <> 'stored';
