// The text of a search: letters, words and stems, by the rules that genden exports. This file has no words of its own.
const pattern = ([source, flags]) => new RegExp(source, flags);
const whole = ([source, flags]) => new RegExp(`^(?:${source})$`, flags.replace("g", ""));
const isAscii = (text) => !/[^\x00-\x7f]/.test(text);
const isAlphabetic = (text) => /^\p{L}+$/u.test(text);
const hasLetter = (text) => /[\p{L}\p{N}]/u.test(text);
const wordsOf = (text) => text.split(/\s+/u).filter(Boolean);
const listOf = (text) => new Set(wordsOf(text));
const unique = (values) => [...new Set(values)];

// The numbers of which each stands as its distance from the one before.
function summed(gaps = []) {
  let number = 0;
  return gaps.map((gap) => (number += gap));
}

function classOf(ranges) {
  const hex = (code) => `\\u{${code.toString(16)}}`;
  let text = "";
  for (let n = 0; n < ranges.length; n += 2) text += `${hex(ranges[n])}-${hex(ranges[n + 1])}`;
  return new RegExp(`[${text}]`, "gu");
}

// Letters as they are compared: without case, accents and signs.
function folding({ cased, selectors, letters }) {
  const selector = classOf(selectors);
  const foldedLetter = (each) => cased[each] ?? each.toUpperCase().toLowerCase();
  const casefold = (text) => (isAscii(text) ? text.toLowerCase() : Array.from(text, foldedLetter).join(""));

  // A mark that Unicode moves past another mark has a place in the order of marks, as accents have, and no vowel has.
  const isMoved = (marks) => marks.normalize("NFD") !== marks;
  const known = new Map();
  function isAccent(mark) {
    if (!known.has(mark)) known.set(mark, isMoved(`${mark}\u0334`) || isMoved(`\u0345${mark}`));
    return known.get(mark);
  }

  function normalize(text) {
    const folded = casefold(text);
    if (isAscii(folded)) return (folded.match(/[0-9a-z]+/g) || []).join(" ");
    const bare = folded.normalize("NFKD").replace(/\p{M}/gu, (mark) => (isAccent(mark) ? "" : mark)).replace(selector, "").replace(/\p{Cf}/gu, "");
    const plain = Array.from(casefold(bare), (each) => letters[each] ?? each).join("");
    return wordsOf(plain.replace(/[^\p{L}\p{N}\p{M}]/gu, " ")).join(" ");
  }
  return { casefold, normalize };
}

// One form for the inflections of a word.
function stemming(rules, { normalize }) {
  const irregular = new Map();
  for (const line of rules.irregular.split("|")) {
    const [first, ...others] = line.split(" ");
    for (const each of [first, ...others]) irregular.set(each, first);
  }
  // The suffixes of a stage stand under their last letters, the longest first.
  const stages = (all) =>
    all.map((each) => {
      const suffixes = {};
      for (const text of each.suffixes.split(" ")) {
        const pair = text.split("=");
        (suffixes[pair[0].at(-1)] ??= []).push(pair);
      }
      return { ...each, suffixes };
    });
  const [english, cyrillic] = [stages(rules.english), stages(rules.cyrillic)];
  const [vowels, doubled] = [new Set(rules.vowels), new Set(rules.doubled)];
  const [thousands, silentE] = [whole(rules.thousands), whole(rules.silent_e)];
  const hasVowel = (stem, from) => Array.from(stem.slice(from)).some((each) => vowels.has(each));
  const isStem = (stem, { least, vowel, not_after }) =>
    stem.length >= least && !not_after.includes(stem.at(-1)) && (!vowel || hasVowel(stem, vowel - 1));

  function shorten(word, stage) {
    for (const [suffix, replacement] of stage.suffixes[word.at(-1)] || []) {
      const stem = word.slice(0, word.length - suffix.length);
      if (word.endsWith(suffix) && isStem(stem, stage)) return stem + replacement;
    }
    return word;
  }

  // A word with one consonant in place of two equal ones at its end.
  const single = (word) => (doubled.has(word.at(-1)) && word.at(-2) === word.at(-1) ? word.slice(0, -1) : word);

  function withoutPossessive(word) {
    const ending = rules.possessives.find((each) => word.endsWith(each)) || "";
    return word.slice(0, word.length - ending.length);
  }

  function ofEnglish(typed) {
    let word = irregular.get(typed) ?? typed;
    if (word.length <= 2) return word;
    if (word.endsWith("ie")) word = `${word.slice(0, -2)}y`;
    const [plural, participle, ...others] = english;
    const uncut = shorten(word, plural);
    word = shorten(uncut, participle);
    word = others.reduce(shorten, irregular.get(word) ?? word);
    if (word.length < uncut.length && silentE.test(word)) word += "e";
    word = single(word);
    return word.length > 1 && word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
  }

  function stemOf(word) {
    if (/^[a-z]+$/i.test(word)) return ofEnglish(word.toLowerCase());
    if (thousands.test(word)) return word.replace(/[^\p{Nd}]/gu, "");
    const folded = normalize(withoutPossessive(word));
    if (/^[a-z]+$/.test(folded)) return ofEnglish(folded);
    if (!/^[\u0400-\u052f]+$/.test(folded)) return folded || word.trim();
    return single(cyrillic.reduce(shorten, folded));
  }

  const known = new Map();
  function stem(word) {
    if (!known.has(word)) known.set(word, stemOf(word));
    return known.get(word);
  }

  // The stem of a word in a name: of English endings only "'s" and "s" go.
  function nameStem(word) {
    const folded = normalize(withoutPossessive(word));
    return /^[a-z]+$/.test(folded) ? shorten(folded, english[0]) : stem(word);
  }
  return { stem, nameStem, isIrregular: (word) => irregular.has(word) };
}

