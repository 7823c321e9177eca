/** Derives the keys of every step-th counter from start on, until one begins as the challenge wants it. */
async function search({ parameters, start, step }) {
  const hash = parameters.algorithm.replace("PBKDF2/", "");
  const salt = bytes(parameters.salt);
  const prefix = bytes(parameters.keyPrefix);
  const nonce = bytes(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  const view = new DataView(password.buffer);
  for (let counter = start; ; counter += step) {
    view.setUint32(nonce.length, counter);
    const material = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const key = new Uint8Array(await crypto.subtle.deriveBits(
      { name: "PBKDF2", hash, salt, iterations: parameters.cost }, material, 8 * parameters.keyLength));
    if (prefix.every((byte, i) => byte === key[i])) {
      return { counter, derivedKey: hex(key) };
    }
  }
}

function bytes(text) {
  return Uint8Array.from(text.match(/../g), (digits) => parseInt(digits, 16));
}

function hex(array) {
  return Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await search(data));
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
