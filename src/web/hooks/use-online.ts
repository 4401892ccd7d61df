import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from './http.ts'

/** Whether the last thing asked of the server was answered at all. */
export function useOnline(): boolean {
  const client = useQueryClient()
  const [online, setOnline] = useState(true)
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return
        if (event.action.type === 'success') setOnline(true)
        if (event.action.type === 'error' && event.action.error instanceof ApiError) {
          setOnline(event.action.error.code !== 'offline')
        }
      }),
    [client],
  )
  useEffect(() => {
    if (online) return
    const again = setInterval(() => void client.refetchQueries({ type: 'active', predicate: isBroken }), 5000)
    return () => clearInterval(again)
  }, [online, client])
  return online
}

const isBroken = (query: { state: { status: string } }): boolean => query.state.status === 'error'
