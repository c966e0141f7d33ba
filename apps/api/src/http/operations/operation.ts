import type { z } from 'zod';

/** One operation of the REST API, as the OpenAPI document describes it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  security: 'none' | 'key' | 'session';
  body?: z.ZodType;
  query?: z.ZodObject;
  /** A change of what was read: needs its ETag. */
  ifMatch?: true;
  response?: z.ZodType;
  status?: number;
}
