// A question as it is searched: its words, with everything in the base that counts as each of them.
function questionReader(base, index, rules, text) {
  const { longest_span, max_run, max_titles, max_group, max_name, min_part, long_word } = rules.question;
  const { shortest_corrected, shortest_unknown, shortest_misspelt } = rules.question;
  const { normalize, casefold, stem, stems, nameStem, words: wordsIn, isIrregular, romanize, isUnspaced, content } = text;
  const anyOf = (texts) => ({ or: unique(texts).map((each) => index.phrase(each)) });
  const stemExpression = (form) => {
    const words = base.wordsWith(form);
    return words.length ? anyOf(words) : null;
  };

  function groupExpression(number) {
    const found = base.groups.get(number).flatMap((entry) => {
      const parts = stems(entry);
      return parts.length === 1 && !base.hasUnspaced(entry) ? base.wordsWith(parts[0]) : [entry];
    });
    return found.length ? anyOf(found.slice(0, max_group)) : null;
  }

  function personExpression(id, typed) {
    const spellings = base.labels.people.filter((each) => each.id === id).map((each) => each.spelling);
    const own = [...base.nameForms].filter(([, rows]) => {
      const people = rows.filter((row) => row.section === "people");
      return people.length === 1 && people[0].id === id;
    });
    const forms = own.map(([form]) => form).sort(compared);
    const isOf = (form) => (word) => !isAscii(word) || nameStem(word) === form;
    const words = forms.flatMap((form) =>
      isAscii(form) ? base.wordsWith(stem(form)).filter(isOf(form)) : base.wordsWith(form),
    );
    return anyOf([typed, ...words, ...spellings]);
  }

  const term = (typed, expression, more) => ({ text: typed, expression, named: [], weak: false, ...more });
  const person = (id) => [{ kind: "person", id }];

  // A whole name, or a word that only one person has in a name. `form` is that of a title, `spelled` that of a person.
  function namedTerm(typed, form, spelled, length, words) {
    const rows = [
      ...(base.nameForms.get(form) || []).filter((row) => row.section !== "people"),
      ...(base.nameForms.get(spelled) || []).filter((row) => row.section === "people"),
    ];
    const complete = rows.filter((row) => row.isWhole);
    const people = (complete.length ? complete : rows).filter((row) => row.section === "people");
    const titles = complete.filter((row) => row.section !== "people");
    if (people.length === 1) return term(typed, personExpression(people[0].id, typed), { named: person(people[0].id) });
    if (titles.length && (length > 1 || words.length === 1)) {
      const named = titles.slice(0, max_titles).map(({ section, id }) => ({ kind: base.kindOf[section], id }));
      const parts = form.split(" ").map(stemExpression).filter(Boolean);
      const phrase = index.phrase(typed);
      return term(typed, parts.length ? { or: [{ and: parts }, phrase] } : phrase, { named });
    }
    return null;
  }

  const groupTerm = (typed, number) => (number === undefined ? null : term(typed, groupExpression(number)));

  // A name or an entry of a group may span several words; the longest span counts.
  function* terms(words) {
    for (let at = 0; at < words.length; ) {
      if (isUnspaced(words[at].text)) {
        yield* termsOfRun(words[at++].text, words);
        continue;
      }
      let [found, length] = [null, Math.min(longest_span, words.length - at)];
      for (; length > 0 && !found; length--) found = spanTerm(words.slice(at, at + length), words);
      if (found) yield found;
      else yield* termsOfWord(words[at]);
      at += found ? length + 1 : 1;
    }
  }

  function spanTerm(span, words) {
    const form = span.map((each) => each.stem || stems(each.text).join(" ")).join(" ");
    const typed = span.map((each) => each.text).join(" ");
    const spelled = span.flatMap((each) => wordsIn(each.text)).map(nameStem).join(" ");
    return namedTerm(typed, form, spelled, span.length, words) || groupTerm(typed, base.groupOf.get(form));
  }

  function* termsOfWord(word) {
    if (word.stem) {
      yield term(word.text, stemExpression(word.stem), { weak: word.weak });
      return;
    }
    const joined = base.wordsWith(stem(normalize(word.text).replaceAll(" ", "")));
    if (joined.length || index.stands(index.phrase(word.text))) {
      yield term(word.text, anyOf([word.text, ...joined]));
      return;
    }
    for (const each of wordsOf(normalize(word.text))) {
      if (each.length > 1 || /^\p{Nd}+$/u.test(each)) yield* termsOfWord({ text: each, stem: stem(each), weak: false });
    }
  }

  // The terms of a text without spaces: its names and groups, then the longest parts in the base.
  function* termsOfRun(run, words) {
    for (const [piece, found] of knownParts(Array.from(run).slice(0, max_run).join(""), words)) {
      if (found) {
        yield found;
        continue;
      }
      const parts = piece !== run ? content(piece) : wholeOrContent(piece);
      for (const part of parts) yield* termsOfPart(part);
    }
  }

  function wholeOrContent(run) {
    if (index.stands(index.phrase(run))) return [run];
    const parts = content(run);
    return parts.length ? parts : [run];
  }

  function* termsOfPart(part) {
    const length = Array.from(part).length;
    const named = () => (length > 1 ? transliterated(part) : null);
    const groups = () => [...base.groups].filter(([, entries]) => entries.some((each) => each.includes(part)));
    let found = index.stands(index.phrase(part)) ? term(part, index.phrase(part), { weak: length === 1 }) : named();
    const within = found ? [] : groups();
    if (!found && within.length === 1) found = term(part, groupExpression(within[0][0]));
    if (found) yield found;
    else yield* longestParts(Array.from(part));
  }

  function* longestParts(letters) {
    let [at, unknown] = [0, ""];
    const least = Math.min(2, letters.length);
    while (at < letters.length) {
      let end = letters.length;
      const part = () => letters.slice(at, end).join("");
      while (end >= at + least && !index.stands(index.phrase(part()))) end--;
      if (end >= at + least) {
        yield term(part(), index.phrase(part()), { weak: end - at === 1 });
        at = end;
      } else unknown += letters[at++];
    }
    if (Array.from(unknown).length > 1 || unknown === letters.join("")) yield term(unknown, null);
  }

  function* knownParts(run, words) {
    const letters = Array.from(run);
    let [at, start] = [0, 0];
    while (at < letters.length) {
      let [found, end] = [null, Math.min(at + max_name, letters.length)];
      for (; end > at; end--) {
        const part = letters.slice(at, end).join("");
        const group = base.groupOf.get(normalize(part));
        const named = base.nameForms.has(normalize(part)) && namedPart(part, words);
        found = named || groupTerm(part, group);
        if (found && (end - at > 1 || part === run || group !== undefined)) break;
        found = null;
      }
      if (found) {
        if (start < at) yield [letters.slice(start, at).join(""), null];
        yield [letters.slice(at, end).join(""), found];
        at = start = end;
      } else at++;
    }
    if (start < letters.length) yield [letters.slice(start).join(""), null];
  }

  // A part of a text without spaces counts as one word of the question.
  const namedPart = (part, words) => namedTerm(part, normalize(part), normalize(part), 1, words);

  // The only person of whose name a text is a transliteration.
  function transliterated(typed) {
    const found = transliterations(base, text, typed);
    if (found.length !== 1) return null;
    return term(found[0].spelling, personExpression(found[0].id, typed), { named: person(found[0].id) });
  }

  // The words of the base that mean nearly the same as an English word.
  function synonym(typed) {
    const form = isAscii(typed) ? stem(typed) : "";
    const group = rules.synonyms.map(wordsOf).find((words) => words.some((word) => stem(word) === form)) || [];
    const terms = group.map(knownTerm).filter((each) => each?.expression);
    return terms.length ? term(terms[0].text, { or: terms.map((each) => each.expression) }) : null;
  }

  function knownTerm(word) {
    const form = stem(word);
    return base.groupOf.has(form) ? groupTerm(word, base.groupOf.get(form)) : term(word, stemExpression(form));
  }

  function romanized(typed) {
    const form = isAscii(typed) ? "" : stem(romanize(stem(typed)));
    const words = form.length > min_part ? base.wordsWith(form) : [];
    return words.length ? term(words[0], anyOf(words)) : null;
  }

  // The word of the base with the same first letter that differs least; of several, the most frequent.
  function nearestWord(typed, most) {
    const word = casefold(typed);
    const near = base.plain
      .filter((each) => each[0] === word[0])
      .map((each) => ({ each, far: editDistance(word, each, most) }))
      .filter(({ far }) => far <= most);
    const least = Math.min(...near.map(({ far }) => far));
    const often = (each) => index.count(index.phrase(each));
    const best = near.filter(({ far }) => far === least).map(({ each }) => ({ each, often: often(each) }));
    return best.sort((a, b) => b.often - a.often || compared(a.each, b.each))[0]?.each;
  }

  // The word that a misspelt word stands for. A capital letter inside a question begins a name.
  function nearest(typed, isFirst, words) {
    const isMisspelt = isAlphabetic(typed) && !isIrregular(casefold(typed));
    const word = isMisspelt ? nearestWord(typed, typed.length < long_word ? 1 : 2) : null;
    if (!word) return null;
    const form = stem(word);
    const named = namedTerm(word, form, nameStem(word), 1, words);
    const isName = typed[0] !== typed[0].toLowerCase() && !isFirst;
    if (named || isName || typed.length < shortest_misspelt) return named;
    return groupTerm(word, base.groupOf.get(form)) || term(word, stemExpression(form));
  }

  function readQuestion(typed) {
    const found = text.read(typed);
    const all = [...terms(found.words)];
    const several = all.length + found.leftOut.length > 1;
    const corrected = new Map();
    all.forEach((each, at) => {
      if (each.expression || each.weak || each.text.length < shortest_unknown) return;
      let guess = synonym(each.text);
      if (!guess && each.text.length >= shortest_corrected) {
        guess = transliterated(each.text) || romanized(each.text);
        if (!guess && several) guess = nearest(each.text, at === 0, found.words);
      }
      if (!guess) return;
      all[at] = { ...guess, text: each.text };
      corrected.set(each.text, guess.text);
    });
    const onlyWeak = all.every((each) => each.weak);
    const unknown = all.filter((each) => !each.expression && (onlyWeak || !each.weak)).map((each) => each.text);
    return { terms: all, leftOut: found.leftOut, intent: found.intent, corrected: [...corrected], unknown };
  }

  return readQuestion;
}

// The people with a name, or a word in a name, that is another transliteration of a typed name; the nearest first.
function transliterations({ labels }, { normalize, romanize }, typed) {
  const heard = romanize(typed);
  if (!heard) return [];
  const words = wordsOf(heard);
  const same = labels.people.filter((each) => each.heard === heard);
  const parted = () => labels.people.filter((each) => words.every((word) => ` ${each.heard} `.includes(` ${word} `)));
  const found = same.length ? same : parted();
  const folded = normalize(typed);
  const extra = (each) => Math.max(wordsOf(each.folded).length - words.length, 0);
  const ordered = found
    .map((each) => ({ ...each, far: editDistance(folded, each.folded, folded.length), extra: extra(each) }))
    .sort((a, b) => a.folded.length - b.folded.length || compared(a.id, b.id))
    .sort((a, b) => a.far - b.far)
    .sort((a, b) => a.extra - b.extra);
  return [...new Map(ordered.reverse().map((each) => [each.id, each])).values()].reverse();
}
