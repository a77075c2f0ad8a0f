// The query language: words, phrases, prefixes, fields, exclusion and OR. A query that cannot be read is an error that
// says why.
class QueryError extends Error {}

function queryParser({ term: source, or, max_length, fields }) {
  const parts = pattern(source);

  function term([, negated, name = "", written]) {
    let [field, text] = [name.toLowerCase(), written];
    if (field && !(field in fields)) {
      if (hasLetter(text[0]) || text[0] === '"') {
        throw new QueryError(`no field “${name}:”; fields are ${Object.keys(fields).join(", ")}`);
      }
      [field, text] = ["", `${name}:${text}`];
    }
    if (!field && text.toLowerCase() === "date:" && !negated) throw new QueryError("“date:” without a date");
    const phrase = text.startsWith('"');
    const bare = phrase ? text.replace(/^"+|"+$/g, "") : text;
    const prefix = !phrase && !field && bare.endsWith("*");
    return { text: prefix ? bare.replace(/\*+$/, "") : bare, field, negated: negated !== "", phrase, prefix };
  }

  const isJoin = (each) => each.text === or && !(each.field || each.negated || each.phrase || each.prefix);

  return (query) => {
    const most = max_length.toLocaleString("en");
    if (query.length > max_length) throw new QueryError(`a query has at most ${most} characters`);
    const found = [...query.matchAll(parts)].map(term);
    const groups = [];
    let joins = false;
    found.forEach((each, number) => {
      if (isJoin(each) && groups.length && !joins && number + 1 < found.length) joins = true;
      else if (joins) {
        groups.at(-1).push(each);
        joins = false;
      } else groups.push([each]);
    });
    return groups;
  };
}

const isPlain = ([term, ...others]) => !others.length && !(term.phrase || term.prefix || term.negated);

// Plain words and, beside them, nothing but fields that filter.
function isQuestion(groups) {
  const words = groups.filter((group) => !group[0].field || group.length > 1);
  const inQuotes = groups.flat().some(({ field, text }) => field === "in" && text.toLowerCase() === "quote");
  return words.length > 0 && !inQuotes && words.every(isPlain);
}

// The query without quotation marks, if it is then a question and has more than phrases.
function asQuestion(groups) {
  const isWord = ([term, ...others]) => !others.length && !term.field;
  const plain = groups.map((group) => (isWord(group) ? [{ ...group[0], phrase: false }] : group));
  const words = groups.filter(([term]) => !term.field);
  return isQuestion(plain) && !words.every(([term]) => term.phrase) ? plain : null;
}

// The values of fields, as facets that passages have.
function fieldResolver(base, data, rules, text) {
  const { normalize } = text;
  const quoted = (typed) => `“${typed}”`;

  function vocabularyWord(field, typed) {
    const { values } = rules.fields[field];
    if (values.includes(typed.toLowerCase())) return typed.toLowerCase();
    throw new QueryError(`no ${field} ${quoted(typed)}; it is one of ${values.join(", ")}`);
  }

  function places(typed) {
    const folded = normalize(typed);
    const length = (text) => Array.from(text).length;
    const found = folded ? data.places.filter(([, , place]) => place.includes(folded)) : [];
    if (!found.length) throw new QueryError(`no place ${quoted(typed)}`);
    found.sort((a, b) => length(a[2]) - length(b[2]) || a[0] - b[0]);
    return found.slice(0, rules.max_places).map(([n]) => n);
  }

  function tag(typed) {
    const found = data.tags.filter(([, , folded]) => folded === normalize(typed));
    const [best] = found.sort((a, b) => (a[1] !== typed) - (b[1] !== typed) || compared(a[1], b[1]));
    const tags = data.tags.map(([, name]) => name).join(", ");
    if (!best) throw new QueryError(`no tag ${quoted(typed)}; tags are ${tags}`);
    return best[0];
  }

  // A record by its id, its name, or words of its name; a person also by a name in another script.
  function record(section, typed) {
    const labels = base.labels[section];
    const folded = normalize(typed);
    const words = wordsOf(folded);
    const parts = [(word) => ` ${word}`, (word) => word];
    const forms = section === "people" ? [(word) => ` ${word} `, ...parts] : parts;
    const holding = (form) => labels.filter((each) => words.every((word) => ` ${each.folded} `.includes(form(word))));
    const tries = [
      () => labels.filter((each) => each.id === typed),
      () => labels.filter((each) => folded && each.folded === folded),
      ...forms.map((form) => () => (words.length ? holding(form) : [])),
      () => (section === "people" ? transliterations(base, text, typed) : []),
    ];
    for (const attempt of tries) {
      const ids = unique(attempt().map((each) => each.id));
      if (ids.length === 1) return ids[0];
      const few = ids.slice(0, 8).join(", ");
      if (ids.length) throw new QueryError(`${quoted(typed)} may be any of ${ids.length}: ${few}`);
    }
    throw new QueryError(`no ${section === "people" ? "person" : "source"} ${quoted(typed)}`);
  }

  return (field, typed) => {
    const { facet, names } = rules.fields[field];
    if (!names) return [facet + vocabularyWord(field, typed)];
    if (names === "tags") return [`${facet}${tag(typed)}`];
    if (names === "places") return places(typed).map((n) => facet + n);
    return [`${facet}${base.sections[names].indexOf(record(names, typed)) + 1}`];
  };
}

// Days as the base counts them: 1 January of the year 1 is day 1.
function dayNumber(year, month, day) {
  const [years, shifted] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leaps + Math.floor((153 * shifted + 2) / 5) + day - 306;
}

