/** Names by which lists are asked for a part: no document marks them otherwise. */
export const sizeName = /^(per_?page|page_?size|limit|page_?limit|max_?results|max_?page_?size|take|count|\$?top)$/i;
/** Of a page alone, where another one is of all pages. */
export const mostOnPageName = /^max_?page_?size$/i;
/** Beside a number of the page. */
export const sizeOfPageName = /^size$/i;
export const offsetName = /^(offset|\$?skip|start_?index)$/i;
export const pageName = /^(page|page_?number)$/i;
/** Its values come from the page before. */
export const cursorName = /^(cursor|(page|next|continuation)_?token|after|before|(starting|ending)_?(after|before))$/i;
export const orderName = /^(\$?(sort|order)(ing)?|\$?(sort|order)_?by|(sort|order)_?(field|key|column))$/i;
/** Its values are ascending and descending. */
export const directionName = /^(dir|direction|order|(sort|order)_?(by_?)?(dir|direction|order))$/i;
/** Its value counts the items of all pages. */
export const totalName = /^total_?(count|size|items|results|records|elements|hits)?$/i;
/** Its value is whether all are counted. */
export const countName = /^\$?(?:(?:with|include|show|return)_?)?(?:total_?)?(?:count|totals?)$/i;
/** The list of an answer that has several. */
export const listName = /^(content|data|elements|entries|items|records|resources|results|rows|values)$/i;

/** JSON:API's `page[size]` and `filter[status]` without brackets. */
export const spoken = (name: string): string =>
  name.replace(/^page\[(size|number)\]$/i, 'page_$1').replace(/^(?:page|filter)\[([\w.-]+)\]$/i, '$1');

/** Whether a parameter asks for a part of a list. */
export const isOfPages = (name: string): boolean =>
  [sizeName, sizeOfPageName, offsetName, pageName, cursorName].some((one) => one.test(spoken(name)));

/** Parameters in a language of their own, of which a schema says nothing: `filter=state = "PAUSED"`. */
export const inLanguage =
  /^\$?(?:filters?|where|expression|order(?:ing|_?by)?|sort(?:_?by)?|(?:update|field|read)_?mask|fields|select|(?:excluded?_?)?attributes|expand|includes?|embed)$/i;
