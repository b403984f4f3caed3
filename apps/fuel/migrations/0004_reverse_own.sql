-- Whoever records use may take a slip back for some minutes. Roles that came from the operator's template and still may
-- record use get the permission that the template now gives; whoever has taken recording away from such a role has
-- decided otherwise. See docs/decisions/0027-new-permissions-of-templates.md.

ALTER TABLE kernel.role NO FORCE ROW LEVEL SECURITY;
UPDATE kernel.role
SET permissions = array_append(permissions, 'fuel.stock.reverse-own'), version = version + 1
WHERE template IN ('fuel-operator', 'fuel-admin')
  AND permissions && ARRAY['fuel.stock.out', 'fuel.stock.reverse']
  AND NOT 'fuel.stock.reverse-own' = ANY (permissions);
ALTER TABLE kernel.role FORCE ROW LEVEL SECURITY;
