/** A value that can be bound to a statement. Days travel as ISO text and are cast where they are used. */
export type SqlValue = string | number | bigint | boolean | null | readonly string[] | readonly number[]

/** A piece of SQL with its bound values: text never holds a value, values never become text. */
export class Sql {
  readonly parts: readonly string[]
  readonly values: readonly SqlValue[]

  constructor(parts: readonly string[], values: readonly SqlValue[]) {
    this.parts = parts
    this.values = values
  }

  /** The statement with its place-holders numbered: $1, $2, … */
  get text(): string {
    return this.parts.reduce((text, part, index) => `${text}$${index}${part}`)
  }
}

/**
 * Builds a statement; what is interpolated is bound, unless it is itself Sql, which is spliced in.
 *
 * @example
 * sql`SELECT 1 WHERE ${'x'} = ${'y'}`.text // 'SELECT 1 WHERE $1 = $2'
 */
export function sql(strings: TemplateStringsArray, ...inserts: (SqlValue | Sql)[]): Sql {
  const parts = [strings[0]]
  const values: SqlValue[] = []
  inserts.forEach((insert, index) => {
    const after = strings[index + 1]
    if (insert instanceof Sql) {
      parts[parts.length - 1] += insert.parts[0]
      for (let i = 1; i < insert.parts.length; i++) parts.push(insert.parts[i])
      values.push(...insert.values)
      parts[parts.length - 1] += after
    } else {
      values.push(insert)
      parts.push(after)
    }
  })
  return new Sql(parts, values)
}

/** Text that is written in this code base (a column of an allow-list, a keyword), never anything from outside. */
export function raw(text: string): Sql {
  return new Sql([text], [])
}

/** Puts pieces together with a separator between them. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return pieces.length === 0
    ? raw('')
    : pieces.slice(1).reduce((all, piece) => sql`${all}${raw(separator)}${piece}`, pieces[0])
}

/** An identifier in double quotes, safe whatever it holds: for names of columns that come from a file. */
export function identifier(name: string): Sql {
  return raw(`"${name.replaceAll('"', '""')}"`)
}
