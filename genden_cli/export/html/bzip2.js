// Decompression of bzip2. Browsers decompress only formats that make the data of the search a fifth larger.
const CODES_AGAIN = 50; // after so many symbols another Huffman code may follow

function bitReader(bytes) {
  let place = 0;
  const bit = () => (bytes[place >> 3] >> (7 - (place++ & 7))) & 1;
  const number = (size) => {
    let value = 0;
    for (; size; size--) value = value * 2 + bit();
    return value;
  };
  const ones = () => {
    let count = 0;
    while (bit()) count++;
    return count;
  };
  return { bit, number, ones };
}

// A function that reads a symbol of the canonical Huffman code in which the symbols have these lengths.
function huffman(lengths, bit) {
  const counts = new Uint16Array(Math.max(...lengths) + 1);
  for (const each of lengths) counts[each]++;
  const symbols = [...lengths.keys()].sort((a, b) => lengths[a] - lengths[b] || a - b);
  return () => {
    let [code, first, shorter] = [0, 0, 0];
    for (let length = 1; ; length++) {
      code = code * 2 + bit();
      const above = code - first;
      if (above < counts[length]) return symbols[shorter + above];
      shorter += counts[length];
      first = (first + counts[length]) * 2;
    }
  };
}

// Take an item of a list and move it to the front.
function toFront(list, at) {
  const [item] = list.splice(at, 1);
  list.unshift(item);
  return item;
}

// The bytes that a block has: a bit for each 16 of them, and a bit for each of those.
function usedBytes({ bit }) {
  const sixteen = () => [...Array(16).keys()].filter(bit);
  return sixteen().flatMap((high) => sixteen().map((low) => high * 16 + low));
}

// The Huffman code of each stretch of a block.
function readCodes({ bit, number, ones }, symbols) {
  const count = number(3);
  const order = [...Array(count).keys()];
  const chosen = Array.from({ length: number(15) }, () => toFront(order, ones()));
  const codes = Array.from({ length: count }, () => {
    let length = number(5);
    const next = () => {
      while (bit()) length += bit() ? -1 : 1;
      return length;
    };
    return huffman(Array.from({ length: symbols }, next), bit);
  });
  return chosen.map((each) => codes[each]);
}

// The last column of the sorted rotations of a block.
function lastColumn(bits, largest) {
  const bytes = usedBytes(bits);
  const end = bytes.length + 1;
  const codes = readCodes(bits, end + 1);
  const column = new Uint8Array(largest);
  let [size, weight] = [0, 1];
  for (let read = 0; ; read++) {
    const symbol = codes[Math.floor(read / CODES_AGAIN)]();
    if (symbol < 2) { // a digit of the number of times that the byte in front follows
      column.fill(bytes[0], size, (size += weight << symbol));
      weight *= 2;
      continue;
    }
    if (symbol === end) return column.subarray(0, size);
    column[size++] = toFront(bytes, symbol - 1);
    weight = 1;
  }
}

// The bytes whose rotations, sorted, have this last column.
function unsorted(column, origin) {
  const starts = new Uint32Array(257);
  for (const each of column) starts[each + 1]++;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] += starts[byte];
  const next = new Uint32Array(column.length);
  column.forEach((byte, at) => (next[starts[byte]++] = at));
  let at = origin;
  return column.map(() => column[(at = next[at])]);
}

// After four equal bytes a byte says how many more follow.
function repeated(bytes) {
  const found = [];
  let [before, run] = [-1, 0];
  for (const byte of bytes) {
    if (run === 4) {
      for (let more = byte; more; more--) found.push(before);
      [before, run] = [-1, 0];
    } else {
      run = byte === before ? run + 1 : 1;
      before = byte;
      found.push(byte);
    }
  }
  return Uint8Array.from(found);
}

function decompressed(bytes) {
  const bits = bitReader(bytes);
  bits.number(24); // BZh
  const largest = (bits.number(8) - 48) * 100000;
  const blocks = [];
  while (bits.number(48) === 0x314159265359) {
    bits.number(33); // the checksum, and a flag that is never set
    const origin = bits.number(24);
    blocks.push(repeated(unsorted(lastColumn(bits, largest), origin)));
  }
  return new Response(new Blob(blocks));
}
