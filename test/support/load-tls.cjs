// Jest tears a test file's globals down by touching each of them; where that is the first touch of Node's lazily loaded
// TLS, it stays half loaded for every later file of the worker ("tls.createSecureContext is not a function").
require('node:tls');
