export { ApiProblem } from './api-problem.ts'
export { type CallOptions, type Client, type ClientOptions, createClient } from './client.ts'
