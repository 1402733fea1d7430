// A static file server for one folder, on 127.0.0.1 only. Usage: node static_server.mjs FOLDER [PORT]
// Without a PORT it takes the first free one from 8080 on. Prints the address once it listens.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pack': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const folder = resolve(process.argv[2] ?? '.');
const wanted = process.argv[3] === undefined ? null : Number(process.argv[3]);

/** The file that a request names, or null; never one outside the folder. */
async function fileOf(url) {
  try {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    let file = join(folder, path);
    if (file !== folder && !file.startsWith(folder + sep)) return null;
    let info = await stat(file);
    if (info.isDirectory()) info = await stat((file = join(file, 'index.html')));
    return info.isFile() ? { file, size: info.size } : null;
  } catch {
    return null;
  }
}

const server = createServer(async (request, response) => {
  const found = await fileOf(request.url);
  if (!found || !['GET', 'HEAD'].includes(request.method)) {
    response.writeHead(found ? 405 : 404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(found ? 'Method not allowed\n' : 'Not found\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': types[extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
});

let port = wanted ?? 8080;
server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && wanted === null && port < 8180) {
    server.listen(++port, '127.0.0.1');
  } else {
    console.error(`serve: port ${port}: ${error.code === 'EADDRINUSE' ? 'already in use' : error.message}`);
    process.exit(1);
  }
});
server.on('listening', () => console.log(`Readout is at http://127.0.0.1:${server.address().port}/ (Ctrl-C ends it)`));
server.listen(port, '127.0.0.1');
