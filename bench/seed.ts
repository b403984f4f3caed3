import pg from 'pg'

/**
 * An account with `days × perDay` movements (half in, half out), ending yesterday, with true balances, hashes and day
 * rows: what as many postings would have left. Written by one loop in the database as its superuser, because a million
 * requests would take an hour.
 */
export async function seedMovements(
  adminUrl: string,
  wish: { siteId: string; productId: string; userId: string; days: number; perDay: number },
): Promise<{ accountId: string; movements: number }> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO ledger.account (tenant_id, id, item_id, place_id)
       SELECT tenant_id, gen_random_uuid(), $2, $1 FROM fuel.site WHERE id = $1
       ON CONFLICT ON CONSTRAINT account_item_place_unique DO UPDATE SET seq = ledger.account.seq
       RETURNING id`,
      [wish.siteId, wish.productId],
    )
    const accountId = rows[0]?.id as string
    await client.query(loopText(accountId, wish))
    await client.query('ANALYZE ledger.movement, ledger.day, ledger.account')
    return { accountId, movements: wish.days * wish.perDay }
  } finally {
    await client.end()
  }
}

function loopText(accountId: string, wish: { userId: string; days: number; perDay: number }): string {
  const { userId, days, perDay } = wish
  return `
DO $seed$
DECLARE
  a ledger.account;
  today date := (now() AT TIME ZONE 'Asia/Makassar')::date;
  d date; at timestamptz; q numeric(15,4); k text; f text; h bytea; m uuid;
  opening numeric(15,4); total_in numeric(15,4); total_out numeric(15,4); lowest numeric(15,4); balance numeric(15,4);
  s bigint; first_at timestamptz;
BEGIN
  SELECT * INTO a FROM ledger.account WHERE id = '${accountId}';
  h := a.head_hash; s := a.seq; balance := a.on_hand;
  FOR n IN 1..${days} LOOP
    d := today - (${days} - n) - 1;
    opening := balance; total_in := 0; total_out := 0; lowest := balance;
    FOR i IN 1..${perDay} LOOP
      at := (d::timestamp AT TIME ZONE 'Asia/Makassar') + make_interval(secs => 86399.0 * i / ${perDay + 1});
      IF first_at IS NULL OR i = 1 THEN first_at := at; END IF;
      IF i % 2 = 1 THEN q := 20 + (i % 7); k := 'receipt'; f := 'in'; total_in := total_in + q;
      ELSE q := -(20 + ((i - 1) % 7)); k := 'issue'; f := 'out'; total_out := total_out - q; END IF;
      s := s + 1; balance := balance + q; m := gen_random_uuid(); lowest := least(lowest, balance);
      h := ledger.movement_hash(h, a.tenant_id, a.id, s, m, k, f, q, d, at, at, balance, NULL, '${userId}', NULL, 'seeded');
      INSERT INTO ledger.movement (tenant_id, account_id, seq, id, kind, flow, delta, business_day, occurred_at, recorded_at,
                                   balance_after, actor_id, note, hash)
      VALUES (a.tenant_id, a.id, s, m, k, f, q, d, at, at, balance, '${userId}', 'seeded', h);
    END LOOP;
    INSERT INTO ledger.day (tenant_id, account_id, day, opening, in_qty, out_qty, adjusted, closing, lowest, first_at, last_at)
    VALUES (a.tenant_id, a.id, d, opening, total_in, total_out, 0, balance, lowest, first_at, at);
  END LOOP;
  UPDATE ledger.account SET on_hand = balance, seq = s, head_hash = h, last_occurred_at = at, last_day = d WHERE id = a.id;
END $seed$`
}
