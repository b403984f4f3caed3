-- What is known of each stored file; its bytes are in the file store under its key. A file without expires_at is kept.
CREATE TABLE kernel.file (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL CONSTRAINT file_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
  -- As the person's device called it; only ever shown, never part of a path.
  name text NOT NULL CONSTRAINT file_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
  media_type text NOT NULL CONSTRAINT file_media_type_length CHECK (char_length(media_type) BETWEEN 1 AND 200),
  bytes bigint NOT NULL CONSTRAINT file_bytes_not_negative CHECK (bytes >= 0),
  sha256 bytea NOT NULL CONSTRAINT file_sha256_length CHECK (octet_length(sha256) = 32),
  -- What it was stored for: 'import', 'export', …
  purpose text NOT NULL CONSTRAINT file_purpose_form CHECK (purpose ~ '^[a-z][a-z0-9-]{0,39}$'),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  CONSTRAINT file_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT file_key_unique UNIQUE (tenant_id, key)
);
CREATE INDEX file_expiry_index ON kernel.file (expires_at) WHERE expires_at IS NOT NULL;
SELECT kernel.tenant_table('kernel.file', 'mutable');
CREATE POLICY worker_purges ON kernel.file TO lumbung_worker USING (true);
GRANT SELECT, DELETE ON kernel.file TO lumbung_worker;
