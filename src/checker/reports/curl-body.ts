/** Writes a request's body with a placeholder for every value that is not public; its form stays. */
import { isObject, type Json } from '../../openapi/document.js';

/** Whether a value is public: those of examples are; those of the user or the target are not. */
export type IsPublic = (value: string | number) => boolean;

export const placeholder = (name: string): string => `<${name}>`;

export function hideInBody(body: Buffer, contentType: string, isPublic: IsPublic): Buffer {
  const text = body.toString('utf8');
  try {
    return Buffer.from(JSON.stringify(hideInJson(JSON.parse(text) as Json, '', isPublic)));
  } catch {
    // A body that is no JSON is shown whole or not at all.
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(text)].map(([name, value]): [string, string] =>
      isPublic(name)
        ? [name, isPublic(value) ? value : placeholder(name)]
        : [placeholder('name'), placeholder('value')],
    );
    return Buffer.from(new URLSearchParams(fields).toString());
  }
  if (contentType.startsWith('multipart/form-data')) return hideInMultipart(body, isPublic);
  return isPublic(text) ? body : Buffer.from(placeholder('body'));
}

function hideInJson(value: Json, name: string, isPublic: IsPublic): Json {
  if (Array.isArray(value)) return value.map((item) => hideInJson(item, name, isPublic));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        const told = isPublic(key) ? key : placeholder('name');
        return [told, hideInJson(member, told, isPublic)];
      }),
    );
  }
  if (typeof value === 'string') return isPublic(value) ? value : placeholder(name || 'text');
  if (typeof value === 'number') return isPublic(value) ? value : 0;
  return value;
}

/** Redacts the parts of a form one by one; a command never has the bytes of a file. */
function hideInMultipart(body: Buffer, isPublic: IsPublic): Buffer {
  const text = body.toString('latin1');
  const boundary = text.slice(0, text.indexOf('\r\n'));
  if (boundary === '') return Buffer.from(placeholder('body'));
  const parts = text.split(boundary).map((part) => {
    const at = part.indexOf('\r\n\r\n');
    if (at < 0) return part.startsWith('--') ? '--\r\n' : '';
    const head = part.slice(0, at);
    const content = Buffer.from(part.slice(at + 4).replace(/\r\n$/, ''), 'latin1');
    const isFile = /[; ]filename\*?=/i.test(head);
    const shownHead = sayHead(head, isFile, isPublic);
    const shown = isFile ? Buffer.alloc(0) : hideInBody(content, 'text/plain', isPublic);
    return `${shownHead}\r\n\r\n${shown.toString('latin1')}\r\n`;
  });
  return Buffer.from(parts.join(boundary), 'latin1');
}

/** Writes the head of a part from public values alone, since it may contain more than names. */
function sayHead(head: string, isFile: boolean, isPublic: IsPublic): string {
  const told = (pattern: RegExp, other: string): string => {
    const [, found = ''] = pattern.exec(head) ?? [];
    return found !== '' && isPublic(found) ? found : other;
  };
  const name = told(/[; ]name="([^"]*)"/i, 'name');
  const file = isFile ? `; filename="${told(/[; ]filename="([^"]*)"/i, 'file')}"` : '';
  const type = told(
    /^content-type: *(.*?) *$/im,
    /^content-type: *application\/json\b/im.test(head) ? 'application/json' : '',
  );
  return `\r\nContent-Disposition: form-data; name="${name}"${file}${type && `\r\nContent-Type: ${type}`}`;
}
