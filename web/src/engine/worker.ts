// The worker: loads the engine once, then answers every extract request with one message. See protocol.ts.
import { createReadout, type Readout } from 'readout';
import type { ActorsRequest, ExtractRequest, FromWorker, ToWorker } from './protocol';

const send = (message: FromWorker): void => self.postMessage(message);

const loading = createReadout();

function read(readout: Readout, { id, text, published }: ExtractRequest): void {
  const start = performance.now();
  const result = readout.extract(text, { published });
  if ('error' in result) {
    send({ type: 'error', id, message: result.error.message, fatal: result.error.code === 'trap' });
  } else {
    send({ type: 'result', id, document: result, milliseconds: performance.now() - start });
  }
}

function useActors(readout: Readout, { file }: ActorsRequest): void {
  const told = readout.setActors(file?.content ?? null, file?.name);
  send({ type: 'actors', file, diagnostics: Array.isArray(told) ? told : [] });
}

self.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  try {
    const readout = await loading;
    if (data.type === 'actors') useActors(readout, data);
    else read(readout, data);
  } catch (cause) {
    if (data.type === 'extract') send({ type: 'error', id: data.id, message: String(cause), fatal: true });
  }
});

loading.then(
  (readout) => send({ type: 'ready', version: readout.version }),
  (cause: Error) => send({ type: 'failed', message: cause.message }),
);
