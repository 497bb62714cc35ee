// Before `npm start` installs and builds: a port that is taken should not cost the minute that it takes to find out.
// An argument names the command, where it is another one.
import { createServer } from 'node:net';

const PORTS = [
  ['SIMULATOR_PORT', 7000],
  ['PORT', 3000],
];

const command = process.argv[2] ?? 'npm start';
const chosen = PORTS.map(([variable, otherwise]) => [variable, process.env[variable]?.trim() || String(otherwise)]);

for (const [variable, text] of chosen) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) continue;
  refuse(
    `${variable} is "${text}", which is no port number. Choose one from 0 to 65535, as in: ${variable}=8080 ${command}`,
  );
}
const [simulatorPort, port] = chosen.map(([, text]) => Number(text));
if (port === simulatorPort && port !== 0) {
  refuse(`PORT and SIMULATOR_PORT are both ${port}. Choose two, as in: PORT=3000 SIMULATOR_PORT=7000 ${command}`);
}

for (const [variable, text] of chosen) {
  const port = Number(text);
  if (port === 0) continue;
  const code = await problemOf(port);
  if (code !== 'EADDRINUSE' && code !== 'EACCES') continue;
  const why = code === 'EADDRINUSE' ? 'is in use' : 'may not be used';
  const other = port < 65_535 ? port + 1 : 8080;
  refuse(`Port ${port} ${why}. Choose another with ${variable}, as in: ${variable}=${other} ${command}`);
}

function refuse(line) {
  console.error(line);
  process.exit(1);
}

function problemOf(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }) => resolve(code));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
