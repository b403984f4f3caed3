import type { Screen } from '@lumbung/ui'

export const productScreens: readonly Screen[] = [
  {
    path: '/fuel/products',
    title: { id: 'Jenis BBM', en: 'Fuel products' },
    icon: 'droplet',
    operation: 'fuel.product.list',
    permission: 'fuel.product.read',
    keywords: { id: 'solar pertalite bensin produk', en: 'diesel petrol gasoline' },
    load: () => import('./ProductList.tsx').then(({ ProductList }) => ProductList),
  },
]
