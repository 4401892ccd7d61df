import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

const require = createRequire(import.meta.url)

const about = `Every address below \`/api/v1\` is also served below \`/api\`; a slash at the end is ignored.

Sign in with \`POST /api/v1/auth/login\` and send the token as \`Authorization: Bearer\`, or send an API key as \`X-API-Key\`.
The workspace is the token's own, the key's, or the one named by \`X-Workspace\`.`

/** The OpenAPI 3.1 document of all routes, made from their declarations; must be registered before the routes. */
export async function openApiDocument(
  app: FastifyInstance,
  info: { title: string; version: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { ...info, description: about, license: { name: 'MIT', identifier: 'MIT' } },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        },
      },
    },
  })
}

/** `/docs` is Swagger UI and `/redoc` ReDoc, both from this machine's own files. */
export async function documentationPages(app: FastifyInstance): Promise<void> {
  const bundles = dirname(require.resolve('redoc/bundles/redoc.standalone.js'))
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    logo: { type: 'image/svg+xml', content: Buffer.from(logo), href: '/', target: '_self' },
    theme: { title: 'Trastienda API' },
    uiConfig: { docExpansion: 'none', deepLinking: true, persistAuthorization: false, filter: true },
  })
  await app.register(fastifyStatic, {
    root: bundles,
    serve: false,
    decorateReply: !app.hasReplyDecorator('sendFile'),
  })
  app.get('/openapi.json', async () => app.swagger())
  app.get('/redoc', async (_, reply) => reply.type('text/html; charset=utf-8').send(redocPage))
  app.get('/redoc/start.js', async (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(redocStart),
  )
  app.get('/redoc/redoc.standalone.js', async (_, reply) =>
    reply.sendFile('redoc.standalone.js', bundles, { maxAge: 86_400_000 }),
  )
}

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><text x="0" y="28" fill="#fff"
  font-family="system-ui, sans-serif" font-size="24" font-weight="600">Trastienda</text></svg>`

const redocPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Trastienda API</title>
    <link rel="icon" href="data:,">
    <style>body { margin: 0 }</style>
  </head>
  <body>
    <div id="redoc"></div>
    <script src="/redoc/redoc.standalone.js"></script>
    <script src="/redoc/start.js"></script>
  </body>
</html>
`

const redocStart = `Redoc.init('/openapi.json', { hideDownloadButtons: false, nativeScrollbars: true,
  theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } } },
  document.getElementById('redoc'))
`
