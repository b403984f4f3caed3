/** Where every operation is served; paths in declarations are relative to it. */
export const API_BASE = '/api/v1'
