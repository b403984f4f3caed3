import { FormDialog, notifyDone, useClient } from '@lumbung/ui'
import { createProduct, listProducts, type Product, updateProduct } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** Adds a product, or renames the one that is given. */
export function ProductForm({ product, onClose }: { product: Product | 'new' | null; onClose: () => void }) {
  return (
    <>
      <AddProduct isOpen={product === 'new'} onClose={onClose} />
      {product !== 'new' && product !== null && (
        <RenameProduct key={product.id} product={product} onClose={onClose} />
      )}
    </>
  )
}

function AddProduct({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useFuelTexts()
  return (
    <FormDialog
      title={t('products.add')}
      isOpen={isOpen}
      onClose={onClose}
      operation={createProduct}
      fields={[{ name: 'code', autoFocus: true }, 'name']}
      onDone={({ name }) => {
        notifyDone(t('products.added', { name }))
        onClose()
      }}
    />
  )
}

function RenameProduct({ product, onClose }: { product: Product; onClose: () => void }) {
  const t = useFuelTexts()
  const client = useClient()
  const { id, name, version } = product
  return (
    <FormDialog
      title={t('products.rename_title', { name })}
      isOpen
      onClose={onClose}
      operation={updateProduct}
      fields={[{ name: 'name', autoFocus: true }]}
      initial={{ name }}
      fixed={{ id }}
      version={version}
      readCurrent={async () => {
        const { data } = await client.call(listProducts, {})
        return data.find((one) => one.id === id) ?? product
      }}
      onDone={() => {
        notifyDone(t('products.saved'))
        onClose()
      }}
    />
  )
}
