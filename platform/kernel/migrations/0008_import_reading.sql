-- How the file was read ({ format, encoding, delimiter, sheet, sheets, headerRow, firstRows }; NULL: uploaded before this was
-- kept), and what the person asked for beyond what is recognised ({ sheet, headerRow, encoding, delimiter }).
ALTER TABLE kernel.import_run ADD COLUMN reading jsonb;
ALTER TABLE kernel.import_run ADD COLUMN reading_choice jsonb NOT NULL DEFAULT '{}';
-- At most 200 texts that are no value of their field: [{ field, text, rows, firstRow, suggestion }].
ALTER TABLE kernel.import_run ADD COLUMN unknown_values jsonb NOT NULL DEFAULT '[]';
-- Rows that are neither applied nor faults, counted: { totals, blank, chosen, alreadyApplied }.
ALTER TABLE kernel.import_run ADD COLUMN left_out jsonb NOT NULL DEFAULT '{}';
-- In which order the rows are applied, and how their dates stand in the file: { by, found }; NULL before the first check.
ALTER TABLE kernel.import_run ADD COLUMN row_order jsonb;
ALTER TABLE kernel.import_run DROP CONSTRAINT import_run_state;
ALTER TABLE kernel.import_run ADD CONSTRAINT import_run_state CHECK (state IN (
  'uploaded', 'validating', 'ready', 'needs_mending', 'refused', 'applying', 'paused', 'applied', 'undoing', 'undone',
  'cancelled'));

-- place: the row's turn where rows are not applied in the order of the file. A row that was left out keeps its input where
-- it has one, and says in its errors why it was left out.
ALTER TABLE kernel.import_row ADD COLUMN place integer;
ALTER TABLE kernel.import_row DROP CONSTRAINT import_row_status;
ALTER TABLE kernel.import_row ADD CONSTRAINT import_row_status CHECK (status IN (
  'valid', 'invalid', 'left_out', 'applied', 'failed', 'reversed', 'not_reversed'));
ALTER TABLE kernel.import_row DROP CONSTRAINT import_row_input;
ALTER TABLE kernel.import_row ADD CONSTRAINT import_row_input
  CHECK (status = 'left_out' OR (input IS NULL) = (status = 'invalid'));
ALTER TABLE kernel.import_row DROP CONSTRAINT import_row_errors;
ALTER TABLE kernel.import_row ADD CONSTRAINT import_row_errors
  CHECK ((errors IS NOT NULL) = (status IN ('invalid', 'left_out', 'failed', 'not_reversed')));
CREATE INDEX import_row_place_index ON kernel.import_row (tenant_id, run_id, place) WHERE place IS NOT NULL;

-- How files of one shape were understood the last time: suggested for the next one. shape: SHA-256 of the headers.
CREATE TABLE kernel.import_memory (
  tenant_id uuid NOT NULL,
  operation text NOT NULL CONSTRAINT import_memory_operation_length CHECK (char_length(operation) BETWEEN 1 AND 120),
  shape bytea NOT NULL CONSTRAINT import_memory_shape_length CHECK (octet_length(shape) = 32),
  mapping jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_memory_pk PRIMARY KEY (tenant_id, operation, shape)
);
SELECT kernel.tenant_table('kernel.import_memory', 'mutable');
