import { ApiError, refreshSession } from './http.ts'
import type { ApiErrorDetail } from './http.ts'
import { currentSession, currentToken, expireSession, whenSignedIn } from './session.ts'

type Sent = { status: number; text: string }

/**
 * Sends files as a form, telling how much of them is out (fetch cannot). The files stay with the caller: what a lost
 * connection interrupts can be sent again.
 */
export async function upload<Reply>(
  path: string,
  files: readonly File[],
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Reply> {
  let sent = await sendForm(path, files, onProgress, signal)
  if (sent.status === 401) {
    if (!(await refreshSession())) {
      expireSession()
      await whenSignedIn(signal)
    }
    sent = await sendForm(path, files, onProgress, signal)
  }
  if (sent.status >= 200 && sent.status < 300) return JSON.parse(sent.text) as Reply
  throw errorOf(sent)
}

function sendForm(
  path: string,
  files: readonly File[],
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader('authorization', `Bearer ${currentToken() ?? ''}`)
    const workspace = currentSession().workspace
    if (workspace) request.setRequestHeader('x-workspace', workspace.workspace_id)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }))
    request.addEventListener('error', () =>
      reject(new ApiError(0, 'offline', 'the server cannot be reached')),
    )
    request.addEventListener('abort', () => reject(new DOMException('abandoned', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function errorOf({ status, text }: Sent): ApiError {
  try {
    const { error } = JSON.parse(text) as {
      error: { code: string; message: string; details?: ApiErrorDetail[]; request_id?: string }
    }
    return new ApiError(status, error.code, error.message, error.details ?? [], error.request_id)
  } catch {
    return new ApiError(status, status >= 502 ? 'unavailable' : 'internal', 'the files could not be sent')
  }
}
