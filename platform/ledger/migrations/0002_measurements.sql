-- A measurement is a target: at its instant the book says what was measured, whatever is entered before it later. Where
-- it differed from the book by more than its tolerance, an adjustment of that instant closes the gap; when something
-- before it changes, that adjustment is taken back at its instant and made again with the new difference. Nothing of
-- ledger.movement is rewritten; this table remembers what is to be kept true, and what it finds at present.

-- The latest instant of any measurement: a dated movement before it has to be weighed against the measurements.
ALTER TABLE ledger.account ADD COLUMN last_measured_at timestamptz;

-- found: level less what the book says without the measurement's own adjustment; a loss is negative. Quantities are in
-- the item's unit, as in ledger.movement.
CREATE TABLE ledger.measurement (
  tenant_id uuid NOT NULL,
  -- The app's own id of what was measured.
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  measured_at timestamptz NOT NULL,
  business_day date NOT NULL,
  -- The account's newest seq when it was entered: movements of the same instant up to it stand before the measurement.
  after_seq bigint NOT NULL CONSTRAINT measurement_after_seq_not_negative CHECK (after_seq >= 0),
  level numeric(15,4) NOT NULL CONSTRAINT measurement_level_not_negative CHECK (level >= 0),
  found numeric(15,4) NOT NULL,
  tolerance_percent numeric(5,2) NOT NULL
    CONSTRAINT measurement_tolerance_percent CHECK (tolerance_percent BETWEEN 0 AND 100),
  tolerance_minimum numeric(15,4) NOT NULL CONSTRAINT measurement_tolerance_minimum CHECK (tolerance_minimum >= 0),
  -- What both give for the book that it finds at present.
  tolerance numeric(15,4) NOT NULL CONSTRAINT measurement_tolerance_not_negative CHECK (tolerance >= 0),
  -- The book is brought to the level, also where the difference has become nothing; otherwise the difference stands.
  is_held boolean NOT NULL,
  -- The adjustment that does so at present; NULL where there is nothing to adjust.
  movement_id uuid,
  -- Its adjustment was reversed: the measurement says nothing about the book any more.
  withdrawn_at timestamptz,
  actor_id uuid,
  document text CONSTRAINT measurement_document_length CHECK (char_length(document) <= 100),
  note text CONSTRAINT measurement_note_length CHECK (char_length(note) <= 500),
  CONSTRAINT measurement_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT measurement_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES ledger.account (tenant_id, id),
  CONSTRAINT measurement_movement_held CHECK (movement_id IS NULL OR is_held OR withdrawn_at IS NOT NULL)
);
CREATE INDEX measurement_account_time_index ON ledger.measurement (tenant_id, account_id, measured_at, after_seq);
CREATE INDEX measurement_movement_index ON ledger.measurement (tenant_id, movement_id);
SELECT kernel.tenant_table('ledger.measurement');
