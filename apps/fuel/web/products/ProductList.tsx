import { AskAction, Badge, GuardedButton, Icon, ListPage, type RowAction, useSession } from '@lumbung/ui'
import { useState } from 'react'
import { createProduct, listProducts, type Product, updateProduct } from '../../contract/index.ts'
import { StatusBadge } from '../sites/StatusBadge.tsx'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { ProductForm } from './ProductForm.tsx'
import { type ProductAction, useProductActions } from './use-product-actions.ts'

/** A tenant has a handful of products: they are listed, added and renamed in one place. */
export function ProductList() {
  const t = useFuelTexts()
  const { can } = useSession()
  const [form, setForm] = useState<Product | 'new' | null>(null)
  const [asked, setAsked] = useState<ProductAction | null>(null)
  const actionsOf = useProductActions()
  const mayChange = can(updateProduct.permission)
  const rowActions = (product: Product): readonly RowAction[] => [
    { label: t('products.rename'), icon: 'pencil', run: () => setForm(product) },
    ...actionsOf(product).map((action) => ({
      label: action.label,
      icon: action.icon,
      ...(action.tone ? { tone: action.tone } : {}),
      run: () => setAsked(action),
    })),
  ]
  const add = (
    <GuardedButton operation={createProduct} onClick={() => setForm('new')}>
      {t('products.add')}
    </GuardedButton>
  )
  return (
    <>
      <ListPage
        id="fuel.products"
        title={t('products.title')}
        summary={t('products.summary')}
        operation={listProducts}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'name',
            sort: 'name',
            header: t('products.name'),
            cell: (product) => <ProductName product={product} />,
            onPhone: 'title',
          },
          {
            id: 'code',
            sort: 'code',
            header: t('products.code'),
            cell: ({ code }) => code,
            onPhone: 'detail',
          },
          {
            id: 'status',
            header: t('products.status'),
            cell: ({ status }) => <StatusBadge status={status} />,
            onPhone: 'aside',
            width: 140,
          },
        ]}
        filters={[
          {
            kind: 'choice',
            name: 'status',
            label: t('products.status'),
            choices: [
              { value: 'active', label: t('site.active') },
              { value: 'inactive', label: t('site.inactive') },
            ],
          },
        ]}
        {...(mayChange ? { rowActions } : {})}
        importInto={createProduct}
        primary={add}
        empty={{ sentence: t('products.empty'), action: add }}
      />
      <ProductForm product={form} onClose={() => setForm(null)} />
      <AskAction action={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function ProductName({ product: { name, isDefault } }: { product: Product }) {
  const t = useFuelTexts()
  return (
    <>
      {name}{' '}
      {isDefault && (
        <Badge variant="light" tt="none" leftSection={<Icon name="check" size={12} />}>
          {t('products.default')}
        </Badge>
      )}
    </>
  )
}
