import { ApiProblem } from '@lumbung/client'
import { fileNameOf } from './file-name.ts'

/** Puts what `client.download` answered among the person's downloads, under the name that the server gave it. */
export async function saveResponse(response: Response): Promise<void> {
  const link = document.createElement('a')
  link.download = fileNameOf(response.headers.get('content-disposition')) ?? 'lumbung'
  link.href = URL.createObjectURL(await wholeBody(response))
  link.click()
  // Some browsers begin to read it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** An answer that breaks off is no file. */
async function wholeBody(response: Response): Promise<Blob> {
  try {
    return await response.blob()
  } catch (cause) {
    const message = 'the file broke off'
    throw new ApiProblem({ status: 0, code: 'client.unreachable', message, cause })
  }
}
