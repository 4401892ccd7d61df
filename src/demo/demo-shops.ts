import { shopPlans } from './open-shop.ts'
import { shopNames } from './shop-plan.ts'
import type { ShopName } from './shop-plan.ts'

/** A demo shop as it is offered: where it goes and what it is called. */
export type DemoShop = {
  name: ShopName
  workspace_id: string
  workspace_name: { es: string; en: string }
  description: { es: string; en: string }
  currency: string
  time_zone: string
}

const words: Record<ShopName, Pick<DemoShop, 'workspace_name' | 'description'>> = {
  boutique: {
    workspace_name: { es: 'Boutique de La Paz', en: 'Boutique in La Paz' },
    description: {
      es: 'Ropa: 100 clientes fieles, 10 prendas, 18 meses de ventas en bolivianos',
      en: 'Clothing: 100 loyal customers, 10 garments, 18 months of sales in bolivianos',
    },
  },
  global: {
    workspace_name: { es: 'Tienda global', en: 'Global store' },
    description: {
      es: 'Comercio en línea: 100.000 líneas en dos años, 500 productos, 13 países y nueve monedas',
      en: 'Online retail: 100,000 lines in two years, 500 products, 13 countries and nine currencies',
    },
  },
  spa: {
    workspace_name: { es: 'Spa en Santiago', en: 'Spa in Santiago' },
    description: {
      es: 'Servicios: masajes, spa y wellness, casi cinco años de historia en pesos chilenos',
      en: 'Services: massages, spa and wellness, nearly five years of history in Chilean pesos',
    },
  },
}

export const demoShops: readonly DemoShop[] = shopNames.map((name) => ({
  name,
  workspace_id: `demo-${name}`,
  ...words[name],
  currency: shopPlans[name].currency,
  time_zone: shopPlans[name].time_zone,
}))
