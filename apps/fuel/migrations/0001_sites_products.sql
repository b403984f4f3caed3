-- The fuel app's own rows. Stock itself (movements, balances, days) is the ledger's: a site is a ledger place and a
-- product a ledger item, by the same ids. Litres are numeric(15,2).

CREATE SCHEMA fuel;
GRANT USAGE ON SCHEMA fuel TO lumbung_app;

-- Somewhere that holds fuel: a generator set, a tug berth, a terminal. zone: cuts its business days.
CREATE TABLE fuel.site (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Ordered by bytes, so that pages follow the code.
  code text COLLATE "C" NOT NULL CONSTRAINT site_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
  name text NOT NULL CONSTRAINT site_name_length CHECK (char_length(name) BETWEEN 1 AND 80),
  zone text NOT NULL CONSTRAINT site_zone_length CHECK (char_length(zone) BETWEEN 1 AND 64),
  -- Below this the stock of a product is low. Copied from the tenant's setting when the site is made.
  low_stock_threshold_litres numeric(15, 2) NOT NULL
    CONSTRAINT site_threshold_not_negative CHECK (low_stock_threshold_litres >= 0),
  status text NOT NULL DEFAULT 'active' CONSTRAINT site_status CHECK (status IN ('active', 'inactive')),
  note text CONSTRAINT site_note_length CHECK (char_length(note) <= 500),
  owner text CONSTRAINT site_owner_length CHECK (char_length(owner) BETWEEN 1 AND 120),
  -- Degrees, six decimals: about a tenth of a metre.
  latitude numeric(9, 6) CONSTRAINT site_latitude CHECK (latitude BETWEEN -90 AND 90),
  longitude numeric(9, 6) CONSTRAINT site_longitude CHECK (longitude BETWEEN -180 AND 180),
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT site_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT site_code_unique UNIQUE (tenant_id, code)
);
SELECT kernel.tenant_table('fuel.site');

-- What is stored: diesel, petrol. Measured in litres.
CREATE TABLE fuel.product (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text COLLATE "C" NOT NULL CONSTRAINT product_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
  name text NOT NULL CONSTRAINT product_name_length CHECK (char_length(name) BETWEEN 1 AND 80),
  unit text NOT NULL DEFAULT 'litre' CONSTRAINT product_unit CHECK (unit = 'litre'),
  -- The product that a request without one means.
  is_default boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'active' CONSTRAINT product_status CHECK (status IN ('active', 'inactive')),
  created_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT product_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT product_code_unique UNIQUE (tenant_id, code),
  CONSTRAINT product_default_active CHECK (status = 'active' OR NOT is_default)
);
CREATE UNIQUE INDEX product_default_unique ON fuel.product (tenant_id) WHERE is_default;
SELECT kernel.tenant_table('fuel.product');

-- What a site can hold of a product, all its tanks together.
CREATE TABLE fuel.site_capacity (
  tenant_id uuid NOT NULL,
  site_id uuid NOT NULL,
  product_id uuid NOT NULL,
  capacity_litres numeric(15, 2) NOT NULL CONSTRAINT site_capacity_positive CHECK (capacity_litres > 0),
  tanks integer CONSTRAINT site_capacity_tanks CHECK (tanks BETWEEN 1 AND 10000),
  CONSTRAINT site_capacity_pk PRIMARY KEY (tenant_id, site_id, product_id),
  CONSTRAINT site_capacity_site_fk FOREIGN KEY (tenant_id, site_id) REFERENCES fuel.site (tenant_id, id),
  CONSTRAINT site_capacity_product_fk FOREIGN KEY (tenant_id, product_id) REFERENCES fuel.product (tenant_id, id)
);
CREATE INDEX site_capacity_product_index ON fuel.site_capacity (tenant_id, product_id);
SELECT kernel.tenant_table('fuel.site_capacity', 'mutable');