// Names in Latin letters, in the form that the conventions of spelling share.
function romanizing(rules, { normalize }) {
  const [gaps, spelled] = rules.sounds;
  const heard = spelled.split("\n");
  const sounds = new Map(summed(gaps).map((code, at) => [String.fromCodePoint(code), heard[at]]));
  const marks = pattern(rules.marks);
  const conventions = rules.conventions.map(([source, common]) => [new RegExp(source, "g"), common]);
  const spell = (each) => sounds.get(rules.letters[each] ?? each) ?? rules.letters[each] ?? each;

  return (text) => {
    let plain = text.toLowerCase().replace(marks, "");
    if (!isAscii(plain)) plain = Array.from(plain.normalize("NFC"), spell).join("").replace(marks, "");
    plain = normalize(plain);
    for (const [convention, common] of conventions) plain = plain.replace(convention, common);
    return plain;
  };
}

// The words of a question: which of them count, and what it asks for.
function questionWords(rules, stop, { casefold }, stem) {
  const [asciiWord, word, sign] = [rules.ascii_word, rules.word, rules.sign].map(pattern);
  const [empty, weak, german, cues] = [stop.empty, stop.weak, stop.german, stop.german_cues].map(listOf);
  const outer = new Set(rules.outer);
  const isIn = (ranges) => (each) => ranges.some(([first, last]) => {
    const code = each.codePointAt(0);
    return first.codePointAt(0) <= code && code <= last.codePointAt(0);
  });
  const [unspaced, symbol] = [isIn(rules.unspaced), isIn(rules.symbols)];
  const isUnspaced = (text) => text !== "" && unspaced(text);
  const hasUnspaced = (text) => !isAscii(text) && Array.from(text).some(unspaced);
  const chinese = new RegExp(stop.chinese.join("|"), "gu");
  const content = (run) => wordsOf(run.replace(chinese, " "));
  const words = (text) => text.match(isAscii(text) ? asciiWord : word) || [];
  const stems = (text) => words(text).map(stem).filter(Boolean);
  const plainOf = (text) => casefold(text).replaceAll("’", "'");

  function strip(text) {
    const letters = Array.from(text);
    let [start, end] = [0, letters.length];
    while (start < end && outer.has(letters[start])) start++;
    while (end > start && outer.has(letters[end - 1])) end--;
    return letters.slice(start, end).join("");
  }

  // The stretches of a text in scripts without spaces, and the stretches between them.
  function runsOf(text) {
    const found = [];
    let before = null;
    for (const each of text) {
      const own = unspaced(each);
      if (own === before) found.push(found.pop() + each);
      else found.push(each);
      before = own;
    }
    return found;
  }

  function pieces(piece) {
    const bare = strip(piece) || piece;
    return (isAscii(bare) ? [bare] : runsOf(bare)).flatMap((run) => {
      if (isUnspaced(run)) return [run];
      const plain = strip(run);
      if (!isAscii(plain) && plain.search(sign) >= 0) return words(plain);
      return plain && hasLetter(plain) ? [plain] : [];
    });
  }

  function intent(text) {
    const found = words(casefold(text));
    const plain = ` ${found.join(" ")} `;
    const isYesOrNo = stop.yes_or_no.includes(found[0]);
    const asked = (cue) => (isUnspaced(cue) ? plain.includes(cue) : plain.includes(` ${cue} `));
    const may = (name) => !(isYesOrNo && stop.asked_first.includes(name));
    const name = stop.intents.find(([each, all]) => may(each) && all.some(asked))?.[0];
    const begun = stop.asked_first.includes(name) && stop.asked_first.includes(found[0]);
    return (begun ? found[0] : name) ?? (isYesOrNo ? "whether" : null);
  }

  function read(text) {
    const found = wordsOf(text).flatMap(pieces);
    const isGerman = found.some((each) => cues.has(plainOf(each)));
    const isEmpty = (each) => empty.has(plainOf(each)) || (isGerman && german.has(plainOf(each)));
    let kept = found.filter((each) => !isEmpty(each));
    if (!kept.length) kept = found;
    const leftOut = unique(kept.length === found.length ? [] : found.filter((each) => !kept.includes(each)));
    const counted = new Map();
    for (const each of kept) {
      const plain = !isUnspaced(each) && words(each).length === 1 && words(each)[0] === each;
      const made = { text: each, stem: plain ? stem(each) : "", weak: weak.has(plainOf(each)) };
      if (!counted.has(casefold(each))) counted.set(casefold(each), made);
    }
    return { words: [...counted.values()], leftOut, intent: intent(text) };
  }

  const contentStems = (text) =>
    read(text).words.flatMap((each) => {
      const parts = isUnspaced(each.text) ? content(each.text) : [];
      if (isUnspaced(each.text)) return parts.length ? parts : [each.text];
      return [each.stem || casefold(each.text)];
    });

  // A separator stands beside each sign, and after each character of a script without spaces.
  function spaced(text) {
    if (isAscii(text)) return text;
    let [made, before] = ["", ""];
    for (const each of text) {
      const other = before !== "" && unspaced(before);
      const joined = /[\p{L}\p{N}_]$/u.test(before) && ((unspaced(each) && !other) || symbol(each));
      if (other || joined || (before !== "" && symbol(before) && each.trim())) made += "\u200b";
      made += each;
      before = each;
    }
    return before !== "" && unspaced(before) ? `${made}\u200b` : made;
  }

  // The words of texts in small letters: those that have a stem, and those that a misspelt word may mean.
  function wordsWritten(texts) {
    const chunks = new Set(texts.flatMap((each) => (each ? wordsOf(each.toLowerCase()) : [])));
    const [inflected, plain] = [new Set(), new Set()];
    for (const chunk of chunks) {
      const found = words(chunk);
      if (found.length > 1 && chunk.includes("-")) found.push(found.join("-"));
      for (const each of found) if (each.length <= rules.longest_word && !hasUnspaced(each)) inflected.add(each);
      for (const each of casefold(chunk).match(/[\p{L}\p{Nl}\p{No}]{3,32}/gu) || []) if (!hasUnspaced(each)) plain.add(each);
    }
    return { inflected: [...inflected].sort(compared), plain: [...plain].sort(compared) };
  }

  const weakStems = new Set([...weak].map(stem));
  return { read, intent, words, stems, content, contentStems, isUnspaced, hasUnspaced, spaced, wordsWritten, weakStems };
}

function textTools(rules) {
  const fold = folding(rules.fold);
  const { stem, ...ofWords } = stemming(rules.stems, fold);
  const romanize = romanizing(rules.sounds, fold);
  return { ...fold, ...ofWords, stem, romanize, ...questionWords(rules.text, rules.stop, fold, stem) };
}

// The edit distance of two words, at most one more than `most`. A different first letter costs one more.
function editDistance(one, other, most) {
  const far = most + 1;
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return far;
  let [earlier, before] = [[], []];
  let row = Array.from({ length: other.length + 1 }, (_, n) => Math.min(n, far));
  for (let i = 1; i <= one.length; i++) {
    [earlier, before, row] = [before, row, Array(other.length + 1).fill(far)];
    row[0] = Math.min(i, far);
    for (let j = Math.max(i - most, 1); j <= Math.min(i + most, other.length); j++) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + differs);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], earlier[j - 2] + 1);
    }
  }
  return Math.min(row.at(-1) + (one[0] === other[0] ? 0 : 1), far);
}
