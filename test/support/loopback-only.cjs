'use strict';

// Loaded into a process before its own code: whoever asks for another machine is reported on standard error, and refused.
const net = require('node:net');

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  // node:http hands over its arguments in one array.
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === 'object' && options !== null ? (options.host ?? 'localhost') : 'localhost';
  if (!LOOPBACK.test(host)) {
    process.stderr.write(`left loopback: ${host}\n`);
    throw new Error(`left loopback: ${host}`);
  }
  return connect.apply(this, args);
};
