// The search of the page. It reads what genden exports, and answers as `genden search` does.
function searchEngine(data) {
  const { rules } = data;
  const text = textTools(rules);
  const tokens = (written) => tokensOf(text.spaced(written), rules.separators);
  const base = readBase(data.base, rules, text);
  const index = fullText(base.passages, rules.columns, tokens);
  const answer = answering(base, index, rules, text, readPhrasings(data.base, base, text));
  const parse = queryParser(rules.query);
  const compile = queryCompiler(base, data.base, index, rules, text);
  const address = whole(rules.query.address);
  const [lead, tracking, copy] = [rules.query.lead, rules.query.tracking, rules.query.copy].map(pattern);
  const addressKey = (typed) => {
    const [plain] = typed.trim().replace(copy, "").replace(lead, "").split("#");
    return text.casefold(plain.replace(tracking, "").replace(/[?&/]+$/, ""));
  };
  const asTyped = { leftOut: [], unknown: [], corrected: [], terms: [] };
  const nothing = { question: asTyped, words: null, isRanked: true, isPartial: false };

  function sourcesAt(typed) {
    const wanted = addressKey(typed);
    const isAt = (id, at) => data.base.addresses[at]?.includes(wanted) || shownLinks(id).some((each) => addressKey(each) === wanted);
    const entries = base.sections.sources.filter(isAt).map((id) => base.entryOf.get(`source ${id}`));
    return entries.sort((a, b) => a.n - b.n).map((each) => ({ ...each, matched: "name", covered: 1 }));
  }

  function answered(groups) {
    const typed = groups.flat().filter((term) => !term.field).map((term) => term.text).join(" ");
    const filter = compile(groups.filter(([term]) => term.field))?.filter ?? null;
    if (address.test(typed.trim())) {
      const passages = sourcesAt(typed);
      if (passages.length || !index.stands(index.phrase(typed))) return { ...nothing, passages };
    }
    return answer(typed, filter);
  }

  function matched(groups) {
    const query = compile(groups);
    if (!query) return { ...nothing, passages: [] };
    const rows = index.rows(query.words, query.filter, rules.limit + 1);
    const plain = rows.length ? null : asQuestion(groups);
    if (plain) return answered(plain);
    const isRanked = rows.length <= rules.limit && query.words !== null;
    if (isRanked && rows.length) weigh(rows, query.words, groups);
    const passages = rows.map((n) => ({ ...base.entries[n - 1], matched: "words" }));
    return { ...nothing, words: query.words, isRanked, passages };
  }

  // A record whose name equals the query comes first.
  function weigh(rows, words, groups) {
    const typed = groups.flat().filter((term) => !term.field && !term.negated).map((term) => term.text).join(" ");
    const called = new Set(recordsNamed(base, text, typed).map(({ kind, id }) => `${kind} ${id}`));
    const weights = index.weigh(words, rows);
    const entry = (n) => base.entries[n - 1];
    const isCalled = (n) => called.has(`${entry(n).kind} ${entry(n).id}`);
    const weight = (n) => weights[n] * entry(n).weight;
    rows.sort((a, b) => isCalled(b) - isCalled(a) || weight(b) - weight(a) || a - b);
  }

  function phrasesIn(node) {
    if (!node || node.phrase) return node ? [node] : [];
    return (node.or || node.and || (node.not ? node.not.slice(0, 1) : [node.of])).flatMap(phrasesIn);
  }

  // Return a function that gives a text in pieces, [text, whether it matches], for the words of an answer.
  function marker(words) {
    const phrases = phrasesIn(words).filter(({ phrase }) => phrase.length);
    phrases.sort((a, b) => b.phrase.length - a.phrase.length);
    const isSingle = ({ phrase, prefix }) => phrase.length === 1 && !prefix;
    const single = new Set(phrases.filter(isSingle).map(({ phrase }) => phrase[0]));
    const others = phrases.filter((each) => !isSingle(each));
    const fits = (stem, token, isBegun) => token?.stem === stem || (isBegun && token?.stem.startsWith(stem));
    const begins = (found, at) => ({ phrase, prefix }) =>
      phrase.every((stem, n) => fits(stem, found[at + n], prefix && n === phrase.length - 1));
    const lengthAt = (found, at) =>
      others.find(begins(found, at))?.phrase.length ?? (single.has(found[at].stem) ? 1 : 0);

    return (written) => {
      const [spaced, found, pieces] = [text.spaced(written), tokens(written), []];
      let done = 0;
      const add = (start, end, matches) => {
        const piece = spaced.slice(start, end).replaceAll("\u200b", "");
        if (piece) pieces.push([piece, matches]);
      };
      for (let at = 0; at < found.length; at++) {
        const length = lengthAt(found, at);
        if (!length) continue;
        add(done, found[at].start, false);
        add(found[at].start, found[at + length - 1].end, true);
        done = found[at + length - 1].end;
        at += length - 1;
      }
      add(done, spaced.length, false);
      return pieces.length ? pieces : [["", false]];
    };
  }

  const { best_first, too_many, by_time } = rules.orders;
  const orderOf = ({ isRanked, words }) => (isRanked ? best_first : words ? too_many : by_time);

  // The passages that match a query, the best first, and how its words were read. `fields` narrow it.
  function search(query, fields = "") {
    const groups = [...parse(query), ...parse(fields)];
    const found = isQuestion(groups) ? answered(groups) : matched(groups);
    return { ...found, order: orderOf(found) };
  }

  const facetsOf = (n) => base.facets[n - 1];
  const textsOf = (n) => base.passages[n - 1];
  const { sections, entryOf } = base;
  return { search, marker, facetsOf, textsOf, entryOf, sections, apart: new Set(summed(data.base.apart)), limit: rules.limit };
}
