import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { PreferencesProvider, usePreferences } from '../hooks/preferences.tsx'
import { queryClient } from '../hooks/query-client.ts'
import { router } from './router.tsx'
import { theme, variablesResolver } from './theme.ts'

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
        <Notifications position="bottom-center" limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
