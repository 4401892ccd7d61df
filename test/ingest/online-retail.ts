/** A small file in the layout of UCI Online Retail with every kind of its dirt, and what must come of it. */
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

const rows = [
  '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom',
  '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom',
  '536366,22633,HAND WARMER,2,2010-12-01 08:28:00,1.85,,France',
  '536366,22633,HAND WARMER,2,2010-12-01 08:28:00,1.85,,France',
  'C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom',
  'C536383,71053,WHITE METAL LANTERN,-1,2010-12-01 09:49:00,3.39,17850.0,United Kingdom',
  '536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom',
  '536589,21777,damaged,-10,2010-12-01 16:50:00,0.0,,United Kingdom',
  'A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom',
  'A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom',
  '537000,gift_0001_20,Gift Voucher £20.00,1,2010-12-03 16:50:00,16.67,,United Kingdom',
  '537001,AMAZONFEE,AMAZON FEE,-1,2010-12-03 17:00:00,100.5,,United Kingdom',
]

export const onlineRetailSample = `${[header, ...rows].join('\n')}\n`

export const expectedKinds = {
  sale: { rows: 4, amount: 43.04 },
  refund: { rows: 1, amount: -3.39 },
  shipping: { rows: 1, amount: 18 },
  fee: { rows: 1, amount: -100.5 },
  adjustment: { rows: 5, amount: -10.83 },
  free: { rows: 1, amount: 0 },
}
