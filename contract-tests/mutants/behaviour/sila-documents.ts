/** Documents: uploads and downloads. */
import type { Call, Part } from '../../../src/sandbox/index.js';
import type { SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from './handlers.js';
import type { Broken } from './rule.js';

type Metadata = Record<string, unknown>;

/** Changes the metadata of each document of a form before they are validated. */
const withMetadata =
  (change: (metadata: Metadata, file: Part | undefined, files: readonly Part[]) => Promise<Metadata>): Around =>
  async (call, sound, err) => {
    const form = call.body as Map<string, Part>;
    const data = form instanceof Map ? form.get('data') : undefined;
    const json = data?.json as Metadata | undefined;
    if (!data || !json) return sound(call);
    const files = [...form.values()].filter(({ name }) => name !== 'data');
    const changed = await change(json, files[0], files);
    if (JSON.stringify(changed) === JSON.stringify(json)) return sound(call);
    const before = structuredClone(changed);
    err();
    return sound({ ...call, body: new Map([...form, ['data', { ...data, json: before }]]) });
  };

const hashOf = async (bytes: Uint8Array) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');

/** Any hash is accepted as that of the file. */
const hashNotChecked = withMetadata(async (metadata, file) =>
  file && 'hash' in metadata ? { ...metadata, hash: await hashOf(file.bytes) } : metadata,
);

const mimeTypeNotChecked = withMetadata(async (metadata, file) =>
  file && 'mime_type' in metadata && file.type.startsWith('image/') ? { ...metadata, mime_type: file.type } : metadata,
);

/** Of a form with several files, only what is said of the first one is checked. */
const onlyTheFirst = (name: 'hash' | 'mime_type'): Around =>
  withMetadata(async (metadata, _, files) => {
    const list = metadata.file_metadata as Record<string, Metadata> | undefined;
    const later = Object.entries(list ?? {}).slice(1);
    const right = async (file: Part | undefined, own: Metadata) =>
      file === undefined ? own : { ...own, [name]: name === 'hash' ? await hashOf(file.bytes) : file.type };
    const changed = await Promise.all(
      later.map(
        async ([of, own]) =>
          [
            of,
            await right(
              files.find((one) => one.name === of),
              own,
            ),
          ] as const,
      ),
    );
    return list ? { ...metadata, file_metadata: { ...list, ...Object.fromEntries(changed) } } : metadata;
  });

const spoiltFile: Around = async (call, sound, err) => {
  const reply = await sound(call);
  if (reply.status !== 200 || !(reply.body instanceof Uint8Array)) return reply;
  err();
  return { ...reply, body: reply.body.map((byte, index) => (index === 4 ? byte ^ 255 : byte)) };
};

const everybodysDocuments: Around = async (call: Call<SilaState>, sound, err) => {
  const entities = Object.values(call.state.entities);
  const handle = (call.body as { header?: { user_handle?: string } }).header?.user_handle;
  const entity = entities.find((one) => one.handle === handle);
  if (!entity) return sound(call);
  const own = entity.documents;
  const all = entities.flatMap(({ documents }) => documents);
  if (all.length > own.length) err();
  entity.documents = all;
  const reply = await sound(call);
  entity.documents = own;
  return reply;
};

export const documentMutants: readonly Broken[] = [
  { kind: 'document-rule', name: 'hash-not-checked', operationId: 'uploadDocuments', around: hashNotChecked },
  { kind: 'document-rule', name: 'mime-type-not-checked', operationId: 'uploadDocuments', around: mimeTypeNotChecked },
  {
    kind: 'document-rule',
    name: 'hash-of-the-first-only',
    operationId: 'uploadDocuments',
    around: onlyTheFirst('hash'),
  },
  {
    kind: 'document-rule',
    name: 'mime-type-of-the-first-only',
    operationId: 'uploadDocuments',
    around: onlyTheFirst('mime_type'),
  },
  { kind: 'document-rule', name: 'file-spoilt', operationId: 'getDocument', around: spoiltFile },
  { kind: 'document-rule', name: 'those-of-everybody', operationId: 'listDocuments', around: everybodysDocuments },
];
