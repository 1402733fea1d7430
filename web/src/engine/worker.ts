// The worker: loads the engine once, then answers every request with one message. See protocol.ts.
import { createReadout, type Failure, type Readout } from 'readout';
import type { ActorsRequest, FromWorker, ToWorker } from './protocol';

const send = (message: FromWorker): void => self.postMessage(message);

const loading = createReadout();

function answer(readout: Readout, request: Exclude<ToWorker, ActorsRequest>): FromWorker {
  const { id } = request;
  const start = performance.now();
  const failed = ({ error }: Failure): FromWorker => ({ type: 'error', id, message: error.message, fatal: error.code === 'trap' });
  switch (request.type) {
    case 'extract': {
      const document = readout.extract(request.text, request.dates);
      return 'error' in document ? failed(document) : { type: 'result', id, document, milliseconds: performance.now() - start };
    }
    case 'explain': {
      const explanation = readout.explain(request.text, { ...request.dates, start: request.start, end: request.end });
      return 'error' in explanation ? failed(explanation) : { type: 'explained', id, explanation };
    }
    case 'table': {
      const csv = readout.csv(request.text, request.dates);
      return typeof csv === 'string' ? { type: 'table', id, csv } : failed(csv);
    }
    case 'edit': {
      const diagnostics = readout.edit(request.files);
      return 'error' in diagnostics ? failed(diagnostics) : { type: 'edited', id, diagnostics, milliseconds: performance.now() - start };
    }
    case 'sources': {
      const files = readout.sources();
      return isFailure(files) ? failed(files) : { type: 'sources', id, files };
    }
  }
}

const isFailure = (value: object): value is Failure => typeof (value as Failure).error === 'object';

function useActors(readout: Readout, { file }: ActorsRequest): void {
  const told = readout.setActors(file?.content ?? null, file?.name);
  send({ type: 'actors', file, diagnostics: Array.isArray(told) ? told : [] });
}

self.addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  try {
    const readout = await loading;
    if (data.type === 'actors') useActors(readout, data);
    else send(answer(readout, data));
  } catch (cause) {
    if (data.type !== 'actors') send({ type: 'error', id: data.id, message: String(cause), fatal: true });
  }
});

loading.then(
  (readout) => send({ type: 'ready', version: readout.version }),
  (cause: Error) => send({ type: 'failed', message: cause.message }),
);
