-- The platform's own schemas. Everything is owned by lumbung_owner, which cannot log in; the running program
-- connects as lumbung_app (one tenant's rows at a time), lumbung_control (tenants and sign-in) or lumbung_worker
-- (the outbox of all tenants), none of which can create, own or bypass anything.

CREATE SCHEMA IF NOT EXISTS control;
CREATE SCHEMA kernel;
GRANT USAGE ON SCHEMA control TO lumbung_app, lumbung_control, lumbung_worker;
GRANT USAGE ON SCHEMA kernel TO lumbung_app, lumbung_control, lumbung_worker;

-- The tenant bound to this transaction, or NULL: after a transaction-local setting has ended its value is ''.
CREATE FUNCTION kernel.current_tenant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.tenant_id', true), '')::uuid;

CREATE FUNCTION kernel.refuse_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table %.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Turns a table with a tenant_id column into a tenant table: forced row-level security, one isolation policy, grants.
-- kind: 'mutable' (select, insert, update, delete), 'document' (no delete) or 'append_only' (select, insert; update, delete
-- and truncate raise, for every role).
CREATE FUNCTION kernel.tenant_table(target regclass, kind text DEFAULT 'document') RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  verbs text := CASE kind
    WHEN 'mutable' THEN 'SELECT, INSERT, UPDATE, DELETE'
    WHEN 'document' THEN 'SELECT, INSERT, UPDATE'
    WHEN 'append_only' THEN 'SELECT, INSERT'
  END;
BEGIN
  IF verbs IS NULL THEN
    RAISE EXCEPTION 'unknown kind of tenant table: %', kind;
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s USING (tenant_id = kernel.current_tenant()) WITH CHECK (tenant_id = kernel.current_tenant())',
    target);
  EXECUTE format('ALTER TABLE %s ALTER COLUMN tenant_id SET DEFAULT kernel.current_tenant()', target);
  EXECUTE format('GRANT %s ON %s TO lumbung_app', verbs, target);
  IF kind = 'append_only' THEN
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change()',
      target);
  END IF;
END $$;

-- Where tenants' data lives: the shared database, later also databases of their own.
CREATE TABLE control.placement (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT placement_kind CHECK (kind IN ('shared', 'dedicated')),
  name text NOT NULL CONSTRAINT placement_name_unique UNIQUE
);
INSERT INTO control.placement (id, kind, name) VALUES ('00000000-0000-7000-8000-000000000001', 'shared', 'shared');

