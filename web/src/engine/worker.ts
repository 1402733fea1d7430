// The worker: loads the engine once, then answers every extract request with one message. See protocol.ts.
import { createReadout, type Readout } from 'readout';
import type { ExtractRequest, FromWorker, ToWorker } from './protocol';

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

self.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  try {
    read(await loading, data);
  } catch (cause) {
    send({ type: 'error', id: data.id, message: String(cause), fatal: true });
  }
});

loading.then(
  (readout) => send({ type: 'ready', version: readout.version }),
  (cause: Error) => send({ type: 'failed', message: cause.message }),
);
