-- The movement ledger: what stands where (items × places), every change of it once and for all, and each day's sums.
-- Quantities are numeric(15,4) in the item's own unit: exact, and of at most 15 digits, which JSON carries without loss.
-- Items and places are ids of the apps; the ledger asks nothing about them.

CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO lumbung_app;

-- One row per tenant: through which business day the books are closed, and how far back a movement may still be dated.
CREATE TABLE ledger.setting (
  tenant_id uuid NOT NULL,
  closed_through date,
  backdate_limit_days integer NOT NULL DEFAULT 30
    CONSTRAINT setting_backdate_limit CHECK (backdate_limit_days BETWEEN 0 AND 36500),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT setting_pk PRIMARY KEY (tenant_id)
);
SELECT kernel.tenant_table('ledger.setting');

-- An item at a place: the balance, and the head of its chain of movements. This row is the lock of its movements: a
-- posting changes it first, so movements of one account follow one another. reserved and quarantine are parts of on_hand.
CREATE TABLE ledger.account (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  place_id uuid NOT NULL,
  on_hand numeric(15,4) NOT NULL DEFAULT 0 CONSTRAINT account_on_hand_not_negative CHECK (on_hand >= 0),
  reserved numeric(15,4) NOT NULL DEFAULT 0 CONSTRAINT account_reserved_not_negative CHECK (reserved >= 0),
  quarantine numeric(15,4) NOT NULL DEFAULT 0 CONSTRAINT account_quarantine_not_negative CHECK (quarantine >= 0),
  -- The seq and the hash of the newest posting; before the first, 0 and 32 zero bytes.
  seq bigint NOT NULL DEFAULT 0 CONSTRAINT account_seq_not_negative CHECK (seq >= 0),
  head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
    CONSTRAINT account_head_hash_length CHECK (octet_length(head_hash) = 32),
  -- The latest instant and business day of any movement, however it was posted.
  last_occurred_at timestamptz,
  last_day date,
  CONSTRAINT account_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT account_item_place_unique UNIQUE (tenant_id, item_id, place_id),
  CONSTRAINT account_available_not_negative CHECK (reserved + quarantine <= on_hand),
  CONSTRAINT account_last_complete CHECK ((seq = 0) = (last_occurred_at IS NULL) AND (seq = 0) = (last_day IS NULL))
-- No index holds a column that postings change, and pages keep room: a posting rewrites the row within its page.
) WITH (fillfactor = 50);
CREATE INDEX account_place_index ON ledger.account (tenant_id, place_id);
SELECT kernel.tenant_table('ledger.account');

-- Every change of an account, in the order of posting (seq, gapless). occurred_at is when it took effect, business_day
-- the day of that instant in the place's zone; of one account the day never falls while the instant rises.
-- flow: the column of its day that it counts in; a reversal in the day of its original takes back from the same column.
CREATE TABLE ledger.movement (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  seq bigint NOT NULL CONSTRAINT movement_seq_positive CHECK (seq > 0),
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT movement_kind CHECK (kind IN ('receipt', 'issue', 'adjustment', 'reversal')),
  flow text NOT NULL CONSTRAINT movement_flow CHECK (flow IN ('in', 'out', 'adjusted')),
  delta numeric(15,4) NOT NULL CONSTRAINT movement_delta_not_zero CHECK (delta <> 0),
  business_day date NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- On hand after this posting, in the order of posting.
  balance_after numeric(15,4) NOT NULL CONSTRAINT movement_balance_not_negative CHECK (balance_after >= 0),
  reverses_seq bigint,
  actor_id uuid,
  document text CONSTRAINT movement_document_length CHECK (char_length(document) <= 100),
  note text CONSTRAINT movement_note_length CHECK (char_length(note) <= 500),
  -- SHA-256 over the hash before it and this row: ledger.movement_hash.
  hash bytea NOT NULL CONSTRAINT movement_hash_length CHECK (octet_length(hash) = 32),
  CONSTRAINT movement_pk PRIMARY KEY (tenant_id, account_id, seq),
  CONSTRAINT movement_id_unique UNIQUE (tenant_id, id),
  CONSTRAINT movement_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES ledger.account (tenant_id, id),
  CONSTRAINT movement_reverses_fk FOREIGN KEY (tenant_id, account_id, reverses_seq)
    REFERENCES ledger.movement (tenant_id, account_id, seq),
  CONSTRAINT movement_sign CHECK (
    CASE kind WHEN 'receipt' THEN delta > 0 WHEN 'issue' THEN delta < 0 ELSE true END),
  CONSTRAINT movement_flow_of_kind CHECK (
    CASE kind WHEN 'receipt' THEN flow = 'in' WHEN 'issue' THEN flow = 'out' WHEN 'adjustment' THEN flow = 'adjusted' ELSE true END),
  CONSTRAINT movement_reversal_complete CHECK ((kind = 'reversal') = (reverses_seq IS NOT NULL)),
  CONSTRAINT movement_reverses_earlier CHECK (reverses_seq < seq)
);
CREATE UNIQUE INDEX movement_reversed_once ON ledger.movement (tenant_id, account_id, reverses_seq)
  WHERE reverses_seq IS NOT NULL;
