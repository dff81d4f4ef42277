/**
 * Writes a synthetic document with a number of operations, in the layout of `spec/`: one file per operation, with
 * shared schemas.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const provenance = { source: 'bench', status: 'documented' };
const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

/** Each operation has a body, and 200 and 400 responses, as in `bench/servers/synthetic.ts`. */
export function writeSynthetic(folder: string, operations: number): void {
  const write = (file: string, content: object) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    // JSON is valid YAML.
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  };
  const numbers = Array.from({ length: operations }, (_, at) => at + 1);
  write('openapi.yaml', {
    openapi: '3.1.1',
    info: { title: 'Synthetic', version: '1', description: 'Made up, to see how time grows with size.' },
    servers: [{ url: 'https://synthetic.example', description: 'There is none.', 'x-provenance': provenance }],
    security: [{ key: [] }],
    tags: [{ name: 'Things', description: 'All there is.' }],
    paths: Object.fromEntries(numbers.map((n) => [`/things-${n}/{id}`, { $ref: `paths/things-${n}.yaml` }])),
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'API-Key', description: 'A key.' } } },
  });
  write('schemas/Owner.yaml', {
    type: 'object',
    title: 'Owner',
    description: 'Who has a thing.',
    required: ['name'],
    properties: { name: text('The name.', { minLength: 1, maxLength: 40 }), email: text('Where mail goes.') },
  });
  write('schemas/Failure.yaml', {
    type: 'object',
    title: 'Failure',
    description: 'What was wrong.',
    required: ['error'],
    properties: { error: text('For people.') },
  });
  for (const n of numbers) {
    write(`schemas/Thing${n}.yaml`, {
      type: 'object',
      title: `Thing${n}`,
      description: 'A thing.',
      required: ['name', 'count'],
      properties: {
        name: text('The name.', { minLength: 1 }),
        count: { type: 'integer', description: 'How many.', minimum: 0, maximum: 100 },
        owner: { $ref: './Owner.yaml' },
        notes: { type: 'array', description: 'What was noted.', items: text('A note.') },
      },
    });
    write(`schemas/Answer${n}.yaml`, {
      type: 'object',
      title: `Answer${n}`,
      description: 'What became of it.',
      required: ['status'],
      properties: { status: text('How it went.', { enum: ['done'] }), owner: { $ref: './Owner.yaml' } },
    });
    const json = (schema: object, examples: object) => ({ content: { 'application/json': { schema, examples } } });
    write(`paths/things-${n}.yaml`, {
      post: {
        operationId: `postThing${n}`,
        summary: `Post thing ${n}`,
        description: 'Puts a thing there.',
        tags: ['Things'],
        'x-provenance': provenance,
        parameters: [
          { name: 'id', in: 'path', required: true, description: 'Which.', schema: { type: 'string' }, example: 'one' },
        ],
        requestBody: {
          required: true,
          description: 'The thing.',
          ...json(
            { $ref: `../schemas/Thing${n}.yaml` },
            { done: { value: { name: 'Lamp', count: 2, notes: ['new'] } } },
          ),
        },
        responses: {
          200: {
            description: 'It is there.',
            'x-provenance': provenance,
            ...json(
              { $ref: `../schemas/Answer${n}.yaml` },
              { done: { value: { status: 'done', owner: { name: 'Ada' } } } },
            ),
          },
          400: {
            description: 'It is no thing.',
            'x-provenance': provenance,
            ...json({ $ref: '../schemas/Failure.yaml' }, { refused: { value: { error: 'name is missing' } } }),
          },
        },
      },
    });
  }
}
