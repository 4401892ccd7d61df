import { pages } from './pages.ts'

export const sidebarPages = pages.filter((page) => page.icon !== undefined)
