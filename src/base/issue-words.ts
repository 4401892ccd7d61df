import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What would have been accepted, in words of ours where the schema has none: they end a sentence "it takes …". */
export function issueWords(issue: Issue): string {
  if (!/^(Invalid|Too|Unrecognized|Required)/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`
    case 'invalid_union':
      return unionWords(issue.errors)
    case 'invalid_format':
      return formats[issue.format] ?? 'another form'
    case 'too_big':
      return `at most ${counted(issue.maximum, issue.origin)}`
    case 'too_small':
      return `at least ${counted(issue.minimum, issue.origin)}`
    case 'unrecognized_keys':
      return `nothing named ${issue.keys.join(', ')}`
    default:
      return 'another value'
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const formats: Record<string, string> = {
  date: 'a day as YYYY-MM-DD',
  email: 'an email address',
  url: 'an address such as https://shop.example',
}

function counted(count: number | bigint, origin: string): string {
  const unit = { string: ' character', array: ' value', set: ' value' }[origin]
  return `${String(count)}${unit ?? ''}${unit && Number(count) !== 1 ? 's' : ''}`
}

/** Each way to satisfy a union, once. */
function unionWords(branches: readonly (readonly Issue[])[]): string {
  const ways = branches.flatMap((issues) => (issues[0] ? [issueWords(issues[0])] : []))
  return [...new Set(ways)].join(' or ')
}
