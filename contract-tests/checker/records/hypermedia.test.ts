/**
 * An API in HAL: records without an id beside their link to themselves, references by URI, items in `_embedded`, links from
 * page to page, and changes that want `If-Match`.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const hal = 'application/hal+json';
const text = { type: 'string', minLength: 1, maxLength: 60 };
const kind = { type: 'string', enum: ['retail', 'wholesale'] };
const reference = { type: 'string', format: 'uri-reference' };
const links = { type: 'object', additionalProperties: object(['href'], { href: reference }) };
const supplier = object(['_links', 'name', 'kind'], {
  _links: links,
  name: text,
  kind,
});
const product = object(['_links', 'name', 'supplier', 'stock'], {
  _links: links,
  name: text,
  supplier: reference,
  stock: { type: 'integer' },
});
const supplierUri = { ...reference, examples: ['/suppliers/3'] };
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure };
const tagHeaders = { ETag: { schema: { type: 'string' } } };
const answer = (schema: object, more: object = {}) => ({ description: 'It', content: content(schema, hal), ...more });
const made = (schema: object) =>
  answer(schema, { headers: { Location: { required: true, schema: reference }, ...tagHeaders } });
const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } };
const page = (name: string, items: object) =>
  object(['_embedded', '_links', 'page'], {
    _embedded: object([name], { [name]: { type: 'array', items } }),
    _links: links,
    page: object(['totalElements'], { totalElements: { type: 'integer' } }),
  });
const paging = [
  { name: 'page', in: 'query', description: 'From 0.', schema: { type: 'integer', minimum: 0 } },
  { name: 'size', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
];
const order = {
  name: 'sort',
  in: 'query',
  description: 'By `kind` or `name`. It may be repeated: the later ones decide between equals.',
  schema: { type: 'array', items: { type: 'string', pattern: '^(name|kind)(,(asc|desc))?$' } },
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Products', version: '1' },
  paths: {
    '/suppliers': {
      get: {
        operationId: 'suppliers',
        parameters: [...paging, order, { name: 'kind', in: 'query', schema: kind }],
        responses: { 200: answer(page('suppliers', supplier)), 400: failure },
      },
      post: {
        operationId: 'createSupplier',
        requestBody: {
          required: true,
          content: content(object(['name', 'kind'], { name: text, kind })),
        },
        responses: { 201: made(supplier), 400: failure },
      },
    },
    '/suppliers/{id}': {
      parameters: [inPath],
      get: { operationId: 'getSupplier', responses: { 200: answer(supplier), ...failures } },
      delete: {
        operationId: 'deleteSupplier',
        description: 'A supplier that a product still names cannot be deleted (409).',
        responses: { 204: { description: 'Gone' }, ...failures, 409: failure },
      },
    },
    '/suppliers/{id}/products': {
      parameters: [inPath],
      get: {
        operationId: 'supplierProducts',
        parameters: paging,
        responses: { 200: answer(page('products', product)), ...failures },
      },
    },
    '/products': {
      get: {
        operationId: 'products',
        parameters: paging,
        responses: { 200: answer(page('products', product)), 400: failure },
      },
      post: {
        operationId: 'createProduct',
        requestBody: {
          required: true,
          content: content(object(['name', 'supplier'], { name: text, supplier: supplierUri })),
        },
        responses: { 201: made(product), 400: failure },
      },
    },
    '/products/{id}': {
      parameters: [inPath],
      get: { operationId: 'getProduct', responses: { 200: answer(product, { headers: tagHeaders }), ...failures } },
      patch: {
        operationId: 'patchProduct',
        parameters: [ifMatch],
        requestBody: {
          required: true,
          content: content({ ...object([], { name: text }), minProperties: 1 }, 'application/merge-patch+json'),
        },
        responses: { 200: answer(product, { headers: tagHeaders }), ...failures, 412: failure, 428: failure },
      },
      delete: {
        operationId: 'deleteProduct',
        parameters: [ifMatch],
        responses: { 204: { description: 'Gone' }, ...failures, 412: failure, 428: failure },
      },
    },
    '/products/{id}/supplier': {
      parameters: [inPath],
      put: {
        operationId: 'putProductSupplier',
        requestBody: { required: true, content: content({ type: 'string', example: '/suppliers/3' }, 'text/uri-list') },
        responses: { 204: { description: 'Done' }, ...failures },
      },
      get: { operationId: 'getProductSupplier', responses: { 200: answer(supplier), ...failures } },
    },
    '/suppliers/{id}/stock/{product}': {
      parameters: [inPath, { ...inPath, name: 'product' }],
      post: {
        operationId: 'addStock',
        requestBody: {
          required: true,
          content: content(object(['delta'], { delta: { type: 'integer', minimum: 1, maximum: 9 } })),
        },
        responses: { 200: answer(product), ...failures },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'the links forget the filter': 'suppliers: list: its links lead to the other pages',
  'the last page is empty': 'suppliers: list: its links lead to the other pages',
  'the next page begins too early': 'suppliers: list: its links lead to the other pages',
  'descending is ascending': 'suppliers: list: order name',
  'an item is another than alone': 'products: list: an item is as it is alone',
  'a deleted product is there': 'deleteProduct: what it deletes is gone',
  'an old tag is taken': 'patchProduct: another tag is refused',
  'only the first order counts': 'suppliers: list: several orders',
  'a supplier with products is deleted': 'deleteSupplier: what a product names is not deleted',
  'a product stays with its first supplier': 'putProductSupplier: what names another supplier is in the list of that',
  'Location leads nowhere': 'createSupplier: what it creates is shown',
} as const;

type Fault = keyof typeof faults;
interface Product {
  name: string;
  supplier: string;
  /** The supplier that it had first. */
  first: string;
  stock: number;
  tag: number;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const suppliers: ({ name: string; kind: string } | undefined)[] = [];
  const products = new Map<number, Product>();
  let count = 0;
  const refuse = (status: number) => new Response(null, { status });
  const answerWith = (body: object, status = 200, headers: Record<string, string> = {}) =>
    Response.json(body, { status, headers: { ...headers, 'content-type': hal } });
  const self = (path: string) => ({ _links: { self: { href: `http://target.test${path}` } } });
  const supplierAt = (id: number) => ({ ...self(`/suppliers/${id}`), ...suppliers[id - 1]! });
  const productAt = (id: number) => {
    const { tag: _, first: __, ...own } = products.get(id)!;
    return { ...self(`/products/${id}`), ...own };
  };
  const listed = (name: string, all: readonly object[], { pathname, searchParams }: URL) => {
    const [number, size] = [Number(searchParams.get('page') ?? 0), Number(searchParams.get('size') ?? 20)];
    if (!(Number.isInteger(number) && number >= 0 && Number.isInteger(size) && size >= 1 && size <= 50))
      return refuse(400);
    const last = Math.max(0, Math.ceil(all.length / size) - 1);
    const link = (to: number) => {
      const query = new URLSearchParams(searchParams);
      if (fault === 'the links forget the filter') query.delete('kind');
      query.set('page', String(to));
      query.set('size', String(size));
      return { href: `${pathname}?${query}` };
    };
    const from = number * size - (fault === 'the next page begins too early' && number > 0 ? 1 : 0);
    return answerWith({
      _embedded: { [name]: all.slice(from, from + size) },
      _links: {
        first: link(0),
        ...(number > 0 && { prev: link(number - 1) }),
        ...(number < last && { next: link(number + 1) }),
        last: link(fault === 'the last page is empty' ? last + 1 : last),
      },
      page: { totalElements: all.length },
    });
  };
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 60;
  const supplierIn = (uri: unknown): number | undefined => {
    const [, id] = /^(?:http:\/\/target\.test)?\/suppliers\/(\d+)$/.exec(String(uri)) ?? [];
    return id !== undefined && suppliers[Number(id) - 1] ? Number(id) : undefined;
  };
  const ofSuppliers = async (request: Request, url: URL): Promise<Response> => {
    if (request.method === 'POST') {
      const { name, kind: own } = (await jsonObjectIn(request, 'application/json')) ?? {};
      if (!isText(name) || (own !== 'retail' && own !== 'wholesale')) return refuse(400);
      const id = suppliers.push({ name, kind: own });
      const location = fault === 'Location leads nowhere' ? `/supplier/${id}` : `/suppliers/${id}`;
      return answerWith(supplierAt(id), 201, { location });
    }
    const [wanted, orders] = [url.searchParams.get('kind'), url.searchParams.getAll('sort')];
    if (!['retail', 'wholesale', null].includes(wanted)) return refuse(400);
    if (orders.some((one) => !/^(?:name|kind)(?:,(?:asc|desc))?$/.test(one))) return refuse(400);
    const all = suppliers
      .flatMap((one, index) => (one ? [supplierAt(index + 1)] : []))
      .filter((one) => wanted === null || one.kind === wanted);
    const compare = (one: (typeof all)[number], other: (typeof all)[number]): number => {
      for (const order of fault === 'only the first order counts' ? orders.slice(0, 1) : orders) {
        const [by, way] = order.split(',') as ['name' | 'kind', string | undefined];
        const [left, right] = [one[by].toLowerCase(), other[by].toLowerCase()];
        const isDown = way === 'desc' && fault !== 'descending is ascending';
        if (left !== right) return (left < right ? -1 : 1) * (isDown ? -1 : 1);
      }
      return 0;
    };
    return listed('suppliers', all.toSorted(compare), url);
  };
  const ofProduct = async (request: Request, id: number, own: Product): Promise<Response> => {
    const tag = `"${own.tag}"`;
    if (request.method === 'GET') return answerWith(productAt(id), 200, { etag: tag });
    const given = request.headers.get('if-match');
    if (given === null) return refuse(428);
    if (given !== tag && fault !== 'an old tag is taken') return refuse(412);
    if (request.method === 'DELETE') {
      if (fault !== 'a deleted product is there') products.delete(id);
      return refuse(204);
    }
    const sent = await jsonObjectIn(request, 'application/merge-patch+json');
    if (!sent || !isText(sent.name)) return refuse(400);
    Object.assign(own, { name: sent.name, tag: ++count });
    return answerWith(productAt(id), 200, { etag: `"${own.tag}"` });
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, noun, id, part, other] = url.pathname.split('/');
    if (url.pathname === '/suppliers') return ofSuppliers(request, url);
    if (url.pathname === '/products' && request.method === 'POST') {
      const { name, supplier: uri } = (await jsonObjectIn(request, 'application/json')) ?? {};
      const around = supplierIn(uri);
      if (!isText(name) || around === undefined) return refuse(400);
      const first = `/suppliers/${around}`;
      products.set(++count, { name, supplier: first, first, stock: 0, tag: count });
      return answerWith(productAt(count), 201, { location: `/products/${count}`, etag: `"${count}"` });
    }
    if (url.pathname === '/products') {
      const change = fault === 'an item is another than alone' ? { name: 'x' } : {};
      return listed(
        'products',
        [...products.keys()].map((one) => ({ ...productAt(one), ...change })),
        url,
      );
    }
    if (!/^\d+$/.test(id ?? '') || (other !== undefined && !/^\d+$/.test(other))) return refuse(400);
    const [supplied, own] = [suppliers[Number(id) - 1], products.get(Number(id))];
    if (noun === 'suppliers' && part === 'stock') {
      const { delta } = (await jsonObjectIn(request, 'application/json')) ?? {};
      const stocked = products.get(Number(other));
      if (!supplied || !stocked) return refuse(404);
      if (!Number.isInteger(delta) || Number(delta) < 1 || Number(delta) > 9) return refuse(400);
      stocked.stock += Number(delta);
      return answerWith(productAt(Number(other)));
    }
    if (noun === 'suppliers' && part === 'products') {
      const uri = `/suppliers/${id}`;
      const isStuck = fault === 'a product stays with its first supplier';
      const own = [...products].flatMap(([key, one]) =>
        (isStuck ? one.first : one.supplier) === uri ? [productAt(key)] : [],
      );
      return supplied ? listed('products', own, url) : refuse(404);
    }
    if (noun === 'suppliers' && request.method === 'DELETE' && supplied) {
      const isUsed = [...products.values()].some((one) => one.supplier === `/suppliers/${id}`);
      if (isUsed && fault !== 'a supplier with products is deleted') return refuse(409);
      suppliers[Number(id) - 1] = undefined;
      return refuse(204);
    }
    if (noun === 'suppliers') return supplied ? answerWith(supplierAt(Number(id))) : refuse(404);
    if (!own) return refuse(404);
    if (part !== 'supplier') return ofProduct(request, Number(id), own);
    if (request.method === 'GET') return answerWith(supplierAt(supplierIn(own.supplier)!));
    const around = request.headers.get('content-type')?.toLowerCase().startsWith('text/uri-list')
      ? supplierIn((await request.text()).trim())
      : undefined;
    if (around === undefined) return refuse(400);
    own.supplier = `/suppliers/${around}`;
    return refuse(204);
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test('a server that keeps the document › each operation is exercised', async () => {
  const cases = await checkDocument(document, implement(), undefined, { selection: { phases: ['negatives'] } });
  const exercised = new Set(cases.flatMap(({ operationId, outcome }) => (outcome === 'skipped' ? [] : [operationId])));
  const { paths } = document as { paths: Record<string, Record<string, { operationId?: string }>> };
  const all = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId }) => operationId ?? []),
  );
  expect([...exercised].sort()).toEqual(all.sort());
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, relations))).toContain(title);
});
