import { dashboardTexts } from '../dashboard/dashboard-texts.ts'
import { documentTexts } from '../document/document-texts.ts'
import { formTexts } from '../form/form-texts.ts'
import { pickTexts } from '../form/pick-texts.ts'
import { listTexts } from '../list/list-texts.ts'
import { lookTexts } from '../theme/look-texts.ts'
import { wizardTexts } from '../wizard/wizard-texts.ts'

/** The words of the page shapes; fetched with the screens. */
export const shapeTexts = {
  id: {
    ...dashboardTexts.id,
    ...documentTexts.id,
    ...formTexts.id,
    ...pickTexts.id,
    ...listTexts.id,
    ...lookTexts.id,
    ...wizardTexts.id,
  },
  en: {
    ...dashboardTexts.en,
    ...documentTexts.en,
    ...formTexts.en,
    ...pickTexts.en,
    ...listTexts.en,
    ...lookTexts.en,
    ...wizardTexts.en,
  },
}
