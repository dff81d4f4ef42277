/**
 * A document as a framework writes it, without examples and with no failure but 422, and an implementation that keeps it,
 * but for one thing at a time.
 */
import type { JsonObject } from '../../../src/openapi/document.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const ok = (schema: object) => ({ description: 'Successful Response', ...json(schema) });
const refused = { description: 'Validation Error', ...json({ type: 'object' }) };
const courseId = { name: 'course_id', in: 'path', required: true, schema: { type: 'integer' } };
const integer = (name: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  schema: { type: 'integer', ...schema },
});
const body = (schema: object) => ({ required: true, ...json(schema) });
const title = { type: 'string', minLength: 1, maxLength: 80 };
const seats = { type: 'integer', minimum: 1, maximum: 500 };
const courseMembers = {
  title,
  seats,
  level: { ...reference('Level'), default: 'beginner' },
  note: orNull({ type: 'string' }),
  labels: { type: 'object', additionalProperties: { type: 'string' }, default: {} },
};
const shown = { id: { type: 'integer' }, enrolled: { type: 'integer', default: 0 } };

export const document = JSON.parse(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Courses', version: '1.0.0' },
    paths: {
      '/courses': {
        get: {
          operationId: 'list_courses',
          parameters: [
            integer('skip', { minimum: 0, default: 0 }),
            integer('limit', { minimum: 1, maximum: 100, default: 20 }),
            { ...integer('seats_from', { minimum: 1 }), description: 'Inclusive' },
            { name: 'level', in: 'query', required: false, schema: { ...orNull(reference('Level')), title: 'Level' } },
          ],
          responses: { 200: ok(reference('Page')), 422: refused },
        },
        post: {
          operationId: 'create_course',
          requestBody: body(reference('CourseIn')),
          responses: { 201: ok(reference('Course')), 422: refused },
        },
      },
      '/courses/{course_id}': {
        parameters: [courseId],
        get: { operationId: 'read_course', responses: { 200: ok(reference('Course')), 422: refused } },
        patch: {
          operationId: 'change_course',
          requestBody: body(reference('CoursePatch')),
          responses: { 200: ok(reference('Course')), 422: refused },
        },
      },
      '/courses/{course_id}/enrolments': {
        parameters: [courseId],
        get: {
          operationId: 'list_enrolments',
          responses: { 200: ok({ type: 'array', items: reference('Enrolment') }), 422: refused },
        },
        post: {
          operationId: 'enrol',
          requestBody: body(reference('EnrolIn')),
          responses: { 201: ok(reference('Enrolment')), 422: refused },
        },
      },
      '/enrolments/{enrolment_id}': {
        parameters: [{ name: 'enrolment_id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        get: { operationId: 'read_enrolment', responses: { 200: ok(reference('Enrolment')), 422: refused } },
      },
      '/reviews': {
        post: {
          operationId: 'create_review',
          requestBody: {
            content: { ...json(reference('ReviewIn')).content, 'text/json': { schema: reference('ReviewIn') } },
          },
          responses: { 201: ok(reference('Review')), 422: refused },
        },
      },
      '/reviews/{review_id}': {
        parameters: [{ ...courseId, name: 'review_id' }],
        get: { operationId: 'read_review', responses: { 200: ok(reference('Review')), 422: refused } },
      },
      '/courses/{course_id}/reviews': {
        parameters: [courseId],
        get: {
          operationId: 'list_reviews',
          responses: { 200: ok({ type: 'array', items: reference('Review') }), 422: refused },
        },
      },
      '/courses/{course_id}/enrolments/{enrolment_id}': {
        parameters: [
          courseId,
          { name: 'enrolment_id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        ],
        get: { operationId: 'read_own_enrolment', responses: { 200: ok(reference('Enrolment')), 422: refused } },
      },
      '/courses/{course_id}/image': {
        parameters: [courseId],
        post: {
          operationId: 'upload',
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['file'],
                  properties: {
                    file: { type: 'string', contentMediaType: 'application/octet-stream' },
                    caption: orNull({ type: 'string' }),
                  },
                },
              },
            },
          },
          responses: { 200: ok({ type: 'object', properties: { size: { type: 'integer' } } }), 422: refused },
        },
      },
    },
    components: {
      schemas: {
        Level: { type: 'string', enum: ['beginner', 'advanced'] },
        CourseIn: { type: 'object', required: ['title', 'seats'], properties: courseMembers },
        CoursePatch: {
          type: 'object',
          properties: { title: orNull(title), seats: orNull(seats), level: orNull(reference('Level')) },
        },
        Course: { type: 'object', required: ['title', 'seats', 'id'], properties: { ...courseMembers, ...shown } },
        Page: {
          type: 'object',
          required: ['items', 'total'],
          properties: { items: { type: 'array', items: reference('Course') }, total: { type: 'integer' } },
        },
        ReviewIn: {
          type: 'object',
          required: ['course_id', 'text'],
          properties: {
            course_id: { type: 'integer' },
            text: { type: 'string', minLength: 1 },
            stars: { type: 'integer', minimum: 1, maximum: 5, default: 3 },
            topics: { type: 'array', items: { type: 'string' } },
          },
        },
        Review: {
          type: 'object',
          required: ['id', 'course_id', 'text'],
          properties: {
            ...{ id: { type: 'integer' }, course_id: { type: 'integer' }, text: { type: 'string' } },
            ...{ stars: { type: 'integer' }, topics: { type: 'array', items: { type: 'string' } } },
          },
        },
        EnrolIn: { type: 'object', required: ['student'], properties: { student: { type: 'string', minLength: 2 } } },
        Enrolment: {
          type: 'object',
          required: ['id', 'student'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            student: { type: 'string' },
            course_id: { type: 'integer' },
          },
        },
      },
    },
  }),
) as JsonObject;

