// The answers to a question: first what it names, then passages that are like a phrasing, then those with its words.
function answering(base, index, rules, text, phrasings) {
  const { few, like, lift, max_compared } = rules.answers;
  const readQuestion = questionReader(base, index, rules, text);
  const { weighedTerms, rankedPassages } = ranker(base, index, rules);
  const likeness = likenesses(base, phrasings.concepts, rules.phrasings, text);
  const keyOf = ({ kind, id }) => `${kind} ${id}`;
  const isWhole = ({ covered }) => covered > 0.999;

  function byFrequency(only, ranked) {
    const weights = index.weigh(only.term.expression, ranked.map((each) => each.n));
    const order = ranked
      .map((each) => ({ n: each.n, weight: weights[each.n] * base.entries[each.n - 1].weight }))
      .sort((a, b) => b.weight - a.weight || a.n - b.n);
    const place = new Map(order.map(({ n }, number) => [n, number]));
    return ranked.map((each) => ({ ...each, score: 1 / (2 + place.get(each.n)) }));
  }

  function withAllWords(weighed, filter) {
    const every = { and: weighed.map((each) => each.term.expression) };
    const rows = index.rows(every, filter, rules.ranking.common + 1);
    if (!rows.length || rows.length > rules.ranking.common) {
      return [rows.length ? rows : [...weighed[0].passages].sort((a, b) => a - b), []];
    }
    const found = new Set(rows);
    const strong = (each) => new Set([...each.strong].filter((n) => found.has(n)));
    return [rows, weighed.map((each) => ({ ...each, passages: found, strong: strong(each) }))];
  }

  function byPhrasings(ranked, typed, weights) {
    const alike = likeness(ranked.slice(0, max_compared), typed, weights);
    const found = ranked.map((each) => {
      const near = alike.get(keyOf(each)) || 0;
      const matched = near >= like ? "phrasing" : each.isNamed ? "name" : "words";
      const more = matched === "phrasing" ? lift * near : near * near;
      return { ...each, matched, score: each.score * (1 + more), covered: near >= like ? 1 : each.covered };
    });
    const rank = (each) => (each.matched === "phrasing" ? 0 : 2) + (isWhole(each) ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b) || b.score - a.score || a.n - b.n);
  }

  function first(typed, question) {
    const found = phrasings.askedAs(typed).map((each) => ({ ...each, matched: "phrasing" }));
    found.push(...recordsNamed(base, text, typed).map((each) => ({ ...each, matched: "name" })));
    const strong = question.terms.filter((term) => !term.weak);
    if (strong.length && strong.every((term) => term.named.length)) {
      for (const term of strong) found.push(...term.named.map((each) => ({ ...each, matched: "name" })));
    }
    return found;
  }

  function inOrder(firsts, ranked, filter) {
    const known = new Map(ranked.map((each) => [keyOf(each), each]));
    const done = new Map();
    for (const each of firsts) {
      const entry = base.entryOf.get(keyOf(each));
      const found = known.get(keyOf(each)) || (entry && (!filter || filter(entry.n)) ? entry : null);
      if (found && !done.has(found.n)) done.set(found.n, { ...found, matched: each.matched, covered: 1 });
    }
    return [...done.values(), ...ranked.filter((each) => !done.has(each.n))];
  }

  function enough(ranked) {
    const complete = ranked.filter(isWhole);
    return new Set(complete.map((each) => each.id)).size < few ? ranked : complete;
  }

  return (typed, filter) => {
    const question = readQuestion(typed);
    let weighed = weighedTerms(question.terms, filter);
    const words = { or: weighed.map((each) => each.term.expression) };
    if (weighed.length && weighed.every((each) => each.passages.size > rules.ranking.common)) {
      let rows;
      [rows, weighed] = withAllWords(weighed, filter);
      if (!weighed.length) {
        const passages = rows.map((n) => ({ ...base.entries[n - 1], matched: "words", covered: 1 }));
        return { question, passages, words, isRanked: false, isPartial: false };
      }
    }
    let ranked = rankedPassages(weighed, question.intent);
    const isOneWord = weighed.length === 1 && !weighed[0].term.named.length;
    if (isOneWord && !question.intent) ranked = byFrequency(weighed[0], ranked);
    const weights = new Map(weighed.map((each) => [each.term.text, each.weight]));
    ranked = byPhrasings(ranked, typed, weights);
    const passages = inOrder(first(typed, question), enough(ranked), filter);
    return { question, passages, words, isRanked: true, isPartial: !passages.some(isWhole) };
  };
}

// The records whose name, title or id equals a text in normalized form.
function recordsNamed(base, { normalize }, typed) {
  const folded = normalize(typed);
  const sections = ["claims", "events", "people", "sources"];
  const found = sections.flatMap((section) => base.labels[section].filter((each) => each.folded === folded));
  return found.slice(0, 20).map(({ section, id }) => ({ kind: base.kindOf[section], id }));
}

// The phrasings of records: by what they ask, and by record with one form for the words of a group.
// A phrasing that asks for a place does not fit a question that asks for a date.
function readPhrasings(data, base, { contentStems, normalize, intent }) {
  const [byForm, concepts] = [new Map(), new Map()];
  const keyOf = (typed) => unique(contentStems(typed)).sort(compared).join(" ") || normalize(typed);
  for (const [section, records] of Object.entries(data.asked)) {
    const kind = base.kindOf[section];
    for (const [at, texts] of Object.entries(records)) {
      if (!texts.length) continue;
      const asking = texts.map((each) => ({ form: keyOf(each), intent: intent(each) }));
      const id = base.sections[section][at];
      for (const each of asking) {
        if (!byForm.has(each.form)) byForm.set(each.form, []);
        byForm.get(each.form).push({ kind, id, intent: each.intent });
      }
      const same = (form) => (base.groupOf.has(form) ? `#${base.groupOf.get(form)}` : form);
      const words = ({ form }) => unique(form.split(" ").map(same)).sort(compared);
      concepts.set(`${kind} ${id}`, asking.map((each) => ({ words: words(each), intent: each.intent })));
    }
  }
  const ordered = (a, b) => compared(a.kind, b.kind) || compared(a.id, b.id);
  const askedAs = (typed) => {
    const found = (byForm.get(keyOf(typed)) || []).filter(fits(intent(typed)));
    const once = new Map(found.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]));
    return [...once.values()].sort(ordered).slice(0, 20);
  };
  return { concepts, askedAs };
}

// What tells whether a phrasing asks for the same as a question, as far as both say what they ask for.
// A phrasing that is answered by yes or no tells who, when and where too.
const fits = (asked) => ({ intent }) => !asked || [null, "whether", asked].includes(intent);
