import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PreferencesProvider, usePreferences } from '../hooks/preferences.tsx'
import { queryClient } from '../hooks/query-client.ts'
import { router } from './router.tsx'
import { theme, variablesResolver } from './theme.ts'

const Toasts = lazy(async () => ({ default: (await import('./Toasts.tsx')).Toasts }))

export function App() {
  return (
    <PreferencesProvider>
      <ThemedApp />
    </PreferencesProvider>
  )
}

function ThemedApp() {
  const { scheme } = usePreferences()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variablesResolver} forceColorScheme={scheme}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
