-- One stock-out as version 0.1.0 wrote it: the limit that recording is measured against. It stays as it is, so that
-- better statements raise the ratio. Variables: tenant, item, and the arrays places and users, of which :i is drawn.
\set i random(1, 32)
\startpipeline
BEGIN;
SELECT set_config('app.tenant_id', :tenant, true);
SELECT pg_advisory_xact_lock((random() * 9e18)::bigint);
SELECT site.id AS site_id, site.code AS site_code, site.name AS site_name, site.status AS site_status,
  site.zone, site.low_stock_threshold_litres, product.id AS product_id, product.code AS product_code,
  product.name AS product_name, product.status AS product_status FROM fuel.site LEFT JOIN fuel.product ON
  product.tenant_id = site.tenant_id AND CASE WHEN NULL::text IS NULL THEN product.is_default ELSE product.code
  = NULL::text END WHERE site.tenant_id = kernel.current_tenant() AND site.id = (:places::uuid[])[:i];
\endpipeline
WITH input AS NOT MATERIALIZED ( SELECT gen_random_uuid()::text::uuid AS movement_id, :item::uuid AS item_id,
  (:places::uuid[])[:i] AS place_id, 'issue'::text AS kind, 'out'::text AS flow, '-0.01'::numeric(15,4) AS
  delta, clock_timestamp()::timestamptz AS at, false::boolean AS dated, (now() AT TIME ZONE
  'Asia/Makassar')::date AS day, clock_timestamp()::timestamptz AS now, NULL::bigint AS reverses_seq,
  (:users::uuid[])[:i] AS actor_id, NULL::text AS document, 'bench'::text AS note ), posted AS ( UPDATE
  ledger.account AS a SET on_hand = a.on_hand + input.delta, seq = a.seq + 1, last_occurred_at =
  greatest(input.at, a.last_occurred_at), last_day = greatest(input.day, a.last_day), head_hash =
  ledger.movement_hash( a.head_hash, a.tenant_id, a.id, a.seq + 1, input.movement_id, input.kind, input.flow,
  input.delta, greatest(input.day, a.last_day), greatest(input.at, a.last_occurred_at), input.now, a.on_hand +
  input.delta, input.reverses_seq, input.actor_id, input.document, input.note) FROM input WHERE a.tenant_id =
  kernel.current_tenant() AND a.item_id = input.item_id AND a.place_id = input.place_id AND a.on_hand -
  a.reserved - a.quarantine + input.delta >= 0 AND (NOT input.dated OR a.last_occurred_at IS NULL OR input.at >=
  a.last_occurred_at) AND coalesce(( SELECT (s.closed_through IS NULL OR s.closed_through < input.day) AND (NOT
  input.dated OR input.at >= input.now - make_interval(days => s.backdate_limit_days)) FROM ledger.setting AS s
  WHERE s.tenant_id = kernel.current_tenant()), NOT input.dated) RETURNING a.id, a.seq, a.on_hand,
  a.last_occurred_at AS at, a.last_day AS day, a.head_hash ), movement AS ( INSERT INTO ledger.movement
  (account_id, seq, id, kind, flow, delta, business_day, occurred_at, recorded_at, balance_after, reverses_seq,
  actor_id, document, note, hash) SELECT posted.id, posted.seq, input.movement_id, input.kind, input.flow,
  input.delta, posted.day, posted.at, input.now, posted.on_hand, input.reverses_seq, input.actor_id,
  input.document, input.note, posted.head_hash FROM posted, input ), day AS ( INSERT INTO ledger.day AS d
  (account_id, day, opening, in_qty, out_qty, adjusted, closing, lowest, first_at, last_at) SELECT posted.id,
  posted.day, posted.on_hand - input.delta, CASE input.flow WHEN 'in' THEN input.delta ELSE 0 END, CASE
  input.flow WHEN 'out' THEN -input.delta ELSE 0 END, CASE input.flow WHEN 'adjusted' THEN input.delta ELSE 0
  END, posted.on_hand, least(posted.on_hand, posted.on_hand - input.delta), posted.at, posted.at FROM posted,
  input ON CONFLICT ON CONSTRAINT day_pk DO UPDATE SET in_qty = d.in_qty + EXCLUDED.in_qty, out_qty = d.out_qty
  + EXCLUDED.out_qty, adjusted = d.adjusted + EXCLUDED.adjusted, closing = EXCLUDED.closing, lowest =
  least(d.lowest, EXCLUDED.closing), last_at = EXCLUDED.last_at ) SELECT posted.id AS "accountId", posted.seq,
  input.delta, posted.on_hand AS "onHand", posted.at, posted.day::text AS day FROM posted, input;
