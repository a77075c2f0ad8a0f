// The passages that answer a question, the best first. A term weighs more if fewer passages have it.
function ranker(base, index, rules) {
  const { common, max_weighed, elsewhere, as_typed, in_notes, noted, weak } = rules.ranking;
  const { boosts, suitable, claim_kinds } = rules.ranking;
  const strongColumns = rules.ranking.strong_columns.split(" ");
  const masked = (rows) => new Set(rows);

  function weighedTerms(terms, filter) {
    const known = terms.filter((term) => term.expression);
    const rows = known.map((term) => index.rows(term.expression, filter, common + 1));
    const rare = known.filter((_, at) => rows[at].length <= common).map((term) => term.expression);
    return known.map((term, at) => {
      let [found, expression] = [rows[at], term.expression];
      let often = found.length;
      if (often > common) {
        often = Math.max(often, Math.floor((index.size * often) / Math.max(found.at(-1), 1)));
        if (rare.length) {
          expression = { and: [expression, { or: rare }] };
          found = index.rows(expression, filter, common + 1);
        }
      }
      const strong = index.rows({ columns: strongColumns, of: expression }, filter, common + 1);
      const literal = term.named.length ? index.rows(index.phrase(term.text), filter, common + 1) : [];
      const weight = Math.log(1 + index.size / Math.max(often, 1)) * (term.weak ? weak : 1);
      return { term, weight, passages: masked(found), strong: masked(strong), literal: masked(literal) };
    });
  }

  function scored(weighed) {
    const [scores, terms] = [new Map(), new Map()];
    const add = (row, weight) => scores.set(row, (scores.get(row) || 0) + weight);
    weighed.forEach(({ weight, passages, strong, literal }, n) => {
      for (const row of passages) {
        add(row, weight * elsewhere);
        if (!terms.has(row)) terms.set(row, new Set());
        terms.get(row).add(n);
      }
      for (const row of strong) add(row, weight * (1 - elsewhere));
      for (const row of literal) if (scores.has(row)) add(row, weight * as_typed);
    });
    return { scores, terms };
  }

  function bestOf(scores) {
    const rows = [...scores.keys()].sort((a, b) => a - b);
    if (rows.length <= max_weighed) return rows;
    const least = [...scores.values()].sort((a, b) => b - a)[max_weighed];
    return rows.filter((row) => scores.get(row) >= least);
  }

  // The terms that the source notes or the event of each claim have.
  function termsAround(rows, terms) {
    const [found, events] = [new Map(), new Map()];
    const add = (id, numbers) => found.set(id, new Set([...(found.get(id) || []), ...numbers]));
    for (const { n, kind, id } of rows) {
      if (kind === "note") add(id, terms.get(n));
      else if (kind === "event") events.set(id, terms.get(n));
    }
    for (const [claim, event] of base.eventOf) if (events.has(event)) add(claim, events.get(event));
    return found;
  }

  function suits(intent, entry) {
    if (intent === "when") return entry.days[0] !== null && index.hasNumber(entry.n);
    return intent in claim_kinds && entry.kind === "claim" && base.facets[entry.n - 1].has(`k${claim_kinds[intent]}`);
  }

  function rankedPassages(weighed, intent) {
    const strong = weighed.map((_, n) => n).filter((n) => !weighed[n].term.weak);
    const needed = strong.length ? strong : weighed.map((_, n) => n);
    const sum = (numbers) => numbers.reduce((total, n) => total + weighed[n].weight, 0);
    const all = sum(needed) || 1;
    // The share of the weight that a passage has, with a part of it for the terms in its notes.
    function share(own, more) {
      const counted = needed.filter((n) => own.has(n) || more.includes(n));
      return counted.reduce((total, n) => total + weighed[n].weight * (own.has(n) ? 1 : noted), 0) / all;
    }
    const { scores, terms } = scored(weighed);
    const rows = bestOf(scores).map((n) => base.entries[n - 1]);
    const around = termsAround(rows, terms);
    const named = new Set(weighed.flatMap(({ term }) => term.named.map(({ kind, id }) => `${kind} ${id}`)));
    const found = rows.map(({ n, kind, id, weight }) => {
      const own = terms.get(n);
      const beside = kind === "claim" ? [...(around.get(id) || [])].filter((each) => !own.has(each)) : [];
      const more = beside.sort((a, b) => a - b);
      const covered = share(own, more);
      let score = scores.get(n) + in_notes * sum(more);
      const boost = boosts[intent]?.[kind] ?? 1;
      score = score * weight * (0.5 + covered / 2) * boost * (suits(intent, base.entries[n - 1]) ? suitable : 1);
      return { n, kind, id, score, covered, isNamed: named.has(`${kind} ${id}`) };
    });
    return found.sort((a, b) => b.score - a.score || a.n - b.n);
  }

  return { weighedTerms, rankedPassages };
}

// How much the phrasings of a record are like a question: the share of the weight of both that they have in common.
function likenesses(base, phrasings, rules, { contentStems, weakStems, intent }) {
  const concept = (form) => (base.groupOf.has(form) ? `#${base.groupOf.get(form)}` : form);
  const weightOf = (form) => (weakStems.has(form) ? rules.little : rules.other);
  const sum = (weights) => [...weights.values()].reduce((total, each) => total + each, 0);

  return (records, typed, weights) => {
    const known = records.filter(({ kind, id }) => rules.asked.includes(kind) && phrasings.has(`${kind} ${id}`));
    const weight = new Map();
    for (const [word, number] of weights) for (const stem of contentStems(word)) weight.set(stem, number);
    const asked = new Map();
    for (const form of new Set(contentStems(typed))) asked.set(concept(form), weight.get(form) ?? weightOf(form));
    const whole = sum(asked);
    const found = new Map();
    for (const { kind, id } of known) {
      for (const { words: forms } of phrasings.get(`${kind} ${id}`).filter(fits(intent(typed)))) {
        const words = new Map(forms.map((form) => [form, asked.get(form) ?? weightOf(form)]));
        const both = [...words].reduce((total, [form, number]) => total + (asked.has(form) ? number : 0), 0);
        const like = (2 * both) / (sum(words) + whole);
        found.set(`${kind} ${id}`, Math.max(like, found.get(`${kind} ${id}`) || 0));
      }
    }
    return found;
  };
}
