// Emscripten 3.1.6 takes Node's own fetch for a browser's and asks it for a file path, which it refuses; without fetch it reads the file.
delete globalThis.fetch;
