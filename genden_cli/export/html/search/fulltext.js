// The index of full-text search: it finds passages by expressions, and weighs them as SQLite does (bm25).
//
// An expression is a phrase, or others joined: {phrase: [stems]}, {or: […]}, {and: […]}, {not: [this, that]}, and
// {columns: […], of: expression}.
// `passages` have a text for each column.
function fullText(passages, columns, tokens) {
  const names = Object.keys(columns);
  const weights = Object.values(columns);
  const size = passages.length;
  const [ids, places, isNumber] = [new Map(), [], []];
  const [stream, rowAt, columnAt] = [[], [], []];
  const lengths = new Int32Array(size + 1);
  const dated = new Uint8Array(size + 1);

  function numberOf(stem) {
    if (!ids.has(stem)) {
      ids.set(stem, places.length);
      places.push([]);
      isNumber.push(/[0-9]/.test(stem));
    }
    return ids.get(stem);
  }

  // A number below 0 stands between columns: no phrase goes on there.
  function add(number, row, column) {
    stream.push(number);
    rowAt.push(row);
    columnAt.push(column);
  }

  passages.forEach((texts, at) => {
    texts.forEach((written, column) => {
      add(-1, at + 1, column);
      for (const { stem } of written ? tokens(written) : []) {
        const number = numberOf(stem);
        places[number].push(stream.length);
        lengths[at + 1]++;
        if (isNumber[number] && names[column] === "title") dated[at + 1] = 1;
        add(number, at + 1, column);
      }
    });
  });
  const average = lengths.reduce((sum, each) => sum + each, 0) / size;

  const phrases = new Map();
  function phrase(text, prefix = false) {
    const key = `${prefix ? "*" : "="}${text}`;
    if (!phrases.has(key)) phrases.set(key, { phrase: tokens(text).map((each) => each.stem), prefix });
    return phrases.get(key);
  }

  const follows = (at, wanted) => wanted.every((set, number) => set.has(stream[at + number + 1]));

  // The places where a phrase begins.
  function instances(node) {
    if (node.places) return node.places;
    const wanted = node.phrase.map((stem, number) => {
      const begun = node.prefix && number === node.phrase.length - 1;
      const found = begun ? [...ids.keys()].filter((each) => each.startsWith(stem)) : ids.has(stem) ? [stem] : [];
      return new Set(found.map((each) => ids.get(each)));
    });
    const first = wanted.length ? [...wanted[0]].flatMap((each) => places[each]) : [];
    node.places = wanted.length > 1 ? first.filter((at) => follows(at, wanted.slice(1))) : first;
    return node.places;
  }

  // The passages that an expression matches, as a mask. `within` are the columns that count.
  function mask(node, within = null) {
    const key = within ? within.join(" ") : "";
    node.masks ??= {};
    return (node.masks[key] ??= worked(node, within));
  }

  function worked(node, within) {
    if (node.columns) return mask(node.of, node.columns);
    const found = new Uint8Array(size + 1);
    if (node.phrase) {
      for (const at of instances(node)) if (!within || within.includes(names[columnAt[at]])) found[rowAt[at]] = 1;
      return found;
    }
    const masks = (node.or || node.and || node.not).map((each) => mask(each, within));
    if (node.or) for (const each of masks) for (let n = 1; n <= size; n++) found[n] |= each[n];
    else if (node.and) for (let n = 1; n <= size; n++) found[n] = masks.every((each) => each[n]) ? 1 : 0;
    else for (let n = 1; n <= size; n++) found[n] = masks[0][n] && !masks[1][n] ? 1 : 0;
    return found;
  }

  // The first passages that match, in order of time. `filter` tells which may.
  function rows(node, filter, most = Infinity) {
    const matched = node ? mask(node) : null;
    const found = [];
    for (let n = 1; n <= size && found.length < most; n++) {
      if ((!matched || matched[n]) && (!filter || filter(n))) found.push(n);
    }
    return found;
  }

  function* phrasesIn(node, within = null) {
    if (node.columns) yield* phrasesIn(node.of, node.columns);
    else if (node.phrase) yield { node, within };
    else for (const each of node.or || node.and || node.not.slice(0, 1)) yield* phrasesIn(each, within);
  }

  // How well each of the passages matches: more is better, as opposed to SQLite.
  function weigh(node, found) {
    const total = new Float64Array(size + 1);
    const asked = new Set(found);
    for (const { node: each, within } of phrasesIn(node)) {
      const frequency = new Map();
      const every = new Set();
      for (const at of instances(each)) {
        if (within && !within.includes(names[columnAt[at]])) continue;
        const n = rowAt[at];
        every.add(n);
        if (asked.has(n)) frequency.set(n, (frequency.get(n) || 0) + weights[columnAt[at]]);
      }
      let rare = Math.log((size - every.size + 0.5) / (every.size + 0.5));
      if (rare <= 0) rare = 1e-6;
      for (const [n, often] of frequency) {
        const long = 1.2 * (1 - 0.75 + (0.75 * lengths[n]) / average);
        total[n] += rare * ((often * (1.2 + 1)) / (often + long));
      }
    }
    return total;
  }

  const stands = (node) => instances(node).length > 0;
  const count = (node) => mask(node).reduce((sum, each) => sum + each, 0);
  // Whether the sentence or the title of a passage has a number.
  const hasNumber = (n) => dated[n] === 1;
  return { phrase, mask, rows, weigh, stands, count, hasNumber, size };
}

