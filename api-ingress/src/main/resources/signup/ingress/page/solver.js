'use strict';
// Does the work of an ALTCHA challenge in a thread of its own: finds the number whose SHA-256 with the salt is the
// challenge. The hash is computed here and not by SubtleCrypto, whose every call is a promise, and which pages without TLS
// do not have.

const K = new Uint32Array(64);
const START = new Uint32Array(8);

// FIPS 180-4: the first 32 bits of the fractional parts of the roots of the first primes.
(function constants() {
  const fraction = (root) => (root - Math.floor(root)) * 4294967296;
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor === 0) {
        prime = false;
        break;
      }
    }
    if (prime) {
      if (found < 8) {
        START[found] = fraction(Math.sqrt(candidate));
      }
      K[found++] = fraction(Math.cbrt(candidate));
    }
  }
})();

const W = new Uint32Array(64);

function compress(state, block, offset) {
  for (let i = 0; i < 16; i++) {
    const at = offset + i * 4;
    W[i] = (block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15];
    const y = W[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0;
    d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// The state after the whole blocks of the salt is the same for every number.
function prepared(salt) {
  const bytes = new TextEncoder().encode(salt);
  const whole = bytes.length - (bytes.length % 64);
  const state = new Uint32Array(START);
  for (let offset = 0; offset < whole; offset += 64) {
    compress(state, bytes, offset);
  }
  return { state, rest: bytes.subarray(whole), whole };
}

function search(salt, challenge, maxnumber, report) {
  const target = new Uint32Array(8);
  for (let i = 0; i < 8; i++) {
    target[i] = parseInt(challenge.substr(i * 8, 8), 16);
  }
  const { state: head, rest, whole } = prepared(salt);
  const state = new Uint32Array(8);
  const tail = new Uint8Array(128);
  for (let number = 0; number <= maxnumber; number++) {
    const digits = String(number);
    const length = rest.length + digits.length;
    const blocks = length + 9 > 64 ? 2 : 1;
    tail.fill(0);
    tail.set(rest);
    for (let i = 0; i < digits.length; i++) {
      tail[rest.length + i] = digits.charCodeAt(i);
    }
    tail[length] = 0x80;
    new DataView(tail.buffer).setUint32(blocks * 64 - 4, (whole + length) * 8);
    state.set(head);
    compress(state, tail, 0);
    if (blocks === 2) {
      compress(state, tail, 64);
    }
    if (state[0] === target[0] && state.every((word, i) => word === target[i])) {
      return number;
    }
    if (number % 10000 === 0) {
      report(number);
    }
  }
  return null;
}

self.onmessage = ({ data }) => {
  const started = performance.now();
  const number =
    data.algorithm === 'SHA-256'
      ? search(data.salt, data.challenge, data.maxnumber, (tried) => self.postMessage({ tried }))
      : null;
  self.postMessage({ number, took: Math.round(performance.now() - started) });
};
