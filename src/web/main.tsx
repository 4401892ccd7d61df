import '@mantine/core/styles.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { loadCharts } from './charts/load-charts.ts'
import { App } from './app/App.tsx'
import { pageAt } from './app/page-at.ts'
import { refreshSession, visit } from './hooks/http.ts'
import { forgetSession } from './hooks/session.ts'

// Asked for before anything is drawn: the answers cannot be asked for without it.
const returning = refreshSession()
  .then((known) => known || visit())
  .catch(() => false)
void returning.then((known) => {
  if (!known) forgetSession()
})

// its script comes meanwhile
void pageAt(location.pathname)?.load()
// and that of the pictures, for who has been here before: nearly every page has some
if (document.cookie.includes('trastienda_csrf=')) void loadCharts()

createRoot(document.getElementById('root')!).render(<App />)
