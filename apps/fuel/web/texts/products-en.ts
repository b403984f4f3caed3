import type { productsId } from './products-id.ts'

export const productsEn: Record<keyof typeof productsId, string> = {
  'products.title': 'Fuel products',
  'products.summary':
    'Each product has a stock of its own at each site. The default is meant where none is named.',
  'products.empty': 'No product matches yet.',
  'products.add': 'Add a product',
  'products.code': 'Code',
  'products.name': 'Name',
  'products.default': 'Default',
  'products.status': 'Status',
  'products.rename': 'Rename',
  'products.rename_title': 'Rename {{name}}',
  'products.make_default': 'Make it the default',
  'products.make_default_sentence':
    'Lines that name no product will go to {{name}}. The one that is the default now stops being it.',
  'products.activate': 'Activate',
  'products.deactivate': 'Deactivate',
  'products.deactivate_sentence':
    '{{name}} cannot be used for new lines any more. Its history stays, and it can be activated again.',
  'products.added': '{{name}} was added.',
  'products.saved': 'The change is saved.',
}
