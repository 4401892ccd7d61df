import { join } from 'node:path'
import { buildApp } from '../api/build-app.ts'
import type { App, AppOptions } from '../api/build-app.ts'
import { callerOf } from '../api/caller.ts'
import { sessionSecret } from '../base/config.ts'
import type { Config } from '../base/config.ts'
import { mcpRoutes } from '../mcp/http.ts'
import type { OpenHouse } from './house.ts'
import { localRoutes } from './local-routes.ts'

/** The application over an open house, with MCP and the commands of this machine beside the API. */
export async function buildHouseApp(
  config: Config,
  house: OpenHouse,
  options: Pick<AppOptions, 'listens' | 'processMetrics'>,
): Promise<App> {
  const { desk, log } = house
  return buildApp({
    ...house,
    ...options,
    config,
    secret: sessionSecret(config),
    webFolder: join(import.meta.dirname, '../../dist/web'),
    extend: (app) => {
      mcpRoutes(app, { desk, log, version: config.apiVersion, allowedOrigins: originsOf(config), callerOf })
      localRoutes(app, { config, house })
    },
  })
}

function originsOf({ allowedOrigins, publicUrl }: Config): string[] {
  return publicUrl ? [...allowedOrigins, new URL(publicUrl).origin] : [...allowedOrigins]
}
