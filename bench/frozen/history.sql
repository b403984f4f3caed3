-- One page of the stock book of a site as version 0.1.0 read it: the limit that the history is measured against.
-- It stays as it is, so that better statements raise the ratio. Variables: tenant, code, item, place, user.
\startpipeline
BEGIN READ ONLY;
SELECT set_config('app.tenant_id', :tenant, true);
SELECT id, code, name, zone, low_stock_threshold_litres, status, note, owner, latitude, longitude, version FROM
  fuel.site WHERE tenant_id = kernel.current_tenant() AND code = :code;
\endpipeline
SELECT id, code, name, unit, is_default, status, version FROM fuel.product WHERE tenant_id =
  kernel.current_tenant() ORDER BY NOT is_default ASC, code ASC LIMIT 201 OFFSET 0;
WITH page AS MATERIALIZED ( SELECT m.* FROM ledger.account AS a CROSS JOIN LATERAL ( SELECT e.* FROM
  ledger.movement AS e WHERE e.tenant_id = kernel.current_tenant() AND e.account_id = a.id AND TRUE ORDER BY
  e.occurred_at DESC, e.seq DESC LIMIT 21 ) AS m WHERE a.tenant_id = kernel.current_tenant() AND a.item_id =
  ANY(ARRAY[:item::uuid]) AND a.place_id = ANY(ARRAY[:place::uuid]) ORDER BY m.occurred_at DESC, m.account_id
  DESC, m.seq DESC LIMIT 21 OFFSET 0 ), span AS MATERIALIZED ( SELECT account_id, business_day, min(occurred_at)
  AS from_at FROM page GROUP BY account_id, business_day ), line AS MATERIALIZED ( SELECT span.account_id,
  followed.seq, d.closing - coalesce(followed.later, 0) AS balance FROM span CROSS JOIN LATERAL ( SELECT
  c.closing, c.last_at FROM ledger.day AS c WHERE c.tenant_id = kernel.current_tenant() AND c.account_id =
  span.account_id AND c.day = span.business_day LIMIT 1 ) AS d CROSS JOIN LATERAL ( SELECT counted.seq,
  sum(counted.standing) OVER ( ORDER BY counted.occurred_at DESC, counted.seq DESC ROWS BETWEEN UNBOUNDED
  PRECEDING AND 1 PRECEDING) AS later FROM ( SELECT e.occurred_at, e.seq, CASE count(*) OVER (PARTITION BY
  occurred_at, business_day, coalesce(reverses_seq, seq)) WHEN 1 THEN delta ELSE 0 END AS standing FROM
  ledger.movement AS e WHERE e.tenant_id = kernel.current_tenant() AND e.account_id = span.account_id AND
  e.occurred_at BETWEEN span.from_at AND d.last_at AND e.business_day = span.business_day ) AS counted ) AS
  followed ) SELECT m.id, m.account_id AS "accountId", a.item_id AS "itemId", a.place_id AS "placeId", m.seq,
  m.kind, m.flow, m.delta, m.business_day::text AS "businessDay", m.occurred_at AS "occurredAt", m.recorded_at
  AS "recordedAt", m.reverses_seq AS reverses, o.id AS "reversesId", r.seq AS "reversedBySeq", r.id AS
  "reversedById", m.actor_id AS "actorId", m.note, m.document, line.balance AS "runningBalance" FROM page AS m
  JOIN line ON line.account_id = m.account_id AND line.seq = m.seq JOIN ledger.account AS a ON a.tenant_id =
  kernel.current_tenant() AND a.id = m.account_id LEFT JOIN ledger.movement AS o ON o.tenant_id =
  kernel.current_tenant() AND o.account_id = m.account_id AND o.seq = m.reverses_seq LEFT JOIN ledger.movement
  AS r ON r.tenant_id = kernel.current_tenant() AND r.account_id = m.account_id AND r.reverses_seq = m.seq ORDER
  BY m.occurred_at DESC, m.account_id DESC, m.seq DESC;
SELECT coalesce(sum(a.seq), 0)::text AS total FROM ledger.account AS a WHERE a.tenant_id =
  kernel.current_tenant() AND a.item_id = ANY(ARRAY[:item::uuid]) AND a.place_id = ANY(ARRAY[:place::uuid]);
SELECT id, code, name, zone, low_stock_threshold_litres, status, note, owner, latitude, longitude, version FROM
  fuel.site WHERE tenant_id = kernel.current_tenant() AND id = ANY (ARRAY[:place::uuid]) ORDER BY code;
\startpipeline
SELECT user_id, name FROM kernel.member WHERE tenant_id = kernel.current_tenant() AND user_id = ANY
  (ARRAY[:user::uuid]);
COMMIT;
\endpipeline
