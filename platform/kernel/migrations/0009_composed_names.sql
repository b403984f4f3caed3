-- Names are kept composed (NFC) from now on, so that an é is one letter in searches, orders and where names must differ.
-- Rows of before are brought to it; forced row-level security would hide them from their owner, so it rests meanwhile.
ALTER TABLE control.tenant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE control.user_account NO FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.saved_view NO FORCE ROW LEVEL SECURITY;

UPDATE control.tenant SET name = left(normalize(name, NFC), 120) WHERE name IS NOT NFC NORMALIZED;
UPDATE control.user_account SET name = left(normalize(name, NFC), 120) WHERE name IS NOT NFC NORMALIZED;
UPDATE kernel.member SET name = left(normalize(name, NFC), 120) WHERE name IS NOT NFC NORMALIZED;
UPDATE kernel.role SET name = left(normalize(name, NFC), 120) WHERE name IS NOT NFC NORMALIZED;

-- The only names that must differ are those of one person's views of one list. Two that become the same were two to their
-- owner: the second keeps its place with the end of its id behind its name, and the server's log names both.
DO $$
DECLARE
  view record;
  composed text;
BEGIN
  FOR view IN
    SELECT tenant_id, id, name FROM kernel.saved_view WHERE name IS NOT NFC NORMALIZED ORDER BY tenant_id, id
  LOOP
    composed := left(normalize(view.name, NFC), 80);
    BEGIN
      UPDATE kernel.saved_view SET name = composed WHERE tenant_id = view.tenant_id AND id = view.id;
    EXCEPTION WHEN unique_violation THEN
      RAISE WARNING 'saved view % is called like another of its owner: "%"; it is renamed', view.id, composed;
      UPDATE kernel.saved_view SET name = left(composed, 73) || ' ' || right(view.id::text, 6)
        WHERE tenant_id = view.tenant_id AND id = view.id;
    END;
  END LOOP;
END $$;

ALTER TABLE control.tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE control.user_account FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.member FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.role FORCE ROW LEVEL SECURITY;
ALTER TABLE kernel.saved_view FORCE ROW LEVEL SECURITY;
