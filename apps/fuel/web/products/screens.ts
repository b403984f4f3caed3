import type { Screen } from '@lumbung/ui'
import { listProducts } from '../../contract/index.ts'

export const productScreens: readonly Screen[] = [
  {
    path: '/fuel/products',
    title: { id: 'Jenis BBM', en: 'Fuel products' },
    icon: 'droplet',
    operation: listProducts,
    keywords: { id: 'solar pertalite bensin produk', en: 'diesel petrol gasoline' },
    load: () => import('./ProductList.tsx').then(({ ProductList }) => ProductList),
  },
]