// The records of a base, and what is known of each passage.
function readBase(base, rules, { normalize, stem, nameStem, romanize, stems, spaced, hasUnspaced, wordsWritten }) {
  const sections = recordIds(base);
  const sectionOf = { claim: "claims", note: "claims", event: "events", person: "people", source: "sources" };
  const kindOf = rules.question.kinds;
  const records = summed(base.records);
  const days = base.days.map(([first, length]) => [first, length === null ? null : (first ?? 0) + length]);
  const entries = base.kinds.map((number, at) => {
    const kind = rules.kinds[number];
    const id = sections[sectionOf[kind]][records[at]];
    return { n: at + 1, kind, id, days: days[base.days_of[at]] };
  });
  const whole = entries.filter((each) => each.kind !== "note");
  const entryOf = new Map(whole.map((each) => [`${each.kind} ${each.id}`, each]));
  const eventOf = new Map(sections.claims.map((id, at) => [id, sections.events[base.events[at]] ?? null]));
  const facets = readFacets(base, entries, entryOf, rules.facets);
  const passages = passageTexts(base, entries, facets, { sections, kindOf }, rules);
  for (const each of entries) each.weight = weightOf(each.kind, passages[each.n - 1][0]);
  return { sections, kindOf, entries, entryOf, eventOf, facets, passages, ...readNames(), ...readWords() };

  // A hit in a short title counts more.
  function weightOf(kind, title) {
    const { weights, short_title: short, no_title: none } = rules.entries;
    const length = title ? Array.from(spaced(title)).length : none;
    return (weights[kind] ?? 1) * (1 + short / (short + length));
  }

  function readNames() {
    const labels = {};
    for (const [section, ids] of Object.entries(sections)) {
      const seen = new Set();
      const named = (id, at) => [...shownNames(kindOf[section], id), ...(base.labels[section]?.[at] || [])];
      const given = ids.map((id, at) => [id, named(id, at)]);
      labels[section] = [...given, ...ids.map((id) => [id, [id]])].flatMap(([id, spellings]) =>
        spellings.flatMap((spelling) => {
          const folded = normalize(spelling);
          if (seen.has(`${folded} ${id}`)) return [];
          seen.add(`${folded} ${id}`);
          return [{ section, id, spelling, folded }];
        }),
      );
      labels[section].sort((a, b) => compared(a.folded, b.folded) || compared(a.id, b.id));
    }
    for (const each of labels.people) each.heard = romanize(each.spelling);
    return { labels, nameForms: nameForms(labels, { stem, nameStem }) };
  }

  function readWords() {
    const { inflected, plain } = wordsWritten(passages.flat());
    const forms = new Map();
    for (const word of inflected) {
      const form = stem(word.replaceAll("-", ""));
      if (!forms.has(form)) forms.set(form, []);
      forms.get(form).push(word);
    }
    const groups = new Map(Object.entries(base.groups).map(([number, entries]) => [Number(number), entries]));
    const groupOf = new Map();
    for (const [number, entries] of groups) {
      for (const entry of entries) {
        const form = stems(entry).join(" ");
        if (!groupOf.has(form)) groupOf.set(form, number);
      }
    }
    const wordsWith = (form) => (forms.get(form) || []).slice(0, rules.question.max_forms);
    return { wordsWith, plain, groups, groupOf, hasUnspaced };
  }
}

const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Names and titles as stems; of people also each word alone.
function nameForms(labels, { stem, nameStem }) {
  const found = new Map();
  const add = (form, section, id, isWhole) => {
    if (!found.has(form)) found.set(form, new Map());
    const key = `${section} ${id}`;
    if (!found.get(form).get(key)?.isWhole) found.get(form).set(key, { section, id, isWhole });
  };
  for (const section of ["events", "people", "sources"]) {
    for (const { id, folded } of labels[section]) {
      const parts = wordsOf(folded).map(section === "people" ? nameStem : stem);
      add(parts.join(" "), section, id, true);
      if (section === "people" && parts.length > 1) {
        for (const part of parts) if (part.length > 1) add(part, section, id, false);
      }
    }
  }
  return new Map(
    [...found].map(([form, rows]) => {
      const sorted = [...rows.values()].sort((a, b) => compared(a.section, b.section) || compared(a.id, b.id));
      return [form, sorted];
    }),
  );
}

// The facets of each passage. A source note has those of its claim too, a claim the sources and stances of its notes.
function readFacets(base, entries, entryOf, { inherited, source, stance }) {
  const found = base.facets.map((row) => new Set(wordsOf(row)));
  for (const { n, kind, id } of entries) {
    if (kind !== "note") continue;
    const own = found[n - 1];
    const ofClaim = found[entryOf.get(`claim ${id}`).n - 1];
    const [speaker, says] = [source, stance].map((letter) => [...own].find((each) => each[0] === letter));
    for (const each of ofClaim) if (inherited.includes(each[0])) own.add(each);
    own.add(speaker + says);
    for (const each of [speaker, says, speaker + says]) ofClaim.add(each);
  }
  return found;
}
