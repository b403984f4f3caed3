import type { DocumentAction, IconName } from '@lumbung/ui'
import { activateProduct, deactivateProduct, type Product, updateProduct } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

export type ProductAction = DocumentAction & { icon: IconName }

/** What can be done with a product besides renaming it. The default is given to another one, never taken away. */
export function useProductActions(): (product: Product) => ProductAction[] {
  const t = useFuelTexts()
  return ({ id, name, version, status, isDefault }) => {
    if (isDefault) return []
    if (status === 'inactive') {
      const label = t('products.activate')
      return [
        {
          label,
          icon: 'check',
          operation: activateProduct,
          input: { id },
          confirm: { title: `${label}: ${name}`, sentence: null },
        },
      ]
    }
    return [
      {
        label: t('products.make_default'),
        icon: 'check',
        operation: updateProduct,
        input: { id, isDefault: true },
        version,
        confirm: {
          title: `${t('products.make_default')}: ${name}`,
          sentence: t('products.make_default_sentence', { name }),
        },
      },
      {
        label: t('products.deactivate'),
        icon: 'x',
        tone: 'danger',
        operation: deactivateProduct,
        input: { id },
        confirm: {
          title: `${t('products.deactivate')}: ${name}`,
          sentence: t('products.deactivate_sentence', { name }),
        },
      },
    ]
  }
}