export type Fault =
  | 'the filter is ignored'
  | 'the limit is ignored'
  | 'the total of the page'
  | 'the first page is left out'
  | 'what a change leaves out is gone'
  | 'another number is stored'
  | 'a change is shown, and not stored'
  | 'enrolments of all courses'
  | 'an enrolment is found in each course'
  | 'reviews of all courses'
  | 'another default'
  | 'text/json is refused'
  | 'an empty list fails'
  | 'the list fails once there are several'
  | 'a form that is cut off is taken'
  | 'the list counts no enrolments'
  | 'what is at a bound is left out'
  | 'a bound is ignored'
  | 'the entries of a map are lost'
  | 'a note is that of the course before'
  | 'each page but the first begins too late';

interface Course {
  id: number;
  title: string;
  seats: number;
  level: string;
  note: string | null;
  enrolled: number;
  labels: Record<string, string>;
}

/** With or without hyphens, as the framework reads them. */
const isUuid = (text: string): boolean => /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i.test(text);
const levels: readonly unknown[] = ['beginner', 'advanced'];
const isTitle = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= 1 && [...value].length <= 80;
const isSeats = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 500;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLabels = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string');

/** It answers as the framework does: 404 and 405 are in no document, JSON may be in UTF-16, a broken form is a 400. */
export function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const courses: Course[] = [];
  const reviews: { id: number; course_id: number; text: string; stars: number; topics: string[] }[] = [];
  const enrolments: { id: string; student: string; course_id: number }[] = [];
  const detail = (status: number, headers?: Record<string, string>) =>
    Response.json({ detail: 'refused' }, { status, ...(headers && { headers }) });

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, root = '', id = '', inner = '', own = ''] = pathname.split('/').map(decodeURIComponent);
    const { method } = request;
    if (root === 'reviews') return review(request, id);
    if (root === 'enrolments') {
      if (method !== 'GET') return detail(405, { allow: 'GET' });
      if (!isUuid(id)) return detail(422);
      const found = enrolments.find((one) => one.id === id.toLowerCase());
      return found ? Response.json(found) : detail(404);
    }
    if (root !== 'courses') return detail(404);
    if (id === '') {
      if (method === 'GET') return list(searchParams);
      if (method !== 'POST') return detail(405, { allow: 'GET, POST' });
      const sent = await read(request);
      const { title: name, seats: count, level = 'beginner', note = null, labels = {} } = sent ?? {};
      if (!isTitle(name) || !isSeats(count) || !levels.includes(level)) return detail(422);
      if (note !== null && typeof note !== 'string') return detail(422);
      if (!isLabels(labels)) return detail(422);
      const former = fault === 'a note is that of the course before' ? (courses.at(-1)?.note ?? null) : null;
      const kept = fault === 'the entries of a map are lost' ? {} : labels;
      const course: Course = {
        ...{
          id: courses.length + 1,
          title: name,
          seats: count,
          level: String(level),
          note: note ?? former,
          enrolled: 0,
          labels: kept,
        },
      };
      courses.push(fault === 'another number is stored' ? { ...course, seats: 1 } : course);
      return Response.json(courses.at(-1), { status: 201 });
    }
    if (!/^-?\d+$/.test(id)) return detail(422);
    const course = courses.find((one) => String(one.id) === id);
    if (inner === 'image') {
      if (method !== 'POST') return detail(405, { allow: 'POST' });
      return upload(request, course);
    }
    if (inner === 'reviews') {
      if (method !== 'GET') return detail(405, { allow: 'GET' });
      if (!course) return detail(404);
      return Response.json(reviews.filter((one) => one.course_id === course.id || fault === 'reviews of all courses'));
    }
    if (inner === 'enrolments' && own !== '') {
      if (method !== 'GET') return detail(405, { allow: 'GET' });
      if (!isUuid(own)) return detail(422);
      const found = enrolments.find((one) => one.id === own.toLowerCase());
      const isOwn = found?.course_id === course?.id || fault === 'an enrolment is found in each course';
      return found && isOwn ? Response.json(found) : detail(404);
    }
    if (inner === 'enrolments') {
      if (method === 'POST') {
        const sent = await read(request);
        if (typeof sent?.student !== 'string' || sent.student.length < 2) return detail(422);
        if (!course) return detail(404);
        enrolments.push({ id: crypto.randomUUID(), student: sent.student, course_id: course.id });
        course.enrolled += 1;
        return Response.json(enrolments.at(-1), { status: 201 });
      }
      if (method !== 'GET') return detail(405, { allow: 'GET, POST' });
      if (!course) return detail(404);
      const isOwn = (one: { course_id: number }) =>
        one.course_id === course.id || fault === 'enrolments of all courses';
      return Response.json(enrolments.filter(isOwn));
    }
    if (method === 'PATCH') {
      const sent = await read(request);
      if (!sent) return detail(422);
      const given = Object.fromEntries(
        Object.entries(sent).filter(([name, value]) => ['title', 'seats', 'level'].includes(name) && value !== null),
      );
      const whole = { title: 'fine', seats: 1, level: 'beginner', ...given };
      if (!isTitle(whole.title) || !isSeats(whole.seats) || !levels.includes(whole.level)) return detail(422);
      if (!course) return detail(404);
      if (fault === 'what a change leaves out is gone') Object.assign(course, { title: 'None', level: 'beginner' });
      if (fault === 'a change is shown, and not stored') return Response.json({ ...course, ...given });
      return Response.json(Object.assign(course, given));
    }
    if (method !== 'GET') return detail(405, { allow: 'GET, PATCH' });
    return course ? Response.json(course) : detail(404);
  }

  async function review(request: Request, id: string): Promise<Response> {
    if (id !== '') {
      if (request.method !== 'GET') return detail(405, { allow: 'GET' });
      if (!/^-?\d+$/.test(id)) return detail(422);
      const found = reviews.find((one) => String(one.id) === id);
      return found ? Response.json(found) : detail(404);
    }
    if (request.method !== 'POST') return detail(405, { allow: 'POST' });
    const type = request.headers.get('content-type') ?? '';
    if (type.startsWith('text/json') && fault === 'text/json is refused') return detail(415);
    const sent = (await read(request)) ?? {};
    const { course_id: course, text, stars, topics = [] } = sent;
    const given = stars ?? (fault === 'another default' ? 1 : 3);
    if (!Number.isInteger(course) || !isTitle(text) || !Number.isInteger(given)) return detail(422);
    if (stars === null || Number(given) < 1 || Number(given) > 5) return detail(422);
    if (!Array.isArray(topics) || !topics.every((one) => typeof one === 'string')) return detail(422);
    if (sent.topics !== undefined && topics.length === 0 && fault === 'an empty list fails') return detail(500);
    if (!courses.some((one) => one.id === course)) return detail(400);
    const made = { id: reviews.length + 1, course_id: Number(course), text, stars: Number(given), topics };
    reviews.push(made);
    return Response.json(made, { status: 201 });
  }

  function list(query: URLSearchParams): Response {
    const skip = Number(query.get('skip') ?? 0);
    const limit = Number(query.get('limit') ?? 20);
    const level = query.get('level');
    const from = Number(query.get('seats_from') ?? 1);
    const least = fault === 'a bound is ignored' ? 1 : fault === 'what is at a bound is left out' ? from + 1 : from;
    if (!Number.isInteger(from) || from < 1) return detail(422);
    if (![skip, limit].every(Number.isInteger) || skip < 0 || limit < 1 || limit > 100) return detail(422);
    if (level !== null && !levels.includes(level)) return detail(422);
    if (fault === 'the list fails once there are several' && courses.length > 1) return detail(500);
    const kept = courses
      .filter((one) => level === null || fault === 'the filter is ignored' || one.level === level)
      .filter((one) => query.get('seats_from') === null || one.seats >= least)
      .map((one) => (fault === 'the list counts no enrolments' ? { ...one, enrolled: 0 } : one));
    const first = fault === 'the first page is left out' ? limit : 0;
    const late = fault === 'each page but the first begins too late' && skip > 0 ? 1 : 0;
    const items = kept.slice(first + late).slice(skip, fault === 'the limit is ignored' ? undefined : skip + limit);
    return Response.json({ items, total: fault === 'the total of the page' ? items.length : kept.length });
  }

  async function upload(request: Request, course: Course | undefined): Promise<Response> {
    const type = request.headers.get('content-type') ?? '';
    if (!/^multipart\/form-data/i.test(type)) return detail(422);
    try {
      const file = (await request.formData()).get('file');
      // A part without a file name is a text.
      if (!(file instanceof File)) return detail(422);
      return course ? Response.json({ size: file.size }) : detail(404);
    } catch {
      return fault === 'a form that is cut off is taken' ? Response.json({ size: 0 }) : detail(400);
    }
  }

  async function read(request: Request): Promise<Record<string, unknown> | undefined> {
    if (!/json/i.test(request.headers.get('content-type') ?? '')) return undefined;
    const bytes = Buffer.from(await request.arrayBuffer());
    const encoding = bytes.length > 1 && bytes[1] === 0 ? 'utf16le' : 'utf8';
    try {
      const value: unknown = JSON.parse(bytes.toString(encoding));
      return isObject(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  return answer;
}
