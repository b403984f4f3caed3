import { httpOf, type Method } from '@lumbung/contract'
import type { Catalogue } from '../app/catalogue.ts'
import { API_BASE } from './api-base.ts'

/** Answers which methods a URL takes, none where nothing is there; asked only when a request found no route. */
export function methodsByPath({ operations }: Catalogue): (url: string) => Method[] {
  const routes = [...operations.values()].map(({ operation }) => {
    const { method, path } = httpOf(operation)
    // Only the braces are special: the rest of a declared path is letters, digits, slashes and hyphens.
    return { method, pattern: new RegExp(`^${API_BASE}${path.replace(/\{\w+\}/g, '[^/]+')}$`) }
  })
  return (url) => {
    const path = url.split('?', 1)[0] as string
    const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(methods)].sort()
  }
}
