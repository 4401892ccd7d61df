import { useParams } from '@tanstack/react-router'

/** The id in the address of a page such as /customers/$id. */
export function usePageId(): string {
  const params: { id?: string } = useParams({ strict: false })
  return params.id ?? ''
}
