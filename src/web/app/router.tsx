import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { parseSearch, writeSearch } from '../hooks/search.ts'
import type { SearchValues } from '../hooks/search.ts'
import { Broken } from './Broken.tsx'
import { NotFound } from './NotFound.tsx'
import { movedTo } from './old-addresses.ts'
import { pages } from './pages.ts'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({
  component: Root,
  validateSearch: (search): SearchValues => search as SearchValues,
  beforeLoad: ({ location, search }) => {
    const place = movedTo(location.pathname, search)
    if (place) throw redirect({ ...place, replace: true })
  },
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  notFoundComponent: NotFound,
})

const broken = ({ error }: { error: unknown }) => <Broken error={error} />

const lazyPage = (load: () => Promise<React.ComponentType>) =>
  lazyRouteComponent(async () => ({ default: await load() }))

const pageRoutes = pages.map(({ path, load }) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyPage(load), errorComponent: broken }),
)

const linkRoute = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyPage(async () => (await import('../pages/sign-in/LinkPage.tsx')).LinkPage),
})

export const router = createRouter({
  routeTree: root.addChildren([linkRoute, shell.addChildren(pageRoutes)]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultErrorComponent: broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})
