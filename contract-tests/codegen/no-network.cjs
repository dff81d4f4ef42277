/**
 * Loaded before each generator: it may not open a connection. Some count their runs or ask for a newer version, and a
 * test must not depend on that, nor tell anybody that it ran.
 */
const { Socket } = require('node:net');

Socket.prototype.connect = function refuse(...args) {
  // Node normalises the arguments of `net.connect` to a list within a list.
  const target = [args[0]].flat()[0];
  const text = typeof target === 'object' && target ? (target.path ?? `${target.host}:${target.port}`) : target;
  throw new Error(`error: a generator tried to connect to ${text}`);
};
