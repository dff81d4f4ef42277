/** Pages of a list. Source: docs/list_documents: the first page is 1, with 20 entries by default and 100 at most. */
import type { Reply } from '../core/handler.js';
import { badRequest } from './reply.js';

export interface Page<T> {
  entries: T[];
  pagination: { returned_count: number; total_count: number; current_page: number; total_pages: number };
}

/**
 * A page beyond the last one is empty. A page or a size below 1 is refused, which is our choice, since no source shows
 * it.
 */
export function pageOf<T>(
  all: readonly T[],
  { page = 1, perPage = 20 }: { page?: number | undefined; perPage?: number | undefined },
): Page<T> | { refusal: Reply } {
  if (!(page >= 1)) return { refusal: badRequest({ page: 'Not a valid value.' }) };
  if (!(perPage >= 1 && perPage <= 100)) return { refusal: badRequest({ per_page: 'Not a valid value.' }) };
  const entries = all.slice((page - 1) * perPage, page * perPage);
  return {
    entries,
    pagination: {
      returned_count: entries.length,
      total_count: all.length,
      current_page: page,
      total_pages: Math.ceil(all.length / perPage),
    },
  };
}

/** The query's members as numbers. */
export const queryPage = (query: Readonly<Record<string, string>>) => ({
  ...(query.page === undefined ? {} : { page: Number(query.page) }),
  ...(query.per_page === undefined ? {} : { perPage: Number(query.per_page) }),
});
