-- What a tenant's command does to accounts and sessions: written in the command's transaction, carried out by the
-- platform's own role once that has committed, and deleted when it is done. Decision 12 tells why.

-- The order of all changes to passwords and sessions, whoever makes them. A change takes its ticket when it is decided;
-- one that is carried out late never overrides what has a later ticket.
CREATE SEQUENCE control.ticket;
GRANT USAGE ON SEQUENCE control.ticket TO lumbung_control;

-- password_ticket: of the change that set the password. reserved_ticket: of the command that is about to let this person
-- into its tenant, while nobody has; it holds the address and the user name until that command commits or is undone, or
-- reserved_until has passed and no tenant has the person.
ALTER TABLE control.user_account
  ADD COLUMN password_ticket bigint NOT NULL DEFAULT 0,
  ADD COLUMN reserved_ticket bigint,
  ADD COLUMN reserved_until timestamptz,
  ADD CONSTRAINT user_reservation_whole CHECK ((reserved_ticket IS NULL) = (reserved_until IS NULL));
CREATE INDEX user_reservation_index ON control.user_account (reserved_until) WHERE reserved_ticket IS NOT NULL;
-- An account that a refused command reserved goes again.
GRANT DELETE ON control.user_account TO lumbung_control;

-- Sessions that are older than this column end by any ticket.
ALTER TABLE control.session ADD COLUMN ticket bigint NOT NULL DEFAULT 0;
ALTER TABLE control.session ALTER COLUMN ticket SET DEFAULT nextval('control.ticket');

-- One effect on the platform's own tables. The payload may hold a password's hash, so the tenants' role writes it and
-- cannot read it.
CREATE TABLE kernel.account_effect (
  tenant_id uuid NOT NULL,
  ticket bigint NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT account_effect_kind CHECK (kind IN ('admit', 'set_password', 'end_sessions')),
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT account_effect_pk PRIMARY KEY (tenant_id, ticket)
);
SELECT kernel.tenant_table('kernel.account_effect', 'append_only');
DROP TRIGGER append_only ON kernel.account_effect;
REVOKE SELECT ON kernel.account_effect FROM lumbung_app;
CREATE POLICY worker_carries_out ON kernel.account_effect TO lumbung_worker USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON kernel.account_effect TO lumbung_worker;
