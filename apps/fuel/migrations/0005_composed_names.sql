-- Names and notes are kept composed (NFC) from now on, so that an é is one letter in searches and orders. No two names had to
-- differ. The notes of the ledger's lines stay as they were written: they are part of what its chain of hashes proves.
ALTER TABLE fuel.site NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fuel.product NO FORCE ROW LEVEL SECURITY;

UPDATE fuel.site SET name = left(normalize(name, NFC), 80) WHERE name IS NOT NFC NORMALIZED;
UPDATE fuel.site SET note = left(normalize(note, NFC), 500) WHERE note IS NOT NFC NORMALIZED;
UPDATE fuel.site SET owner = left(normalize(owner, NFC), 120) WHERE owner IS NOT NFC NORMALIZED;
UPDATE fuel.product SET name = left(normalize(name, NFC), 80) WHERE name IS NOT NFC NORMALIZED;

ALTER TABLE fuel.site FORCE ROW LEVEL SECURITY;
ALTER TABLE fuel.product FORCE ROW LEVEL SECURITY;
