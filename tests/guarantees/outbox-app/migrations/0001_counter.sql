CREATE SCHEMA probe;
GRANT USAGE ON SCHEMA probe TO lumbung_app;

-- Counts what was committed: value is the number of committed counts of a counter.
CREATE TABLE probe.counter (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  value integer NOT NULL DEFAULT 0,
  CONSTRAINT counter_pk PRIMARY KEY (tenant_id, name)
);
SELECT kernel.tenant_table('probe.counter', 'mutable');

-- What subscribers and jobs were given, in the order of their commits per counter.
CREATE TABLE probe.seen (
  tenant_id uuid NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  witness text NOT NULL,
  counter text NOT NULL,
  number integer NOT NULL,
  CONSTRAINT seen_pk PRIMARY KEY (tenant_id, place)
);
SELECT kernel.tenant_table('probe.seen', 'append_only');
