// A static server on loopback that sends the headers of `_headers` and compresses text, as hosts do.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.json': 'application/json', '.pdf': 'application/pdf',
};

async function headers(root) {
  const rules = [];
  for (const line of (await readFile(join(root, '_headers'), 'utf8')).split('\n')) {
    if (line && !line.startsWith(' ')) rules.push({ prefix: line.trim().replace(/\*$/, ''), headers: {} });
    // Takes back what an earlier rule gave.
    else if (line.trim().startsWith('! ')) rules.at(-1).without = line.trim().slice(2);
    else if (line.trim()) {
      const at = line.indexOf(':');
      rules.at(-1).headers[line.slice(0, at).trim()] = line.slice(at + 1).trim();
    }
  }
  // Values of one header are joined, as the strictest hosts do: a browser then keeps to each of them.
  return (path) => {
    const given = {};
    for (const rule of rules.filter((r) => path.startsWith(r.prefix))) {
      if (rule.without) delete given[rule.without];
      for (const [name, value] of Object.entries(rule.headers)) given[name] = name in given ? `${given[name]}, ${value}` : value;
    }
    return given;
  };
}

// `slow` sends pages uncompressed, in pieces of so many bytes with so many milliseconds between them.
export async function serve(root, slow = null) {
  const forPath = await headers(root);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(root, normalize(path));
    const inside = file === root || file.startsWith(root + sep);
    let target = path.endsWith('/') ? join(file, 'index.html') : file;
    let status = 200;
    if (!inside || !(await stat(target).then((s) => s.isFile(), () => false))) {
      target = join(root, '404.html');
      status = 404;
    }
    const type = TYPES[extname(target)] ?? 'application/octet-stream';
    const packed = /^(text|application\/(json|xml)|image\/svg)/.test(type) && /gzip/.test(request.headers['accept-encoding'] ?? '');
    const body = await readFile(target);
    if (slow && type.startsWith('text/html')) {
      response.writeHead(status, { 'Content-Type': type, ...forPath(path) });
      for (let at = 0; at < body.length; at += slow.piece) {
        response.write(body.subarray(at, at + slow.piece));
        await new Promise((done) => setTimeout(done, slow.pause));
      }
      response.end();
      return;
    }
    response.writeHead(status, { 'Content-Type': type, ...(packed ? { 'Content-Encoding': 'gzip' } : {}), ...forPath(path) });
    response.end(packed ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, 'localhost', ready));
  return { base: `http://localhost:${server.address().port}`, close: () => server.close() };
}
