/** The minimal cost of a server on node:http: it reads the body, parses it, and answers. The argument is the port. */
import { createServer } from 'node:http';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as { header?: object }) : {};
    const answer = JSON.stringify({
      success: true,
      status: 'SUCCESS',
      message: 'available',
      known: body.header !== undefined,
    });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      .end(answer);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