// The first and the last day of a date in EDTF: a year, a month, a day, or an interval; X stands for any digit.
function daysOf(typed) {
  const wrong = new QueryError(`“${typed}” is no date that this page reads: 1935, 1935-12, 193X, 1935/1937, >1936`);
  const filled = (text, digit) => Number(text.replaceAll("X", digit));

  function point(text) {
    const found = /^(-?\d{2}(?:\d{2}|\dX|XX))(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(text);
    if (!found) throw wrong;
    const [, year, month, day] = found;
    const [low, high] = year.startsWith("-") ? ["9", "0"] : ["0", "9"];
    const [from, to] = [filled(year, low), filled(year, high)];
    const [first, last] = month ? [Number(month), Number(month)] : [1, 12];
    const end = last === 12 ? dayNumber(to, 12, 31) : dayNumber(to, last + 1, 1) - 1;
    if (first < 1 || last > 12 || (day && (day < 1 || dayNumber(to, last, Number(day)) > end))) throw wrong;
    if (!day) return [dayNumber(from, first, 1), end];
    return [dayNumber(from, first, Number(day)), dayNumber(to, last, Number(day))];
  }

  const ends = typed.split("/");
  if (ends.length === 1) return point(typed);
  const open = (text) => text === "" || text === "..";
  if (ends.length > 2 || ends.every(open)) throw wrong;
  const [first, last] = [open(ends[0]) ? null : point(ends[0])[0], open(ends[1]) ? null : point(ends[1])[1]];
  if (first !== null && last !== null && first > last) throw wrong;
  return [first, last];
}

function dayRange(typed) {
  const sign = /^(?:>=|<=|>|<)?/.exec(typed)[0];
  const [first, last] = daysOf(typed.slice(sign.length));
  if (sign === ">=") return [first, null];
  if (sign === "<=") return [null, last];
  if (sign === ">") return [last === null ? Infinity : last + 1, null];
  if (sign === "<") return [null, first === null ? -Infinity : first - 1];
  return [first, last];
}

// What a query asks for: an expression of words, and a test of passages by facets, days and excluded words.
function queryCompiler(base, data, index, rules, text) {
  const resolve = fieldResolver(base, data, rules.query, text);
  const facetsOf = (term) => {
    const facets = resolve(term.field, term.text);
    return (n) => facets.some((each) => base.facets[n - 1].has(each));
  };

  function wordExpression(term) {
    if (!term.prefix) return index.phrase(term.text);
    const begun = text.casefold(term.text);
    const words = base.plain.filter((each) => each.startsWith(begun)).slice(0, 50);
    return { or: [index.phrase(term.text, true), ...words.map((each) => index.phrase(each))] };
  }

  function alternative(term) {
    const matched = term.field ? null : index.mask(wordExpression(term));
    const test = matched ? (n) => matched[n] === 1 : facetsOf(term);
    return term.negated ? (n) => !test(n) : test;
  }

  function anyOf(group) {
    if (group.some(({ field }) => field === "date")) throw new QueryError("a date cannot stand beside OR");
    const all = group.map(alternative);
    return (n) => all.some((test) => test(n));
  }

  function days(term) {
    if (term.negated) throw new QueryError("a date cannot be left out: say which is wanted, such as date:<1935");
    const [first, last] = dayRange(term.text);
    return (n) => {
      const [earliest, latest] = base.entries[n - 1].days;
      return earliest !== null && (first === null || latest >= first) && (last === null || earliest <= last);
    };
  }

  // The stances of a source that is asked for are those of this source.
  function pairs(groups) {
    const alone = groups.filter((group) => group.length === 1).map(([term]) => term);
    const single = alone.filter((term) => !term.negated);
    const facets = (field) =>
      single.filter((term) => term.field === field).flatMap((term) => resolve(field, term.text));
    return facets("source").flatMap((source) => facets("stance").map((stance) => source + stance));
  }

  return (groups) => {
    const [words, excluded, tests] = [[], [], []];
    const unlike = new Map(groups.map((group) => [JSON.stringify(group), group]));
    const counted = (term) => term.field || hasLetter(term.text);
    const kept = [...unlike.values()].map((group) => group.filter(counted)).filter((group) => group.length);
    for (const group of kept) {
      const [term] = group;
      if (group.length > 1) {
        if (group.every((each) => !each.field && !each.negated)) words.push({ or: group.map(wordExpression) });
        else tests.push(anyOf(group));
      } else if (term.field === "date") tests.push(days(term));
      else if (term.field) tests.push(alternative(term));
      else (term.negated ? excluded : words).push(wordExpression(term));
    }
    const together = pairs(kept);
    if (together.length) tests.push((n) => together.every((each) => base.facets[n - 1].has(each)));
    if (!words.length && !tests.length) return null;
    return { words: expression(words, excluded, kept), filter: filterOf(words, excluded, tests) };
  };

  function expression(words, excluded, groups) {
    const isQuote = (term) => term.field === "in" && term.text.toLowerCase() === "quote" && !term.negated;
    const inQuotes = groups.some(([term, ...others]) => !others.length && isQuote(term));
    let found = words.length ? { and: words } : null;
    if (found && inQuotes) found = { columns: ["quote"], of: found };
    return found && excluded.length ? { not: [found, { or: excluded }] } : found;
  }

  function filterOf(words, excluded, tests) {
    const unwanted = !words.length && excluded.length ? index.mask({ or: excluded }) : null;
    if (!tests.length && !unwanted) return null;
    return (n) => tests.every((test) => test(n)) && !unwanted?.[n];
  }
}
