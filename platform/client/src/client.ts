import { type CallerInputOf, type Locale, type Operation, type OutputOf, PUBLIC } from '@lumbung/contract'
import { ApiProblem, problemOfResponse, unexpectedAnswer } from './api-problem.ts'
import { type BuiltRequest, buildRequest } from './request.ts'
import { isKeyed, isRepeatable, pause, pauseBefore } from './retry.ts'

type MaybePromise<T> = T | Promise<T>

export interface ClientOptions {
  /** Where the server is, without `/api/v1`; `''` in a page that the server itself delivered. */
  baseUrl: string
  fetch?: typeof fetch
  /** In a page: the browser's httpOnly cookies carry the tokens, and no script ever sees one. */
  cookies?: boolean
  /** In a program: the access token as it is now. */
  token?: () => MaybePromise<string | null>
  locale?: Locale
  /** Told of a 401; answers true when there is a new token, and the call is then made once more. */
  onUnauthenticated?: () => MaybePromise<boolean>
}

export interface CallOptions {
  /** One per intent. Made for each call unless given; give the stored one to repeat a call of an earlier run. */
  idempotencyKey?: string
  /** The version that the caller has seen. */
  ifMatch?: number
  signal?: AbortSignal
}

/** Calls operations by their declarations. Everything that does not succeed throws {@link ApiProblem}. */
export interface Client {
  call<Op extends Operation>(op: Op, input: CallerInputOf<Op>, options?: CallOptions): Promise<OutputOf<Op>>
  /** For operations with `body: 'upload'`. */
  upload<Op extends Operation>(
    op: Op,
    file: File | { blob: Blob; name: string },
    fields: CallerInputOf<Op>,
    options?: CallOptions,
  ): Promise<OutputOf<Op>>
  /** For operations with `answer: 'file'`: the response, its body unread. */
  download<Op extends Operation>(op: Op, input: CallerInputOf<Op>, options?: CallOptions): Promise<Response>
}

export function createClient(options: ClientOptions): Client {
  return {
    call: async <Op extends Operation>(op: Op, input: CallerInputOf<Op>, call: CallOptions = {}) => {
      const request = buildRequest(options.baseUrl, op, input)
      return sendWithRetries(options, op, { ...request, ...jsonBody(request) }, readJson<OutputOf<Op>>, call)
    },
    upload: async <Op extends Operation>(
      op: Op,
      file: File | { blob: Blob; name: string },
      fields: CallerInputOf<Op>,
      call: CallOptions = {},
    ) => {
      const request = buildRequest(options.baseUrl, op, fields)
      return sendWithRetries(
        options,
        op,
        { ...request, ...formBody(request, file) },
        readJson<OutputOf<Op>>,
        call,
      )
    },
    download: async (op, input, call = {}) => {
      const request = buildRequest(options.baseUrl, op, input)
      return sendWithRetries(
        options,
        op,
        { ...request, ...jsonBody(request) },
        async (response) => response,
        call,
      )
    },
  }
}

interface Body {
  content: string | FormData | undefined
  type: string | undefined
}

type Outgoing = Pick<BuiltRequest, 'method' | 'url'> & Body

function jsonBody({ fields }: BuiltRequest): Body {
  if (fields === undefined) return { content: undefined, type: undefined }
  return { content: JSON.stringify(fields), type: 'application/json' }
}

/** The content type is left to `fetch`, which alone knows the boundary. */
function formBody({ fields = {} }: BuiltRequest, file: File | { blob: Blob; name: string }): Body {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null)
      form.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  if ('blob' in file) form.set('file', file.blob, file.name)
  else form.set('file', file)
  return { content: form, type: undefined }
}

async function sendWithRetries<T>(
  options: ClientOptions,
  operation: Operation,
  outgoing: Outgoing,
  read: (response: Response) => Promise<T>,
  call: CallOptions,
): Promise<T> {
  // The same key on every try: the server then does the work once, whichever of the tries reached it.
  const key = isKeyed(operation) ? (call.idempotencyKey ?? newKey()) : undefined
  let renewed = false
  for (let tries = 1; ; ) {
    const problem = await trySend(options, outgoing, read, key, call)
    if (!(problem instanceof ApiProblem)) return problem.value
    if (!renewed && isAboutSession(operation, problem)) {
      renewed = true
      if (await options.onUnauthenticated?.()) continue
    }
    tries += 1
    const wait = isRepeatable(operation) ? pauseBefore(tries, problem, Math.random) : null
    if (wait === null) throw problem
    await pause(wait, call.signal)
  }
}

/** A 401 that the operation itself declares is about what was typed, such as the present password: no token mends it. */
function isAboutSession({ permission, errors = [] }: Operation, { status, code }: ApiProblem): boolean {
  return status === 401 && permission !== PUBLIC && !errors.some((declared) => declared.code === code)
}

/** One request and its answer as read, or why there is none: also when the answer broke off. Throws only on abort. */
async function trySend<T>(
  options: ClientOptions,
  { method, url, content, type }: Outgoing,
  read: (response: Response) => Promise<T>,
  key: string | undefined,
  { ifMatch, signal }: CallOptions,
): Promise<{ value: T } | ApiProblem> {
  const token = await options.token?.()
  const headers: Record<string, string> = {
    // Tells the server that a page of ours sent this, which another site's form cannot; tokens then travel as cookies.
    ...(options.cookies ? { 'x-lumbung-console': '1' } : {}),
    ...(type ? { 'content-type': type } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(options.locale ? { 'accept-language': options.locale } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
  }
  const send = options.fetch ?? fetch
  try {
    const response = await send(url, {
      method,
      headers,
      credentials: 'same-origin',
      redirect: 'error',
      ...(content === undefined ? {} : { body: content }),
      ...(signal ? { signal } : {}),
    })
    return response.ok ? { value: await read(response) } : await problemOfResponse(response)
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof ApiProblem) return cause
    const message = 'the server cannot be reached'
    return new ApiProblem({ status: 0, code: 'client.unreachable', message, cause })
  }
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) throw unexpectedAnswer(response)
  return (await response.json()) as T
}

/** 128 random bits; `crypto.randomUUID` does not exist in a page that came over plain HTTP from another machine. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
