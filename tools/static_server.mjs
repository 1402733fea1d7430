#!/usr/bin/env node
// Serves one folder on 127.0.0.1 only. Usage: node static_server.mjs FOLDER [PORT]; without a PORT, the first free one from
// 8080 on. Prints the address once it listens. Entry points: the command, and startServer for tests.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBrotliCompress, constants } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.pack': 'application/octet-stream',
};
const compressible = new Set(['.html', '.js', '.css', '.svg', '.wasm', '.webmanifest', '.pack']);

// The page has its own policy in a meta element; the header gives the worker the same.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; worker-src 'self'; " +
  "img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The file for a URL's path, or null where there is none or it would lie outside of the folder. */
async function fileFor(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = resolve(join(folder, decoded.endsWith('/') ? `${decoded}index.html` : decoded));
  if (!file.startsWith(folder + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { file, size: found.size } : null;
}

function respond(request, response, { file, size }) {
  const extension = extname(file);
  const hashed = file.includes(`${sep}assets${sep}`);
  const headers = {
    'Content-Type': types[extension] ?? 'application/octet-stream',
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
  };
  const brotli = compressible.has(extension) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  if (brotli) headers['Content-Encoding'] = 'br';
  else headers['Content-Length'] = size;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  const content = createReadStream(file).on('error', () => response.destroy());
  if (!brotli) return content.pipe(response);
  return content.pipe(createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })).pipe(response);
}

async function handle(folder, request, response) {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  const found = request.method === 'GET' || request.method === 'HEAD' ? await fileFor(folder, path) : null;
  if (found) return respond(request, response, found);
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': policy });
  return response.end('Not found\n');
}

function listen(server, port) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      done(server.address().port);
    });
  });
}

/** Port 0 takes any free port. Gives {url, close}. */
export async function startServer(folder, port = 0) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    handle(root, request, response).catch(() => response.writeHead(400).end());
  });
  const taken = await listen(server, port);
  const close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${taken}/`, close };
}

async function startOnFreePort(folder, first) {
  for (let port = first; port < first + 50; port += 1) {
    try {
      return await startServer(folder, port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`no free port from ${first} to ${first + 49}`);
}

async function main([folder = '.', wanted]) {
  const port = wanted === undefined ? null : Number(wanted);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65536)) throw new Error(`not a port: ${wanted}`);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new Error(`${folder} is not a folder`);
  const { url } = port === null ? await startOnFreePort(folder, 8080) : await startServer(folder, port);
  console.log(`Readout is at ${url}  (Ctrl+C ends it)`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`static_server: ${error.code === 'EADDRINUSE' ? 'that port is taken' : error.message}`);
    process.exitCode = 1;
  });
}
