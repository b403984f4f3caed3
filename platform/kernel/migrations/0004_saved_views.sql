-- A list as a person wants to see it again. Others of the tenant see it where it is shared; its owner alone changes it.
CREATE TABLE kernel.saved_view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  -- The stable name of the list's screen.
  list text NOT NULL CONSTRAINT saved_view_list_length CHECK (char_length(list) BETWEEN 1 AND 120),
  name text NOT NULL CONSTRAINT saved_view_name_length CHECK (char_length(name) BETWEEN 1 AND 80),
  -- Filter name → value as the URL carries it.
  filters jsonb NOT NULL CONSTRAINT saved_view_filters_object CHECK (jsonb_typeof(filters) = 'object'),
  -- The columns shown, in order; NULL: those that the screen shows by itself.
  columns text[],
  density text NOT NULL CONSTRAINT saved_view_density CHECK (density IN ('comfortable', 'compact')),
  shared boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT saved_view_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT saved_view_name_unique UNIQUE (tenant_id, owner_id, list, name),
  CONSTRAINT saved_view_owner_fk FOREIGN KEY (tenant_id, owner_id) REFERENCES kernel.member (tenant_id, user_id)
);
CREATE INDEX saved_view_shared_index ON kernel.saved_view (tenant_id, list, name) WHERE shared;
SELECT kernel.tenant_table('kernel.saved_view', 'mutable');
