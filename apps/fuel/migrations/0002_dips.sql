-- A physical measurement and what the book said at that instant. difference_litres = measured - book.
-- movement_id: the ledger's adjustment that the dip posted, NULL where the difference was left standing.
CREATE TABLE fuel.dip (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL CONSTRAINT dip_number_length CHECK (char_length(number) BETWEEN 1 AND 60),
  site_id uuid NOT NULL,
  product_id uuid NOT NULL,
  measured_litres numeric(15, 2) NOT NULL CONSTRAINT dip_measured_not_negative CHECK (measured_litres >= 0),
  book_litres numeric(15, 2) NOT NULL CONSTRAINT dip_book_not_negative CHECK (book_litres >= 0),
  difference_litres numeric(15, 2) NOT NULL GENERATED ALWAYS AS (measured_litres - book_litres) STORED,
  tolerance_litres numeric(15, 2) NOT NULL CONSTRAINT dip_tolerance_not_negative CHECK (tolerance_litres >= 0),
  within_tolerance boolean NOT NULL GENERATED ALWAYS AS (abs(measured_litres - book_litres) <= tolerance_litres) STORED,
  movement_id uuid,
  measured_at timestamptz NOT NULL,
  -- The measurement's day at the site.
  business_day date NOT NULL,
  note text NOT NULL DEFAULT '' CONSTRAINT dip_note_length CHECK (char_length(note) <= 500),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT dip_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT dip_number_unique UNIQUE (tenant_id, number),
  CONSTRAINT dip_site_fk FOREIGN KEY (tenant_id, site_id) REFERENCES fuel.site (tenant_id, id),
  CONSTRAINT dip_product_fk FOREIGN KEY (tenant_id, product_id) REFERENCES fuel.product (tenant_id, id)
);
CREATE INDEX dip_time_index ON fuel.dip (tenant_id, measured_at DESC, id DESC);
CREATE INDEX dip_site_index ON fuel.dip (tenant_id, site_id, measured_at DESC, id DESC);
CREATE INDEX dip_product_index ON fuel.dip (tenant_id, product_id);
SELECT kernel.tenant_table('fuel.dip', 'append_only');
