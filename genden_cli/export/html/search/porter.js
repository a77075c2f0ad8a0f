// The tokens of full-text search, as SQLite makes them: words without accents, and their stems by Porter's algorithm of
// 1980.
const isVowel = (letter, afterConsonant) => "aeiou".includes(letter) || (afterConsonant && letter === "y");

// Return the end of the first vowels and consonants from a place on, or 0.
function measure(word, start, afterConsonant) {
  let [at, consonant] = [start, afterConsonant];
  for (; at < word.length; at++) {
    consonant = !isVowel(word[at], consonant);
    if (!consonant) break;
  }
  for (at++; at < word.length; at++) {
    consonant = !isVowel(word[at], consonant);
    if (consonant) return at + 1;
  }
  return 0;
}

function measures(word) {
  const first = measure(word, 0, false);
  return first ? 1 + (measure(word, first, true) > 0) : 0;
}

const hasVowel = (word) => [...word].some((letter, at) => isVowel(letter, at > 0));

function isShort(word) {
  if ("wxy".includes(word.at(-1))) return false;
  let [mask, consonant] = [0, false];
  for (const letter of word) {
    consonant = !isVowel(letter, consonant);
    mask = (mask << 1) + consonant;
  }
  return (mask & 7) === 5;
}

// The steps of the algorithm: suffixes and what stands in their place. Of each step the first that fits counts.
const steps = (text) => text.split(" ").map((pair) => pair.split("="));
const SECOND = steps(
  "ational=ate tional=tion enci=ence anci=ance izer=ize logi=log bli=ble alli=al entli=ent eli=e ousli=ous " +
    "ization=ize ation=ate ator=ate alism=al iveness=ive fulness=ful ousness=ous aliti=al iviti=ive biliti=ble",
);
const THIRD = steps("ical=ic ness= icate=ic iciti=ic ful= ative= alize=al");
const FOURTH = steps(
  "al= ance= ence= er= ic= able= ible= ant= ement= ment= ent= ion= ou= ism= ate= iti= ous= ive= ize=",
);

function replaced(word, suffixes, least) {
  const found = suffixes.find(([suffix]) => word.length > suffix.length && word.endsWith(suffix));
  if (!found) return word;
  const stem = word.slice(0, -found[0].length);
  const fits = measures(stem) >= least && (found[0] !== "ion" || "st".includes(stem.at(-1)));
  return fits ? stem + found[1] : word;
}

function withoutPlural(word) {
  if (!word.endsWith("s")) return word;
  if ((word.length > 4 && word.endsWith("sses")) || (word.length > 3 && word.endsWith("ies"))) return word.slice(0, -2);
  return word.at(-2) === "s" ? word : word.slice(0, -1);
}

function withoutTense(word) {
  if (word.length > 3 && word.endsWith("eed")) return word.slice(0, measures(word.slice(0, -3)) ? -1 : undefined);
  const length = word.length > 2 && word.endsWith("ed") ? 2 : word.length > 3 && word.endsWith("ing") ? 3 : 0;
  if (!length || !hasVowel(word.slice(0, -length))) return word;
  const stem = word.slice(0, -length);
  if (stem.length > 2 && /(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  const last = stem.at(-1);
  if (!isVowel(last, false) && !"lsz".includes(last) && last === stem.at(-2)) return stem.slice(0, -1);
  return measures(stem) === 1 && isShort(stem) ? `${stem}e` : stem;
}

const shortened = new Map();
function porter(token) {
  if (!shortened.has(token)) shortened.set(token, porterOf(token));
  return shortened.get(token);
}

// SQLite counts bytes.
function porterOf(token) {
  const bytes = isAscii(token) ? token.length : new TextEncoder().encode(token).length;
  if (bytes < 3 || bytes > 64) return token;
  let word = withoutTense(withoutPlural(token));
  if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = `${word.slice(0, -1)}i`;
  word = replaced(replaced(replaced(word, SECOND, 1), THIRD, 1), FOURTH, 2);
  const rest = word.slice(0, -1);
  if (word.endsWith("e") && (measures(rest) > 1 || (measures(rest) === 1 && !isShort(rest)))) word = rest;
  return word.length > 1 && word.endsWith("ll") && measures(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

const TOKEN = /[\p{L}\p{N}\p{Co}\p{So}\u0300-\u0331]+/gu;

function letterOf(each) {
  const base = each.normalize("NFD")[0];
  return /[a-z]/i.test(base) ? base.toLowerCase() : each.toLowerCase();
}

// Return the tokens of a text, each with its place. `separators` are signs that divide words.
function tokensOf(text, separators) {
  const found = [];
  const parted = Array.from(text, (each) => (separators.includes(each) ? " " : each)).join("");
  for (const each of parted.matchAll(TOKEN)) {
    const skipped = each[0].match(/^[\u0300-\u0331]*/)[0].length;
    const written = each[0].slice(skipped);
    if (!written) continue;
    const letters = isAscii(written)
      ? written.toLowerCase()
      : Array.from(written.replace(/[\u0300-\u0331]/g, ""), letterOf).join("");
    found.push({ stem: porter(letters), start: each.index + skipped, end: each.index + each[0].length });
  }
  return found;
}