CREATE INDEX movement_account_time_index ON ledger.movement (tenant_id, account_id, occurred_at, seq);
CREATE INDEX movement_time_index ON ledger.movement (tenant_id, occurred_at, account_id, seq);
SELECT kernel.tenant_table('ledger.movement', 'append_only');

-- The sums of an account's business day; only days with movements have a row. lowest is the least on hand at any moment of
-- the day, its opening included. first_at and last_at bound the day's movements in the order in which they took effect.
CREATE TABLE ledger.day (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  day date NOT NULL,
  opening numeric(15,4) NOT NULL,
  in_qty numeric(15,4) NOT NULL,
  out_qty numeric(15,4) NOT NULL,
  -- Signed: adjustments, and reversals of other days' movements.
  adjusted numeric(15,4) NOT NULL,
  closing numeric(15,4) NOT NULL,
  lowest numeric(15,4) NOT NULL CONSTRAINT day_lowest_not_negative CHECK (lowest >= 0),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  CONSTRAINT day_pk PRIMARY KEY (tenant_id, account_id, day),
  CONSTRAINT day_account_fk FOREIGN KEY (tenant_id, account_id) REFERENCES ledger.account (tenant_id, id),
  CONSTRAINT day_sums CHECK (closing = opening + in_qty - out_qty + adjusted),
  CONSTRAINT day_lowest_is_lowest CHECK (lowest <= opening AND lowest <= closing),
  CONSTRAINT day_times_in_order CHECK (first_at <= last_at)
) WITH (fillfactor = 75);
SELECT kernel.tenant_table('ledger.day');

-- The hash of a movement: SHA-256 over the hash before it and the row as one unambiguous text. Numbers have four places,
-- instants are microseconds and days are days since 1970-01-01 (UTC), texts are led by their length; nothing depends on
-- a session's settings. Doubling the backslashes makes the text's own bytes of the cast to bytea.
CREATE FUNCTION ledger.movement_hash(
  previous bytea, tenant_id uuid, account_id uuid, seq bigint, id uuid, kind text, flow text, delta numeric,
  business_day date, occurred_at timestamptz, recorded_at timestamptz, balance_after numeric, reverses_seq bigint,
  actor_id uuid, document text, note text
) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(previous || replace(
    tenant_id::text || '|' || account_id::text || '|' || seq::text || '|' || id::text || '|' || kind || '|' || flow
    || '|' || delta::numeric(15,4)::text || '|' || (business_day - DATE '1970-01-01')::text
    || '|' || (extract(epoch FROM occurred_at AT TIME ZONE 'UTC') * 1000000)::bigint::text
    || '|' || (extract(epoch FROM recorded_at AT TIME ZONE 'UTC') * 1000000)::bigint::text
    || '|' || balance_after::numeric(15,4)::text || '|' || coalesce(reverses_seq::text, '')
    || '|' || coalesce(actor_id::text, '')
    || '|' || coalesce(char_length(document)::text || ':' || document, '')
    || '|' || coalesce(char_length(note)::text || ':' || note, ''),
    '\', '\\')::bytea);
GRANT EXECUTE ON FUNCTION ledger.movement_hash TO lumbung_app;
