-- The dips that are there become measurements of the ledger, which keeps their levels true from now on. What the book
-- says today does not change: a difference is what the dip's own adjustment says, or what the book lacks at its instant.
-- fuel.dip stays as it was found on the day of recording.

-- Without a bound tenant the owner sees its own rows only while the tables do not force row-level security on it.
ALTER TABLE fuel.dip NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.account NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.movement NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.measurement NO FORCE ROW LEVEL SECURITY;

-- An empty tank that was measured as empty before anything came.
INSERT INTO ledger.account (tenant_id, id, item_id, place_id)
SELECT DISTINCT ON (dip.tenant_id, dip.product_id, dip.site_id) dip.tenant_id, gen_random_uuid(), dip.product_id, dip.site_id
FROM fuel.dip
ON CONFLICT ON CONSTRAINT account_item_place_unique DO NOTHING;

INSERT INTO ledger.measurement (tenant_id, id, account_id, measured_at, business_day, after_seq, level, found, tolerance_percent,
                                tolerance_minimum, tolerance, is_held, movement_id, withdrawn_at, actor_id, document, note)
SELECT dip.tenant_id, dip.id, account.id, coalesce(own.occurred_at, dip.measured_at),
       coalesce(own.business_day, dip.business_day), coalesce(own.seq - 1, known.seq, 0), dip.measured_litres,
       coalesce(own.delta, dip.measured_litres - coalesce(book.litres, 0)), 0, dip.tolerance_litres, dip.tolerance_litres,
       own.id IS NOT NULL, own.id, undone.recorded_at, dip.recorded_by, dip.number, nullif(dip.note, '')
FROM fuel.dip
JOIN ledger.account ON account.tenant_id = dip.tenant_id AND account.item_id = dip.product_id AND account.place_id = dip.site_id
LEFT JOIN ledger.movement AS own ON own.tenant_id = dip.tenant_id AND own.id = dip.movement_id
LEFT JOIN ledger.movement AS undone
  ON undone.tenant_id = own.tenant_id AND undone.account_id = own.account_id AND undone.reverses_seq = own.seq
LEFT JOIN LATERAL (
  SELECT max(m.seq) AS seq FROM ledger.movement AS m
  WHERE own.id IS NULL AND m.tenant_id = dip.tenant_id AND m.account_id = account.id AND m.recorded_at <= dip.recorded_at
) AS known ON true
LEFT JOIN LATERAL (
  SELECT sum(m.delta) AS litres FROM ledger.movement AS m
  WHERE own.id IS NULL AND m.tenant_id = dip.tenant_id AND m.account_id = account.id AND m.occurred_at <= dip.measured_at
) AS book ON true;

UPDATE ledger.account SET last_measured_at = latest.measured_at
FROM (SELECT tenant_id, account_id, max(measured_at) AS measured_at FROM ledger.measurement GROUP BY tenant_id, account_id) AS latest
WHERE account.tenant_id = latest.tenant_id AND account.id = latest.account_id;

ALTER TABLE fuel.dip FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.account FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.movement FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.measurement FORCE ROW LEVEL SECURITY;
