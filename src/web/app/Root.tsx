import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSession } from '../hooks/session.ts'

const SignInPage = lazy(async () => ({
  default: (await import('../pages/sign-in/SignInPage.tsx')).SignInPage,
}))
const SignInAgain = lazy(async () => ({
  default: (await import('../pages/sign-in/SignInAgain.tsx')).SignInAgain,
}))

/** Who is not signed in sees the sign-in page at whatever address she came by, and that page afterwards. */
export function Root() {
  const { state } = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  if (path === '/link') {
    return (
      <Suspense>
        <Outlet />
      </Suspense>
    )
  }
  if (state === 'unknown') return null
  if (state === 'signed_out') {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    )
  }
  return (
    <>
      <Outlet />
      {state === 'expired' && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </>
  )
}
