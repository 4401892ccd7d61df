import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type { Caller, Desk } from '../actions/desk.ts'
import { AppError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { callTool } from './call-tool.ts'
import { toolsFor } from './tools.ts'

export type McpOptions = { desk: Desk; log: Log; version: string }

const workspaceUri = 'trastienda://workspace'

/** An MCP server that speaks for one caller; it lives as long as its connection, or a single request of one. */
export function createMcpServer(options: McpOptions, caller: Caller): Server {
  const server = new Server(
    { name: 'trastienda', title: 'Trastienda', version: options.version },
    { capabilities: { tools: {}, resources: {} }, instructions: instructionsFor(caller) },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: toolsFor(options.desk, caller.principal),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) =>
    callTool(options, { ...caller, signal }, params),
  )
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [
      {
        uri: workspaceUri,
        name: 'workspace',
        title: 'The shop that is asked about',
        mimeType: 'application/json',
      },
    ],
  }))
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => {
    if (params.uri !== workspaceUri) throw new AppError('not_found', `there is no resource ${params.uri}`)
    const text = JSON.stringify(caller.workspace)
    return { contents: [{ uri: params.uri, mimeType: 'application/json', text }] }
  })
  return server
}

function instructionsFor({ workspace }: Caller): string {
  return [
    `The figures of the shop "${workspace.name}": money in ${workspace.currency}, days in ${workspace.time_zone}.`,
    'Every tool takes the same filter (period or start_date and end_date, country, category, segment and so on).',
    'Periods count back from as_of, the last day with an order. Rates are fractions. A null has its reason in reasons.',
    'Use only figures that a tool returned; lists are pages, so ask with offset for more.',
  ].join('\n')
}