\startpipeline
WITH audits AS ( INSERT INTO kernel.audit_entry (id, actor_id, operation, resource_type, resource_id, changes,
  request_id, address) SELECT a.id, a.actor_id, a.operation, a.resource_type, a.resource_id, a.changes,
  gen_random_uuid()::text, '127.0.0.1' FROM unnest( ARRAY[gen_random_uuid()::text]::uuid[],
  ARRAY[(:users::uuid[])[:i]], '{"fuel.stock.out"}'::text[], '{"fuel.stock"}'::text[],
  ARRAY[gen_random_uuid()::text]::text[], '{NULL}'::jsonb[] ) AS a (id, actor_id, operation, resource_type,
  resource_id, changes) ), events AS ( INSERT INTO kernel.outbox_event (id, name, aggregate, payload, actor_id,
  request_id) SELECT e.id, e.name, e.aggregate, e.payload, (:users::uuid[])[:i], gen_random_uuid()::text FROM
  unnest( ARRAY[gen_random_uuid()::text]::uuid[], '{"fuel.stock.recorded"}'::text[], ARRAY['fuel.stock:' ||
  (:places::uuid[])[:i] || ':' || :item],
  '{"{\"entryId\":\"01936f2a-7b1c-7000-8000-000000000001\",\"type\":\"OUT\",\"amountLitres\":0.01,\"balanceLitres\":999999998.98,\"location\":{\"id\":\"01936f2a-7b1c-7000-8000-000000000002\",\"code\":\"SITE-0\",\"name\":\"SITE-0\"},\"product\":{\"id\":\"01936f2a-7b1c-7000-8000-000000000003\",\"code\":\"DIESEL\",\"name\":\"Solar\"},\"date\":\"2026-12-01T15:31:53.479Z\",\"businessDay\":\"2026-12-01\"}"}'::jsonb[]
  ) WITH ORDINALITY AS e (id, name, aggregate, payload, place) ORDER BY e.place ) INSERT INTO
  kernel.idempotency_key (user_id, operation, key, fingerprint, status, body) SELECT (:users::uuid[])[:i],
  'fuel.stock.out', ('bench-' || gen_random_uuid()::text),
  '\xc23c678d79af36dca84ab09ba006dcb4f5c0c32c25c379f64a561d5f65cc8703'::bytea, 201::smallint,
  ('{"id":"01936f2a-7b1c-7000-8000-000000000001","type":"OUT","amountLitres":0.01,"location":{"id":"01936f2a-7b1c-7000-8000-000000000002","code":"SITE-0","name":"SITE-0"},"product":{"id":"01936f2a-7b1c-7000-8000-000000000003","code":"DIESEL","name":"Solar"},"balanceLitres":999999998.98,"date":"2026-12-01T15:31:53.479Z","businessDay":"2026-12-01","zone":"Asia/Makassar","notes":"bench","user":{"id":"01936f2a-7b1c-7000-8000-000000000004","name":"SITE-0"},"reversalOf":'
  || 'null,"reversedBy":' || 'null,"recordedAt":"2026-12-01T15:31:53.479Z","isLow":' || 'false}') WHERE
  true::boolean;
COMMIT;
\endpipeline
