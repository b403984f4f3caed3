-- One bulk import: a file whose rows are inputs of one command, and how far it has come.
CREATE TABLE kernel.import_run (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  operation text NOT NULL CONSTRAINT import_run_operation_length CHECK (char_length(operation) BETWEEN 1 AND 120),
  state text NOT NULL DEFAULT 'uploaded' CONSTRAINT import_run_state CHECK (state IN (
    'uploaded', 'validating', 'ready', 'refused', 'applying', 'paused', 'applied', 'undoing', 'undone', 'cancelled')),
  file_id uuid NOT NULL,
  -- The same bytes imported before are a warning; hence a copy here, with its index.
  sha256 bytea NOT NULL CONSTRAINT import_run_sha256_length CHECK (octet_length(sha256) = 32),
  format text NOT NULL CONSTRAINT import_run_format CHECK (format IN ('csv', 'xlsx')),
  -- The language in which the rows' operations answer.
  locale text NOT NULL CONSTRAINT import_run_locale CHECK (locale IN ('id', 'en')),
  -- Row of the header as a person counts it, and [{ index, header, samples, repeated }].
  header_row integer NOT NULL,
  columns jsonb NOT NULL,
  mapping jsonb,
  -- Grows with each mapping; a validation for an older one stops.
  mapping_version integer NOT NULL DEFAULT 0,
  created_by uuid NOT NULL,
  -- In whose name the rows run, or are reversed.
  applied_by uuid,
  undone_by uuid,
  undo_reason text CONSTRAINT import_run_undo_reason_length CHECK (char_length(undo_reason) <= 200),
  rows_valid integer NOT NULL DEFAULT 0,
  rows_invalid integer NOT NULL DEFAULT 0,
  rows_applied integer NOT NULL DEFAULT 0,
  rows_failed integer NOT NULL DEFAULT 0,
  rows_reversed integer NOT NULL DEFAULT 0,
  rows_not_reversed integer NOT NULL DEFAULT 0,
  -- The last row that the pass under way has dealt with. It moves in the transaction of the rows' effects, and a worker
  -- that finds another value than the one it left has been overtaken and stops.
  position integer NOT NULL DEFAULT 0,
  -- When this pass began or was taken up again, how many rows it has to do, and how many of them were done before that.
  pass_started_at timestamptz,
  pass_rows integer,
  pass_done integer NOT NULL DEFAULT 0,
  pass_done_before integer NOT NULL DEFAULT 0,
  -- At most 50 kinds of row errors: [{ field, code, params, rows, firstRow }].
  error_kinds jsonb NOT NULL DEFAULT '[]',
  -- Why the file was refused or the run paused: { code, params }.
  problem jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_run_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT import_run_file_fk FOREIGN KEY (tenant_id, file_id) REFERENCES kernel.file (tenant_id, id),
  CONSTRAINT import_run_member_fk FOREIGN KEY (tenant_id, created_by) REFERENCES kernel.member (tenant_id, user_id)
) WITH (fillfactor = 50);
CREATE INDEX import_run_file_index ON kernel.import_run (tenant_id, file_id);
CREATE INDEX import_run_member_index ON kernel.import_run (tenant_id, created_by);
CREATE INDEX import_run_sha256_index ON kernel.import_run (tenant_id, sha256);
SELECT kernel.tenant_table('kernel.import_run');

-- One row of the file as it was read. cells: its texts; input: what they mean to the command, NULL when they mean nothing.
CREATE TABLE kernel.import_row (
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL,
  -- As a person counts rows in the file.
  number integer NOT NULL,
  status text NOT NULL CONSTRAINT import_row_status CHECK (status IN (
    'valid', 'invalid', 'applied', 'failed', 'reversed', 'not_reversed')),
  cells jsonb NOT NULL,
  input jsonb CONSTRAINT import_row_input CHECK ((input IS NULL) = (status = 'invalid')),
  -- Field → [{ code, params }]; '_' is the row as a whole.
  errors jsonb CONSTRAINT import_row_errors
    CHECK ((errors IS NOT NULL) = (status IN ('invalid', 'failed', 'not_reversed'))),
  -- Id of what the row made; what a reversal is told.
  output_id text,
  CONSTRAINT import_row_pk PRIMARY KEY (tenant_id, run_id, number),
  CONSTRAINT import_row_run_fk FOREIGN KEY (tenant_id, run_id) REFERENCES kernel.import_run (tenant_id, id)
) WITH (fillfactor = 75);
CREATE INDEX import_row_error_index ON kernel.import_row (tenant_id, run_id, number) WHERE errors IS NOT NULL;
SELECT kernel.tenant_table('kernel.import_row', 'mutable');