-- An organisation that works on the platform. zone: the business day's time zone.
CREATE TABLE control.tenant (
  id uuid PRIMARY KEY,
  slug text NOT NULL CONSTRAINT tenant_slug_unique UNIQUE
    CONSTRAINT tenant_slug_form CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text NOT NULL CONSTRAINT tenant_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
  zone text NOT NULL DEFAULT 'Asia/Jakarta',
  locale text NOT NULL DEFAULT 'id' CONSTRAINT tenant_locale CHECK (locale IN ('id', 'en')),
  status text NOT NULL DEFAULT 'active' CONSTRAINT tenant_status CHECK (status IN ('active', 'suspended', 'deactivated')),
  placement_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001'
    CONSTRAINT tenant_placement_fk REFERENCES control.placement (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX tenant_placement_index ON control.tenant (placement_id);

-- A person who can sign in; what they may do is each tenant's business (kernel.member, kernel.assignment).
CREATE TABLE control.user_account (
  id uuid PRIMARY KEY,
  email text NOT NULL CONSTRAINT user_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  username text CONSTRAINT user_username_form CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  name text NOT NULL CONSTRAINT user_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
  password_hash text,
  status text NOT NULL DEFAULT 'active' CONSTRAINT user_status CHECK (status IN ('active', 'disabled')),
  locale text CONSTRAINT user_locale CHECK (locale IN ('id', 'en')),
  platform_admin boolean NOT NULL DEFAULT false,
  -- Grows when every session of this person must end; compared on each request.
  session_version integer NOT NULL DEFAULT 1,
  password_changed_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX user_email_unique ON control.user_account (lower(email));
CREATE UNIQUE INDEX user_username_unique ON control.user_account (username);

-- One sign-in on one device. Ending it ends every token that came from it.
CREATE TABLE control.session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT session_user_fk REFERENCES control.user_account (id),
  tenant_id uuid CONSTRAINT session_tenant_fk REFERENCES control.tenant (id),
  session_version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_because text CONSTRAINT session_ended_because
    CHECK (ended_because IN ('signed_out', 'token_reused', 'ended_by_user', 'ended_by_admin', 'password_changed')),
  address text,
  agent text
);
CREATE INDEX session_user_index ON control.session (user_id);
CREATE INDEX session_tenant_index ON control.session (tenant_id);
CREATE INDEX session_expiry_index ON control.session (expires_at);

-- Refresh tokens by SHA-256 alone. A used one is claimed atomically; a second use after the grace ends the session.
CREATE TABLE control.refresh_token (
  hash bytea PRIMARY KEY CONSTRAINT refresh_token_hash_length CHECK (octet_length(hash) = 32),
  session_id uuid NOT NULL CONSTRAINT refresh_token_session_fk REFERENCES control.session (id) ON DELETE CASCADE,
  issued_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_token_session_index ON control.refresh_token (session_id);
CREATE INDEX refresh_token_expiry_index ON control.refresh_token (expires_at);

GRANT SELECT, INSERT, UPDATE ON control.tenant, control.user_account, control.session TO lumbung_control;
GRANT SELECT, INSERT, UPDATE, DELETE ON control.refresh_token TO lumbung_control;
GRANT DELETE ON control.session TO lumbung_control;
GRANT SELECT ON control.placement TO lumbung_control;

-- The tenant's view of a person who may enter it: name and address are copied so that history needs no other database.
CREATE TABLE kernel.member (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL CONSTRAINT member_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
  email text NOT NULL,
  username text,
  status text NOT NULL DEFAULT 'active' CONSTRAINT member_status CHECK (status IN ('active', 'disabled')),
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT member_pk PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX member_user_index ON kernel.member (user_id);
CREATE INDEX member_name_index ON kernel.member (tenant_id, name, user_id);
SELECT kernel.tenant_table('kernel.member');

-- Which apps a tenant has been given, and which of their role templates were copied: a role that the tenant deleted
-- afterwards does not come back.
CREATE TABLE kernel.tenant_app (
  tenant_id uuid NOT NULL,
  app text NOT NULL,
  role_templates text[] NOT NULL,
  provisioned_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tenant_app_pk PRIMARY KEY (tenant_id, app)
);
SELECT kernel.tenant_table('kernel.tenant_app');

-- Roles are the tenant's data; they start from the templates of the apps (template = the app's role key).
CREATE TABLE kernel.role (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL CONSTRAINT role_key_form CHECK (key ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  name text NOT NULL CONSTRAINT role_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
  permissions text[] NOT NULL,
  template text,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT role_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT role_key_unique UNIQUE (tenant_id, key)
);
SELECT kernel.tenant_table('kernel.role', 'mutable');

-- Who holds which role, how far it reaches and how long. scope_kind 'tenant' has no scope_id.
CREATE TABLE kernel.assignment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  role_id uuid NOT NULL,
  scope_kind text NOT NULL DEFAULT 'tenant' CONSTRAINT assignment_scope_kind CHECK (scope_kind ~ '^[a-z][a-z-]{0,29}$'),
  scope_id uuid,
  starts_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz,
  granted_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT assignment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT assignment_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES kernel.member (tenant_id, user_id),
  CONSTRAINT assignment_role_fk FOREIGN KEY (tenant_id, role_id) REFERENCES kernel.role (tenant_id, id),
  CONSTRAINT assignment_scope_complete CHECK ((scope_kind IN ('tenant', 'own')) = (scope_id IS NULL)),
  CONSTRAINT assignment_unique UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, role_id, scope_kind, scope_id)
);
CREATE INDEX assignment_role_index ON kernel.assignment (tenant_id, role_id);
SELECT kernel.tenant_table('kernel.assignment', 'mutable');

-- Signing in must find the tenants of a person before any tenant is bound.
CREATE POLICY sign_in_reads_members ON kernel.member FOR SELECT TO lumbung_control USING (true);
GRANT SELECT ON kernel.member TO lumbung_control;

-- Accounts are the platform's: no tenant's transaction reads them, and what it shows of a person is its own member row.
ALTER TABLE control.user_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.user_account FORCE ROW LEVEL SECURITY;
CREATE POLICY control_sees_all ON control.user_account TO lumbung_control USING (true) WITH CHECK (true);
ALTER TABLE control.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE control.tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY control_sees_all ON control.tenant TO lumbung_control USING (true) WITH CHECK (true);
CREATE POLICY tenant_sees_itself ON control.tenant FOR SELECT TO lumbung_app USING (id = kernel.current_tenant());
CREATE POLICY tenant_changes_itself ON control.tenant FOR UPDATE TO lumbung_app
  USING (id = kernel.current_tenant()) WITH CHECK (id = kernel.current_tenant());
GRANT SELECT, UPDATE (name, zone, locale, version) ON control.tenant TO lumbung_app;

-- Every change, in the transaction that made it. changes: field → [before, after], secrets masked.
CREATE TABLE kernel.audit_entry (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid,
  operation text NOT NULL,
  resource_type text,
  resource_id text,
  changes jsonb,
  request_id text,
  address text,
  CONSTRAINT audit_entry_pk PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entry_time_index ON kernel.audit_entry (tenant_id, at DESC, id DESC);
CREATE INDEX audit_entry_resource_index ON kernel.audit_entry (tenant_id, resource_type, resource_id, at DESC);
SELECT kernel.tenant_table('kernel.audit_entry', 'append_only');

-- Facts that left a committed transaction and wait for their subscribers. Rows are deleted when every subscriber is done.
-- The key leads to an aggregate's earliest waiting event; ids are unique because they are fresh UUIDv7s.
CREATE TABLE kernel.outbox_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  -- Events of one aggregate are delivered in the order of their position.
  aggregate text NOT NULL CONSTRAINT outbox_event_aggregate_length CHECK (char_length(aggregate) BETWEEN 1 AND 200),
  position bigint GENERATED ALWAYS AS IDENTITY,
  payload jsonb NOT NULL,
  actor_id uuid,
  request_id text,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  -- Failed deliveries so far; the last one's error.
  tries integer NOT NULL DEFAULT 0,
  last_error text,
  -- Not before this instant: the end of a relay's claim, or of the wait after a failure.
  next_try_at timestamptz NOT NULL DEFAULT now(),
  -- Set when the relay gave up: the row stays for people to see and no longer holds back its aggregate.
  failed_at timestamptz,
  CONSTRAINT outbox_event_pk PRIMARY KEY (tenant_id, aggregate, position)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX outbox_event_position_index ON kernel.outbox_event (position);
SELECT kernel.tenant_table('kernel.outbox_event', 'append_only');
DROP TRIGGER append_only ON kernel.outbox_event;
CREATE POLICY worker_delivers ON kernel.outbox_event TO lumbung_worker USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE, DELETE ON kernel.outbox_event TO lumbung_worker;

-- Who has had which event (or which step of a job is done): written in the transaction of the effect, which therefore
-- happens once however often it is delivered. Kept for 7 days after the event has left the outbox.
CREATE TABLE kernel.inbox_receipt (
  tenant_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subscriber text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT inbox_receipt_pk PRIMARY KEY (tenant_id, event_id, subscriber)
);
CREATE INDEX inbox_receipt_age_index ON kernel.inbox_receipt (at);
SELECT kernel.tenant_table('kernel.inbox_receipt', 'mutable');
CREATE POLICY worker_purges ON kernel.inbox_receipt TO lumbung_worker USING (true);
GRANT SELECT, DELETE ON kernel.inbox_receipt TO lumbung_worker;

-- The first answer to each Idempotency-Key, stored by the transaction whose effect it describes.
CREATE TABLE kernel.idempotency_key (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL CONSTRAINT idempotency_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  body text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_pk PRIMARY KEY (tenant_id, user_id, operation, key)
);
CREATE INDEX idempotency_key_age_index ON kernel.idempotency_key (at);
SELECT kernel.tenant_table('kernel.idempotency_key', 'mutable');
CREATE POLICY worker_purges ON kernel.idempotency_key TO lumbung_worker USING (true);
GRANT SELECT, DELETE ON kernel.idempotency_key TO lumbung_worker;

-- Patterns of document numbers per tenant; the app's default applies where there is no row.
CREATE TABLE kernel.number_pattern (
  tenant_id uuid NOT NULL,
  document_type text NOT NULL,
  pattern text NOT NULL CONSTRAINT number_pattern_length CHECK (char_length(pattern) BETWEEN 3 AND 60),
  CONSTRAINT number_pattern_pk PRIMARY KEY (tenant_id, document_type)
);
SELECT kernel.tenant_table('kernel.number_pattern', 'mutable');

-- The last number given in a period; taken as the last row lock of the posting transaction, hence without gaps.
CREATE TABLE kernel.number_counter (
  tenant_id uuid NOT NULL,
  document_type text NOT NULL,
  period text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT number_counter_pk PRIMARY KEY (tenant_id, document_type, period)
);
SELECT kernel.tenant_table('kernel.number_counter');

-- Settings of an app for a tenant, checked against the app's schema when read and written.
CREATE TABLE kernel.tenant_setting (
  tenant_id uuid NOT NULL,
  app text NOT NULL,
  value jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT tenant_setting_pk PRIMARY KEY (tenant_id, app)
);
SELECT kernel.tenant_table('kernel.tenant_setting');

-- A refused person asks; a holder of the permission grants or declines.
CREATE TABLE kernel.access_request (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  permission text NOT NULL,
  scope_kind text NOT NULL,
  scope_id uuid,
  reason text NOT NULL DEFAULT '' CONSTRAINT access_request_reason_length CHECK (char_length(reason) <= 500),
  status text NOT NULL DEFAULT 'open' CONSTRAINT access_request_status CHECK (status IN ('open', 'granted', 'declined')),
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT access_request_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT access_request_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES kernel.member (tenant_id, user_id),
  CONSTRAINT access_request_second_person CHECK (decided_by IS NULL OR decided_by <> user_id)
);
CREATE INDEX access_request_user_index ON kernel.access_request (tenant_id, user_id);
CREATE INDEX access_request_open_index ON kernel.access_request (tenant_id, created_at DESC) WHERE status = 'open';
SELECT kernel.tenant_table('kernel.access_request');
