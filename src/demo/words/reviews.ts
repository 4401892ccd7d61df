/** Openings and follow-ups of a review for each rating from 1 to 5; {product} is replaced by the product's name. */
type Phrases = { openings: readonly (readonly string[])[]; endings: readonly (readonly string[])[] }

export const reviewPhrases: Record<'en' | 'es', Phrases> = {
  en: {
    openings: [
      [
        'Very disappointed with the {product}.',
        'Broken when it arrived.',
        'A waste of money, avoid the {product}.',
      ],
      [
        'Not what I expected.',
        'The {product} looks cheaper than in the pictures.',
        'Poor quality for the price.',
      ],
      ['It is all right, nothing special.', 'The {product} does its job.', 'Average, with some good points.'],
      ['Good quality and quick delivery.', 'I like the {product} a lot.', 'Well made and good value.'],
      [
        'Absolutely love the {product}!',
        'Excellent, better than described.',
        'Perfect, could not be happier.',
      ],
    ],
    endings: [
      ['I asked for a refund.', 'Support never answered.', 'It stopped working after two days.', ''],
      ['I would not buy it again.', 'The size was wrong.', 'Delivery took too long.', ''],
      ['Fine for the price.', 'I expected a little more.', 'Delivery was on time.', ''],
      ['Would recommend it.', 'Only the packaging could be better.', 'My second order here.', ''],
      ['I will buy again.', 'A wonderful gift.', 'Fast delivery and great service.', ''],
    ],
  },
  es: {
    openings: [
      [
        'Muy decepcionada con {product}.',
        'Pésima experiencia.',
        'Un desperdicio de dinero, no recomiendo {product}.',
      ],
      ['No era lo que esperaba.', 'Mala calidad para el precio.', '{product}: se ve mejor en las fotos.'],
      ['Está bien, nada especial.', 'Cumple con lo prometido.', 'Regular, con algunas cosas buenas.'],
      [
        'Buena calidad y buena atención.',
        'Me gustó mucho {product}.',
        'Muy buena relación entre precio y calidad.',
      ],
      ['¡Me encantó {product}!', 'Excelente, mejor de lo que esperaba.', 'Perfecto, quedé feliz.'],
    ],
    endings: [
      ['Pedí que me devolvieran el dinero.', 'Nadie respondió mi reclamo.', 'No vuelvo más.', ''],
      ['No lo compraría de nuevo.', 'Demoraron demasiado.', 'La atención dejó que desear.', ''],
      ['Bien por el precio.', 'Esperaba un poco más.', 'Todo a tiempo.', ''],
      ['Lo recomiendo.', 'Solo faltó mejorar un detalle.', 'Es mi segunda vez.', ''],
      ['Volveré pronto.', 'Un regalo maravilloso.', 'Rápido y muy amables.', ''],
    ],
  },
}
