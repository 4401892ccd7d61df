import type { Harmonic } from '../season-curve.ts'

/** One category of the global store: what it sells, at what prices, and how its demand behaves. */
export type Goods = {
  category: string
  /** share of demand */
  share: number
  seasons: readonly Harmonic[]
  elasticity: readonly [number, number]
  /** cost as a share of price */
  cost: readonly [number, number]
  extra_quantity: number
  refund_share: number
  weight: readonly [number, number]
  brands: readonly string[]
  makers: readonly string[]
  lines: Record<string, { price: readonly [number, number]; nouns: readonly string[] }>
}

const yearEnd = (height: number): Harmonic[] => [{ times: 1, height, peak_day: 345 }]
const summer = (height: number): Harmonic[] => [{ times: 1, height, peak_day: 190 }]

export const adjectives = [
  'Classic',
  'Compact',
  'Urban',
  'Premium',
  'Everyday',
  'Nordic',
  'Coastal',
  'Essential',
  'Signature',
  'Vintage',
  'Active',
  'Golden',
  'Prime',
  'Studio',
  'Alpine',
  'Royal',
  'Fresh',
  'Smart',
  'Pure',
  'Bold',
]

export const globalGoods: readonly Goods[] = [
  {
    category: 'Electronics',
    share: 18,
    seasons: yearEnd(0.16),
    elasticity: [-2.4, -1.4],
    cost: [0.62, 0.78],
    extra_quantity: 0.05,
    refund_share: 0.03,
    weight: [0.1, 6],
    brands: ['Voltera', 'Lumenix', 'Orbitek', 'Kanto', 'Brightwave', 'Nexoro'],
    makers: ['China', 'South Korea', 'Japan', 'Taiwan'],
    lines: {
      Smartphones: { price: [180, 950], nouns: ['Phone', 'Phone Max', 'Phone Mini'] },
      Laptops: { price: [350, 1600], nouns: ['Laptop 13', 'Laptop 15', 'Notebook'] },
      Audio: { price: [20, 320], nouns: ['Headphones', 'Earbuds', 'Speaker', 'Soundbar'] },
      Cameras: { price: [90, 900], nouns: ['Camera', 'Action Camera', 'Lens'] },
      Accessories: { price: [8, 70], nouns: ['Charger', 'Power Bank', 'Cable', 'Phone Case', 'Keyboard'] },
    },
  },
  {
    category: 'Fashion',
    share: 18,
    seasons: yearEnd(0.08),
    elasticity: [-2, -1],
    cost: [0.35, 0.55],
    extra_quantity: 0.15,
    refund_share: 0.07,
    weight: [0.1, 1.5],
    brands: ['Maravel', 'Oakline', 'Tessuto', 'Lindera', 'Northfold', 'Casa Alba'],
    makers: ['Portugal', 'Vietnam', 'Turkey', 'Bangladesh', 'Italy'],
    lines: {
      Women: { price: [18, 140], nouns: ['Dress', 'Blouse', 'Skirt', 'Cardigan'] },
      Men: { price: [18, 150], nouns: ['Shirt', 'Chinos', 'Jacket', 'Polo'] },
      Shoes: { price: [30, 180], nouns: ['Sneakers', 'Boots', 'Loafers', 'Sandals'] },
      Bags: { price: [25, 220], nouns: ['Tote Bag', 'Backpack', 'Crossbody Bag'] },
      Jewelry: { price: [12, 160], nouns: ['Necklace', 'Earrings', 'Bracelet', 'Watch'] },
    },
  },
  {
    category: 'Home',
    share: 14,
    seasons: yearEnd(0.05),
    elasticity: [-1.8, -0.9],
    cost: [0.45, 0.62],
    extra_quantity: 0.2,
    refund_share: 0.025,
    weight: [0.4, 18],
    brands: ['Hearthly', 'Casa Verde', 'Linden & Co', 'Mondo', 'Solbo'],
    makers: ['Poland', 'China', 'Sweden', 'India'],
    lines: {
      Furniture: { price: [60, 480], nouns: ['Chair', 'Side Table', 'Bookshelf', 'Desk'] },
      Kitchen: { price: [10, 190], nouns: ['Pan', 'Knife Set', 'Kettle', 'Blender', 'Mug Set'] },
      Decor: { price: [8, 95], nouns: ['Vase', 'Wall Print', 'Candle', 'Mirror'] },
      Bedding: { price: [20, 160], nouns: ['Duvet Cover', 'Pillow', 'Blanket'] },
      Garden: { price: [10, 150], nouns: ['Planter', 'Garden Tools', 'Lantern'] },
    },
  },
  {
    category: 'Sports',
    share: 11,
    seasons: summer(0.22),
    elasticity: [-1.9, -1],
    cost: [0.48, 0.64],
    extra_quantity: 0.12,
    refund_share: 0.03,
    weight: [0.2, 12],
    brands: ['Strideon', 'Peakhold', 'Aquaris', 'Velora', 'Corefit'],
    makers: ['Vietnam', 'China', 'Germany'],
    lines: {
      Fitness: { price: [12, 260], nouns: ['Dumbbells', 'Yoga Mat', 'Resistance Bands', 'Kettlebell'] },
      Outdoor: { price: [20, 340], nouns: ['Tent', 'Sleeping Bag', 'Hiking Backpack', 'Headlamp'] },
      Cycling: { price: [15, 220], nouns: ['Helmet', 'Bike Light', 'Cycling Jersey'] },
      'Team Sports': { price: [12, 90], nouns: ['Football', 'Basketball', 'Shin Guards'] },
      Swimming: { price: [10, 80], nouns: ['Goggles', 'Swimsuit', 'Swim Cap'] },
    },
  },
  {
    category: 'Books',
    share: 9,
    seasons: yearEnd(0.1),
    elasticity: [-1.3, -0.6],
    cost: [0.55, 0.68],
    extra_quantity: 0.1,
    refund_share: 0.01,
    weight: [0.2, 1.2],
    brands: ['Paper Lantern', 'Quarto House', 'Meridian Press', 'Tinta Roja'],
    makers: ['USA', 'UK', 'Spain'],
    lines: {
      Fiction: { price: [8, 26], nouns: ['Novel', 'Short Stories', 'Thriller', 'Mystery'] },
      'Non-Fiction': { price: [10, 34], nouns: ['Biography', 'Field Guide', 'History'] },
      Children: { price: [6, 20], nouns: ['Picture Book', 'Bedtime Stories', 'Activity Book'] },
      Textbooks: { price: [30, 120], nouns: ['Textbook', 'Workbook', 'Reference'] },
      Comics: { price: [8, 30], nouns: ['Graphic Novel', 'Comic Album'] },
    },
  },
  {
    category: 'Beauty',
    share: 11,
    seasons: yearEnd(0.06),
    elasticity: [-1.6, -0.8],
    cost: [0.3, 0.5],
    extra_quantity: 0.2,
    refund_share: 0.015,
    weight: [0.05, 0.6],
    brands: ['Florabella', 'Dermalis', 'Rosado', 'Pure Leaf', 'Noctelle'],
    makers: ['France', 'South Korea', 'Italy'],
    lines: {
      Skincare: { price: [10, 85], nouns: ['Face Cream', 'Serum', 'Cleanser', 'Sunscreen'] },
      Makeup: { price: [7, 55], nouns: ['Lipstick', 'Mascara', 'Foundation', 'Palette'] },
      Haircare: { price: [7, 45], nouns: ['Shampoo', 'Conditioner', 'Hair Oil'] },
      Fragrance: { price: [25, 140], nouns: ['Eau de Parfum', 'Body Mist', 'Cologne'] },
    },
  },
  {
    category: 'Toys',
    share: 8,
    seasons: yearEnd(0.42),
    elasticity: [-2, -1.1],
    cost: [0.45, 0.6],
    extra_quantity: 0.15,
    refund_share: 0.02,
    weight: [0.1, 3],
    brands: ['Pixelplay', 'Woodling', 'Bricktown', 'Hopla'],
    makers: ['China', 'Denmark', 'Germany'],
    lines: {
      'Building Sets': { price: [12, 140], nouns: ['Building Set', 'Magnetic Tiles'] },
      'Board Games': { price: [14, 60], nouns: ['Board Game', 'Card Game', 'Strategy Game'] },
      Dolls: { price: [10, 60], nouns: ['Doll', 'Plush Bear', 'Doll House'] },
      Puzzles: { price: [8, 40], nouns: ['Puzzle 500', 'Puzzle 1000', '3D Puzzle'] },
      'Outdoor Toys': { price: [9, 90], nouns: ['Kite', 'Scooter', 'Water Blaster'] },
    },
  },
  {
    category: 'Groceries',
    share: 11,
    seasons: [],
    elasticity: [-1.2, -0.6],
    cost: [0.62, 0.78],
    extra_quantity: 0.7,
    refund_share: 0.005,
    weight: [0.1, 2],
    brands: ['Green Valley', 'Mill & Stone', 'Sol Andino', 'Daybreak'],
    makers: ['USA', 'Italy', 'Peru', 'Spain'],
    lines: {
      Snacks: { price: [3, 14], nouns: ['Granola', 'Trail Mix', 'Crackers', 'Dried Fruit'] },
      Beverages: { price: [4, 28], nouns: ['Coffee Beans', 'Green Tea', 'Hot Chocolate', 'Sparkling Water'] },
      Pantry: { price: [3, 24], nouns: ['Olive Oil', 'Pasta', 'Honey', 'Quinoa', 'Spice Mix'] },
      Organic: { price: [5, 30], nouns: ['Organic Oats', 'Almond Butter', 'Chia Seeds'] },
    },
  },
]
